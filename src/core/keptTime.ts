import { DAY } from './model/limit.ts';

/** Nothing that is kept is older than this, and no wait is longer; milliseconds. */
const longest = 62 * DAY * 1000;
/** A wall clock may be set back by this much without a doubt about what was kept; milliseconds. */
const slack = 60_000;

/**
 * One moment on two clocks: the monotonic one of this process, and the wall clock, whose milliseconds since 1970 are kept
 * because no monotonic clock outlives its process. The only place where one becomes the other. Whatever a file says and
 * wherever the wall clock was set, a past moment does not come to lie in the future, and no wait gets longer.
 */
export class KeptTime {
  /** Monotonic milliseconds. */
  readonly now: number;
  readonly #wall: number;

  constructor(now: number, wall: number) {
    this.now = now;
    this.#wall = wall;
  }

  /** Milliseconds since 1970, of monotonic ones. */
  kept(at: number): number {
    return Math.max(0, Math.round(this.#wall + at - this.now));
  }

  /**
   * Monotonic milliseconds of a past moment that was kept. `null` where nobody can tell how long ago it was, because it
   * lies in the future, or where that is longer than anything matters.
   */
  past(kept: number): number | null {
    const ago = this.#wall - kept;
    return ago >= -slack && ago <= longest ? this.now - Math.max(0, ago) : null;
  }

  /** Monotonic milliseconds at which something ends that began at `from` and was to last until `until`, both kept. */
  end(from: number, until: number): number {
    const length = Math.min(longest, Math.max(0, until - from));
    return (this.past(from) ?? (from > this.#wall ? this.now : -Infinity)) + (Number.isNaN(length) ? 0 : length);
  }
}
