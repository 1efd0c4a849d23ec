import type { Thresholds } from '../core/alarms.ts';
import { type Unit, units } from '../core/limits.ts';
import { settings } from './contributions.ts';
import type { Settings } from './settings.ts';

/** Settings by name as the editor hands them over: the schema does not stop a hand-written value. */
export type RawSettings = Readonly<Record<string, unknown>>;

const defaultThresholds: Thresholds = { low: 0.2, critical: 0.05 };

/** Turns raw values into settings; a wrong one is named to `complain` and its default is used. */
export function checkSettings(raw: RawSettings, complain: (problem: string) => void): Settings {
  const oneOf = <T extends string>(name: string, allowed: readonly [T, ...T[]]): T => {
    const value = raw[name];
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined && value !== undefined)
      complain(`${name} is ${show(value)}, not one of ${allowed.join(', ')}`);
    return found ?? allowed[0];
  };
  const number = (name: string, fallback: number, from: number, to: number): number => {
    const value = raw[name];
    if (typeof value === 'number' && value >= from && value <= to) return value;
    if (value !== undefined) complain(`${name} is ${show(value)}, not a number from ${from} to ${to}`);
    return fallback;
  };
  const limit = raw[settings.limit];
  if (limit !== undefined && typeof limit !== 'string') complain(`${settings.limit} is ${show(limit)}, not a text`);
  const warn = raw[settings.warn];
  if (warn !== undefined && typeof warn !== 'boolean') complain(`${settings.warn} is ${show(warn)}, not true or false`);
  const thresholds = checkThresholds(raw[settings.thresholds], complain);
  return {
    style: oneOf(settings.style, ['compact', 'icon', 'full']),
    amount: oneOf(settings.amount, ['left', 'used']),
    limit: typeof limit === 'string' && limit !== '' ? limit : 'lowest',
    alignment: oneOf(settings.alignment, ['right', 'left']),
    warn: typeof warn === 'boolean' ? warn : true,
    readyAgain: oneOf(settings.readyAgain, ['afterLongWaits', 'never', 'always']),
    thresholds: (unit) => thresholds.get(unit) ?? defaultThresholds,
    budget: {
      shareOfRequestsPerMinute: number(settings.shareOfRequestsPerMinute, 1, 0.1, 10) / 100,
      shareOfRequestsPerDay: number(settings.shareOfRequestsPerDay, 2, 0.1, 20) / 100,
      dollarsPerDay: number(settings.dollarsPerDay, 0.05, 0, 10),
    },
  };
}

function checkThresholds(value: unknown, complain: (problem: string) => void): Map<Unit, Thresholds> {
  const checked = new Map<Unit, Thresholds>();
  if (value === undefined) return checked;
  if (typeof value !== 'object' || value === null) {
    complain(`${settings.thresholds} is ${show(value)}, not an object such as {"tokens": {"low": 30, "critical": 10}}`);
    return checked;
  }
  for (const [unit, pair] of Object.entries(value)) {
    const known = units.find((candidate) => candidate === unit);
    const { low = 20, critical = 5 } = (typeof pair === 'object' && pair !== null ? pair : {}) as Record<
      string,
      unknown
    >;
    const right = isPercent(low) && isPercent(critical) && critical <= low;
    if (known && right) checked.set(known, { low: low / 100, critical: critical / 100 });
    else
      complain(
        `${settings.thresholds}: ${show({ [unit]: pair })} needs a unit of ${units.join(', ')} and critical <= low <= 90`,
      );
  }
  return checked;
}

function isPercent(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 90;
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 100);
}
