import { type Interval, windows } from './limits.ts';

/** Providers cut or round a reset to whole milliseconds (PROVIDERS.md §1.2). */
const resetStep = 0.001;

/**
 * The window in seconds of a continuously refilling bucket, told by its own arithmetic: `reset * capacity / window` is
 * what has been used, and `remaining` is the floor of what is left (PROVIDERS.md §0, fact 2). Where several windows fit,
 * the shortest, because a longer one would rarely show so short a reset; so what is inferred never exceeds the truth.
 * `null` when nothing was used or the reset is below its own step, or no window fits.
 */
export function inferWindow(capacity: number, remaining: number, reset: number): number | null {
  const used = capacity - remaining;
  if (used <= 0 || reset <= 0) return null;
  const fits = windows.find((window) => {
    const implied = (reset * capacity) / window;
    const slack = (resetStep * capacity) / window + 1e-6 * used;
    return implied > used - 1 - slack && implied <= used + slack;
  });
  return fits ?? null;
}

/**
 * What is left by the reset, which is finer than `remaining`, narrowed by `remaining` where both agree. Holds the true
 * level where `window` is the true one; where a longer window's bucket was all but full, it is less than one unit off.
 */
export function levelFrom(capacity: number, remaining: number, reset: number | null, window: number | null): Interval {
  const floored = { low: Math.min(remaining, capacity), high: Math.min(remaining + 1, capacity) };
  if (reset === null || window === null) return floored;
  const low = Math.max(floored.low, capacity - ((reset + resetStep) * capacity) / window);
  const high = Math.min(floored.high, capacity - (Math.max(0, reset - resetStep) * capacity) / window);
  return low <= high ? { low, high } : floored;
}
