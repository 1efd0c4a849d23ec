import { MINUTE } from './model/limit.ts';
import type { LimitSnapshot } from './model/snapshot.ts';

/**
 * Seconds until the user may ask for another check of a model; 0: now. All that were asked for within a window take at
 * most half of what was left of a limit of requests: a key that is held down, or another extension, must not use it up.
 * The first in a window may always be made. `asked`: when checks were asked for, in monotonic ms, the oldest first.
 */
export function waitToAsk(limits: readonly LimitSnapshot[], asked: readonly number[], now: number): number {
  const waits = limits.map(({ unit, window, capacity, level }) => {
    if (unit !== 'requests') return 0;
    const seconds = window ?? MINUTE;
    const within = asked.filter((at) => now - at < seconds * 1000);
    const [oldest] = within;
    const left = level?.low ?? (capacity ?? Infinity) - within.length;
    // One more than those made must not be more than what it leaves.
    return oldest === undefined || within.length + 2 <= left ? 0 : seconds - (now - oldest) / 1000;
  });
  return Math.max(0, ...waits);
}
