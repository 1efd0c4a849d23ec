import type { Interval } from '../model/limit.ts';
import type { LimitReading } from './seenByLimit.ts';

/** Resets and dates are cut to whole seconds by some providers (docs/providers.md, Anthropic: headers). */
const resetStep = 1;
/** A reset more than this many windows away belongs to another bucket. */
const longestDebt = 10;

/**
 * The level, below zero where the bucket owes. Output is charged as it is written, even once the bucket is empty;
 * `remaining` stops at zero then, but the reset keeps moving away and shows the debt. `window` and `timeToFull`:
 * seconds.
 */
export function withDebt(level: Interval, capacity: number, window: number, timeToFull: number | null): Interval {
  if (level.low > 0 || timeToFull === null || timeToFull < window || timeToFull > longestDebt * window) return level;
  const levelAt = (reset: number) => ((window - reset) * capacity) / window;
  return { low: levelAt(timeToFull + resetStep), high: Math.min(level.high, levelAt(timeToFull - resetStep)) };
}

/** The same of a reading. */
export function owing({ level, capacity, window, timeToFull }: LimitReading): Interval {
  return withDebt(level, capacity, window, timeToFull);
}
