import { type Interval, MINUTE } from '../model/limit.ts';
import type { Level } from '../model/snapshot.ts';

/** What one reading gives a bucket. All in the limit's unit; `window` in seconds. */
export interface BucketReading {
  readonly capacity: number;
  readonly window: number | null;
  readonly level: Interval;
}

/**
 * A bucket that refills continuously at capacity/window, known only by readings. Between them the level rises by the
 * refill; what others take meanwhile is not its business. The interval carries what is not known: how the provider
 * rounded, and when between sending and receiving it wrote the header.
 *
 * All times are monotonic milliseconds; a clock that jumps, backwards too, cannot bring a level outside [0, capacity].
 */
export class TokenBucket {
  #capacity = 0;
  #window: number | null = null;
  #low = 0;
  #high = 0;
  #sentAt = 0;
  #at = 0;

  constructor(reading: BucketReading, sentAt: number, receivedAt: number) {
    this.#take(reading, sentAt, receivedAt);
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** Seconds; `null` until a reading showed it. */
  get window(): number | null {
    return this.#window;
  }

  /** When the last reading arrived. */
  get readAt(): number {
    return this.#at;
  }

  /** The last reading's level as it was when it arrived. */
  get lastLevel(): Interval {
    return { low: this.#low, high: this.#high };
  }

  /**
   * Takes a newer reading in. One that is older than the last, or the last again, is ignored, for answers may overtake
   * each other; returns whether it was taken in.
   */
  observe(reading: BucketReading, sentAt: number, receivedAt: number): boolean {
    if (receivedAt < this.#at || (receivedAt === this.#at && sentAt === this.#sentAt)) return false;
    this.#take(reading, sentAt, receivedAt);
    return true;
  }

  /** What is left at `now` if nobody uses it; `null` once the last reading is older than the window, for a bucket forgets. */
  level(now: number): Level | null {
    const elapsed = Math.max(0, now - this.#at) / 1000;
    // A window that is not known may be the shortest.
    if (elapsed > (this.#window ?? MINUTE)) return null;
    const fastest = this.#capacity / (this.#window ?? MINUTE);
    const slowest = this.#window === null ? 0 : fastest;
    const high = Math.min(this.#capacity, this.#high + fastest * elapsed);
    const low = Math.min(high, this.#low + slowest * elapsed);
    const estimate = Math.min(high, (this.#low + this.#high) / 2 + slowest * elapsed);
    return { low, estimate, high };
  }

  /** The header was written somewhere between sending and receiving: the level may have refilled since. */
  #take({ capacity, window, level }: BucketReading, sentAt: number, receivedAt: number): void {
    this.#capacity = capacity;
    // A window that was inferred never exceeds the true one (window.ts), so the largest so far stands.
    this.#window = window === null ? this.#window : Math.max(window, this.#window ?? 0);
    this.#sentAt = sentAt;
    this.#at = receivedAt;
    const refilled = (capacity / (this.#window ?? MINUTE)) * Math.max(0, (receivedAt - sentAt) / 1000);
    this.#low = level.low;
    this.#high = Math.min(capacity, level.high + refilled);
  }
}
