import type { LimitChoice } from '../../core/headline.ts';
import type { Thresholds } from '../../core/limits/alarms.ts';
import { type Unit, units } from '../../core/model/limit.ts';
import type { Budget } from '../../core/model/snapshot.ts';
import type { GaugeStyle } from '../../words/levelGauge.ts';
import { settings } from './contributions.ts';

/** Settings by name as the editor delivers them: the schema does not stop a hand-written value. */
export type RawSettings = Readonly<Record<string, unknown>>;

/** Money that nobody's key costs a month. */
const mostBudget = 1e9;

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
  const flag = (name: string): boolean => {
    const value = raw[name];
    if (typeof value === 'boolean') return value;
    if (value !== undefined) complain(`${name} is ${show(value)}, not true or false`);
    return true;
  };
  const limit = raw[settings.limit];
  if (limit !== undefined && typeof limit !== 'string') complain(`${settings.limit} is ${show(limit)}, not a text`);
  const thresholds = checkThresholds(raw[settings.thresholds], complain);
  return {
    style: oneOf(settings.style, ['compact', 'icon', 'full']),
    amount: oneOf(settings.amount, ['left', 'used']),
    limit: typeof limit === 'string' && limit !== '' ? limit : 'lowest',
    alignment: oneOf(settings.alignment, ['right', 'left']),
    warn: flag(settings.warn),
    readyAgain: oneOf(settings.readyAgain, ['afterLongWaits', 'never', 'always']),
    thresholds: (unit) => thresholds.get(unit) ?? defaultThresholds,
    budgets: checkBudgets(raw[settings.budgets], complain),
    budget: {
      shareOfRequestsPerMinute: number(settings.shareOfRequestsPerMinute, 1, 0.1, 10) / 100,
      shareOfRequestsPerDay: number(settings.shareOfRequestsPerDay, 2, 0.1, 20) / 100,
      dollarsPerDay: number(settings.dollarsPerDay, 0.05, 0, 10),
    },
    statusPages: flag(settings.statusPages),
  };
}

function checkBudgets(value: unknown, complain: (problem: string) => void): ReadonlyMap<string, number> {
  const checked = new Map<string, number>();
  if (value === undefined) return checked;
  if (!isObject(value)) {
    complain(`${settings.budgets} is ${show(value)}, not an object such as {"work": 50}`);
    return checked;
  }
  for (const [name, amount] of Object.entries(value)) {
    if (typeof amount === 'number' && amount > 0 && amount <= mostBudget) checked.set(name, amount);
    else complain(`${settings.budgets}: ${show({ [name]: amount })} needs an amount of money above 0`);
  }
  return checked;
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
  /** What keys and organizations may cost a month, by their labels. */
  readonly budgets: ReadonlyMap<string, number>;
  readonly budget: Budget;
  /** Whether public status pages may be read. */
  readonly statusPages: boolean;
}
