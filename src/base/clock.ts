import { uptime } from 'node:os';
import type { Disposable } from './disposable.ts';

/** The engine's only source of time; tests pass their own. */
export interface Clock {
  /** Monotonic milliseconds that also pass while the machine sleeps. */
  now(): number;
  /** The user's calendar day as `2026-08-19`, and the seconds until the next. */
  today(): { readonly day: string; readonly untilTomorrow: number };
  /** Calls back once after `ms` milliseconds, unless disposed before; within a minute of waking up if that was slept through. */
  after(ms: number, callback: () => void): Disposable;
}

/** Timers stand still while the machine sleeps, so a long one looks at the time this often; milliseconds. */
const longestTimer = 60_000;
/** Once more than this has passed since boot than by the monotonic clock, the machine has slept; milliseconds. */
const asleep = 1000;

/**
 * The real clock. A monotonic clock stands still while a laptop sleeps, so a reading would look fresh after a night; the
 * time slept is added. It is read from the time since boot. The wall clock, which anybody may set, only gives the hint to
 * look, because reading the time since boot takes long; and a look a minute needs no hint. Time never runs back.
 */
export function systemClock(
  monotonic = () => performance.now(),
  sinceBoot = millisecondsSinceBoot,
  wall = () => Date.now(),
): Clock {
  let slept = 0;
  let bootLead = sinceBoot() - monotonic();
  let wallLead = wall() - monotonic();
  let lookedAt = monotonic();
  let latest = -Infinity;
  const now = () => {
    const time = monotonic();
    if (Math.abs(wall() - time - wallLead) > asleep || time - lookedAt > longestTimer) {
      const ahead = sinceBoot() - time - bootLead;
      if (ahead > asleep) slept += ahead;
      // Follow clocks that drift: only a jump between two looks can be sleep.
      bootLead += ahead;
      wallLead = wall() - time;
      lookedAt = time;
    }
    latest = Math.max(latest, time + slept);
    return latest;
  };
  return {
    now,
    today() {
      const date = new Date(wall());
      const midnight = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
      const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) =>
        String(part).padStart(2, '0'),
      );
      return { day: day.join('-'), untilTomorrow: (midnight - date.getTime()) / 1000 };
    },
    after(ms, callback) {
      const due = now() + ms;
      const arm = (left: number) => setTimeout(look, Math.min(Math.max(0, left), longestTimer));
      const look = () => {
        const left = due - now();
        if (left > 0) timer = arm(left);
        else callback();
      };
      let timer = arm(ms);
      return { dispose: () => clearTimeout(timer) };
    },
  };
}

/**
 * Counts sleep: the kernel's time since boot on Linux and Windows. On macOS libuv takes that from the wall clock and the
 * moment of boot, but its monotonic clock is one that goes on in sleep (`mach_continuous_time`). Where neither is to be
 * had, nothing is known of sleep.
 */
function millisecondsSinceBoot(): number {
  if (process.platform === 'darwin') return performance.now();
  try {
    return uptime() * 1000;
  } catch {
    return performance.now();
  }
}
