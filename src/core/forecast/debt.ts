import type { Interval } from '../model/limit.ts';

/** Resets and dates are cut to whole seconds by some providers (docs/providers.md, Anthropic: headers). */
const resetStep = 1;
/** A reset farther off than so many windows is not this bucket's. */
const longestDebt = 10;

/**
 * What is left, below zero where the bucket owes: output is charged as it is written, beyond an empty bucket too, but
 * `remaining` stops at zero. The reset goes on telling. `window` and `timeToFull`: seconds.
 */
export function withDebt(level: Interval, capacity: number, window: number, timeToFull: number | null): Interval {
  if (level.low > 0 || timeToFull === null || timeToFull < window || timeToFull > longestDebt * window) return level;
  const levelAt = (reset: number) => ((window - reset) * capacity) / window;
  return { low: levelAt(timeToFull + resetStep), high: Math.min(level.high, levelAt(timeToFull - resetStep)) };
}
