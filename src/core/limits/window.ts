import { DAY, type Interval, MINUTE, type Reading, windows } from '../model/limit.ts';

/** Providers cut or round a reset to whole milliseconds (docs/providers.md, OpenAI: what a reset means). */
const resetStep = 0.001;
const wholeSecond = 1;

/**
 * Infers the window, in seconds, of a continuously refilling bucket from its own arithmetic: `reset * capacity /
 * window` is what was used, and `remaining` is the floor of what is left (docs/providers.md, OpenAI: what a reset
 * means). Where several windows fit, it takes the shortest, because a longer one would rarely show so short a reset; so
 * the result never exceeds the truth. `null` when nothing was used, the reset is below its own step, or no window fits.
 */
export function inferWindow(capacity: number, remaining: number, reset: number): number | null {
  return fittingWindows(capacity, remaining, reset)[0] ?? null;
}

/**
 * The same by a reset in whole seconds, which a window of the clock may show whatever was used. So a tenth must be used
 * at least: of an hour or a day that takes longer to refill than a window of the next shorter kind could show.
 */
export function inferWindowRoughly(capacity: number, remaining: number, reset: number): number | null {
  if (capacity - remaining < capacity / 10) return null;
  return fittingWindows(capacity, remaining, reset, windows, wholeSecond)[0] ?? null;
}

function fittingWindows(
  capacity: number,
  remaining: number,
  reset: number,
  candidates: readonly number[] = windows,
  step = resetStep,
): number[] {
  const used = capacity - remaining;
  if (used <= 0 || reset <= 0) return [];
  return candidates.filter((window) => {
    const implied = (reset * capacity) / window;
    const slack = (step * capacity) / window + 1e-6 * used;
    return implied > used - 1 - slack && implied <= used + slack;
  });
}

/**
 * The level by the reset, which is finer than `remaining`, narrowed by `remaining` where both agree. If several windows
 * above a minute fit, the level spans all that they allow. A longer bucket that shows a minute's reset is full but for
 * less than a thousandth of a unit; only `TrackedLimit`, which knows the window, handles that case. `known`: the window
 * in seconds, if it is known; then no other is tried.
 */
export function levelFrom(
  capacity: number,
  remaining: number,
  reset: number | null,
  known: number | null = null,
): Interval {
  const floored = { low: Math.min(remaining, capacity), high: Math.min(remaining + 1, capacity) };
  if (reset === null) return floored;
  const fitting = fittingWindows(capacity, remaining, reset, known === null ? windows : [known]);
  const [shortest] = fitting;
  const [longest] = shortest === MINUTE ? [shortest] : fitting.toReversed();
  if (shortest === undefined || longest === undefined) return floored;
  const low = Math.max(floored.low, capacity - ((reset + resetStep) * capacity) / shortest);
  const high = Math.min(floored.high, capacity - (Math.max(0, reset - resetStep) * capacity) / longest);
  return low <= high ? { low, high } : floored;
}

/**
 * The window implied by a reading that names none: what is surely missing must refill within the reset that was shown.
 * Given only where this leaves the minute alone; providers name limits per minute and per day (docs/providers.md,
 * OpenAI: limits and windows). A reset that no minute's bucket would show belongs to a window of the clock and says
 * nothing about its length.
 */
export function impliedWindow({ capacity, level, timeToFull }: Reading): number | null {
  if (capacity === null || level === null || timeToFull === null) return null;
  const missing = capacity - level.high;
  const inMinute = (units: number) => (units * MINUTE) / capacity;
  const agrees =
    timeToFull >= inMinute(missing) - resetStep && timeToFull <= inMinute(capacity - level.low) + resetStep;
  return agrees && missing > 0 && (missing * DAY) / capacity > timeToFull + resetStep ? MINUTE : null;
}
