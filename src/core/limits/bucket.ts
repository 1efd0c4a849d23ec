import { type Interval, MINUTE } from '../model/limit.ts';
import type { Level } from '../model/snapshot.ts';

/** One reading of a bucket, in the limit's unit; `window` in seconds. */
export interface BucketReading {
  readonly capacity: number;
  readonly window: number | null;
  readonly level: Interval;
}

/**
 * A bucket that refills continuously at capacity/window and is known only by readings. Between them the level rises by
 * the refill; use by others in the meantime is left to the use model. The interval holds the doubt: how the provider
 * rounded, and when between sending and receiving it wrote the header.
 *
 * All times are monotonic milliseconds; a clock that jumps, even backwards, cannot push the level outside [0,
 * capacity].
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

  /** Arrival of the last reading. */
  get readAt(): number {
    return this.#at;
  }

  /** The last reading's level as it was when it arrived. */
  get lastLevel(): Interval {
    return { low: this.#low, high: this.#high };
  }

  /**
   * Takes in a newer reading. Answers may overtake each other, so a reading older than the last, or the last one again,
   * is ignored. Returns whether it was taken in.
   */
  observe(reading: BucketReading, sentAt: number, receivedAt: number): boolean {
    if (receivedAt < this.#at || (receivedAt === this.#at && sentAt === this.#sentAt)) return false;
    this.#take(reading, sentAt, receivedAt);
    return true;
  }

  /**
   * The level at `now` if nobody has used it since the last reading; `null` once that is older than the window, because
   * by then the bucket has forgotten it.
   */
  level(now: number): Level | null {
    const elapsed = Math.max(0, now - this.#at) / 1000;
    // An unknown window may be the shortest.
    if (elapsed > (this.#window ?? MINUTE)) return null;
    const fastest = this.#capacity / (this.#window ?? MINUTE);
    const slowest = this.#window === null ? 0 : fastest;
    const high = Math.min(this.#capacity, this.#high + fastest * elapsed);
    const low = Math.min(high, this.#low + slowest * elapsed);
    const estimate = Math.min(high, (this.#low + this.#high) / 2 + slowest * elapsed);
    return { low, estimate, high };
  }

  /** The header was written at some moment between sending and receiving, so the level may have refilled since. */
  #take({ capacity, window, level }: BucketReading, sentAt: number, receivedAt: number): void {
    this.#capacity = capacity;
    // An inferred window never exceeds the true one (window.ts), so the largest so far is the best.
    this.#window = window === null ? this.#window : Math.max(window, this.#window ?? 0);
    this.#sentAt = sentAt;
    this.#at = receivedAt;
    const refilled = (capacity / (this.#window ?? MINUTE)) * Math.max(0, (receivedAt - sentAt) / 1000);
    this.#low = level.low;
    this.#high = Math.min(capacity, level.high + refilled);
  }
}
