import type { LimitChoice } from '../../core/headline.ts';
import type { Thresholds } from '../../core/limits/alarms.ts';
import { type Unit, units } from '../../core/model/limit.ts';
import type { Budget } from '../../core/model/snapshot.ts';
import type { GaugeStyle } from '../../words/levelGauge.ts';
import { settings } from './contributions.ts';

/** Settings by name as the editor delivers them: the schema does not stop a hand-written value. */
export type RawSettings = Readonly<Record<string, unknown>>;

const defaultThresholds: Thresholds = { low: 0.2, critical: 0.05 };

/** Turns raw values into settings. Reports a wrong value to `complain` and uses its default. */
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
  if (!isObject(value)) {
    complain(`${settings.thresholds} is ${show(value)}, not an object such as {"tokens": {"low": 30, "critical": 10}}`);
    return checked;
  }
  for (const [name, pair] of Object.entries(value)) {
    const unit = units.find((candidate) => candidate === name);
    const thresholds = isObject(pair) ? pairOf(pair) : null;
    if (unit && thresholds) checked.set(unit, thresholds);
    else
      complain(
        `${settings.thresholds}: ${show({ [name]: pair })} needs a unit of ${units.join(', ')} and critical <= low <= 90`,
      );
  }
  return checked;
}

/** Turns percentages into fractions. If only one is given, the other's default yields to it. */
function pairOf({ low, critical, ...others }: Readonly<Record<string, unknown>>): Thresholds | null {
  if (Object.keys(others).length > 0 || (low === undefined && critical === undefined)) return null;
  const lowPercent = low ?? Math.max(defaultThresholds.low * 100, isPercent(critical) ? critical : 0);
  const criticalPercent = critical ?? Math.min(defaultThresholds.critical * 100, isPercent(low) ? low : 90);
  if (low === null || critical === null || !isPercent(lowPercent) || !isPercent(criticalPercent)) return null;
  return criticalPercent <= lowPercent ? { low: lowPercent / 100, critical: criticalPercent / 100 } : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPercent(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 90;
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 100);
}

/** The user's settings, checked; defaults stand in for wrong values. */
export interface Settings extends GaugeStyle {
  readonly limit: LimitChoice;
  readonly alignment: 'left' | 'right';
  readonly warn: boolean;
  readonly readyAgain: 'never' | 'afterLongWaits' | 'always';
  readonly thresholds: (unit: Unit) => Thresholds;
  readonly budget: Budget;
}
