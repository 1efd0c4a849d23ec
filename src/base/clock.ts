import type { Disposable } from './disposable.ts';

/** The engine's only source of time; tests pass their own. */
export interface Clock {
  /** Monotonic milliseconds that also pass while the machine sleeps. */
  now(): number;
  /** The user's calendar day as `2026-08-19`, and the seconds until the next. */
  today(): { readonly day: string; readonly untilTomorrow: number };
  /** Calls back once after `ms` milliseconds, unless disposed before. */
  after(ms: number, callback: () => void): Disposable;
}

/** The longest delay that timers take; milliseconds. */
const longestDelay = 2 ** 31 - 1;
/**
 * Once the wall clock jumps ahead of the monotonic one by more than this, the machine counts as having slept;
 * milliseconds.
 */
const asleep = 5000;

/**
 * The real clock. A monotonic clock stands still while a laptop sleeps, so a reading would look fresh after a night;
 * the time by which the wall clock has run ahead is added. A wall clock set back changes nothing, and time never runs
 * back.
 */
export function systemClock(monotonic = () => performance.now(), wall = () => Date.now()): Clock {
  let slept = 0;
  let lead = wall() - monotonic();
  let latest = -Infinity;
  return {
    now() {
      const ahead = wall() - monotonic() - lead;
      if (ahead > asleep) slept += ahead;
      // Follow a wall clock that drifts: only a jump between two looks can be sleep.
      lead += ahead;
      latest = Math.max(latest, monotonic() + slept);
      return latest;
    },
    today() {
      const date = new Date(wall());
      const midnight = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
      const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) =>
        String(part).padStart(2, '0'),
      );
      return { day: day.join('-'), untilTomorrow: (midnight - date.getTime()) / 1000 };
    },
    after(ms, callback) {
      const timer = setTimeout(callback, Math.min(Math.max(0, ms), longestDelay));
      return { dispose: () => clearTimeout(timer) };
    },
  };
}
