import type { MoneyGauge } from '../model/money.ts';
import { isSameBound } from './period.ts';

/** What the user was told of a sum of money, and of which sum: it is told once that it runs out, and once that it has. */
export interface MoneyTelling {
  readonly stage: 'warned' | 'reached';
  /** The whole and what was left of it then: more of either is another sum. */
  readonly whole: number | null;
  readonly left: number;
  /** Epoch milliseconds at which the period ends; `null` where it never does. */
  readonly until: number | null;
}

/** A balance that rose by less than this share of itself was not paid into, but rounded or corrected. */
const correction = 0.05;

/**
 * What there is to tell of a sum now, to somebody who was told `before` of the same one (`isSameSum`); `null` for no news.
 */
export function moneyNews({ state, whole, left, until }: MoneyGauge, before: MoneyTelling | null): MoneyTelling | null {
  if (left === null || state === 'fine' || state === 'unknown') return null;
  const stage = state === 'empty' ? 'reached' : 'warned';
  if (before && (before.stage === 'reached' || stage === 'warned')) return null;
  return { stage, whole, left, until };
}

/** Whether a telling is of the sum as it is now: of this period, and nothing was added since. */
export function isSameSum({ kind, whole, left, until }: MoneyGauge, before: MoneyTelling): boolean {
  if (!isSameBound(until, before.until) || whole !== before.whole) return false;
  return kind !== 'balance' || left === null || left <= before.left + correction * Math.max(1, before.left);
}

/** Whether a telling can still keep one from being repeated. */
export function stillMatters({ until }: MoneyTelling, now: number): boolean {
  return until === null || until > now;
}
