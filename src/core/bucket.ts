import { type Interval, MINUTE } from './limits.ts';
import type { Level } from './snapshot.ts';

/** What one reading gives a bucket. All in the limit's unit; `window` in seconds. */
export interface BucketReading {
  readonly capacity: number;
  readonly window: number | null;
  readonly level: Interval;
  /** What the exchange itself took: not somebody else's use. */
  readonly charged: number;
}

/** What would be empty only after this long does not fall; seconds. */
const never = 31 * 86_400;

/** Half of what was seen to be used is forgotten after this many seconds. */
const burnHalfLife = 20;
/** A first burst says little about a rate: it is spread over at least so many seconds. */
const firstSpan = 10;

/**
 * A bucket that refills continuously at capacity/window, known only by readings. Between them the level rises by the
 * refill and falls by what others were seen to take. The interval carries what is not known: how the provider rounded,
 * when between sending and receiving it wrote the header, and what others may take meanwhile.
 *
 * All times are monotonic milliseconds; a clock that jumps, backwards too, cannot bring a level outside [0, capacity].
 */
export class TokenBucket {
  #capacity: number;
  #window: number | null;
  #low: number;
  #high: number;
  #estimate: number;
  #sentAt: number;
  #at: number;
  #burn: number | null = null;
  #peakBurn = 0;

  constructor(reading: BucketReading, sentAt: number, receivedAt: number) {
    this.#capacity = reading.capacity;
    this.#window = reading.window;
    this.#sentAt = sentAt;
    this.#at = receivedAt;
    this.#low = reading.level.low;
    this.#high = reading.level.high;
    this.#estimate = 0;
    this.#settle(seconds(sentAt, receivedAt));
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

  /** The last reading's level as it was then. */
  get lastLevel(): Interval {
    return { low: this.#low, high: this.#high };
  }

  /** What others take, in units a second; `null` until two readings within a window tell. */
  get burnRate(): number | null {
    return this.#burn;
  }

  /** Takes a newer reading in. One that is older than the last, or the last again, is ignored: answers may overtake each other. */
  observe(reading: BucketReading, sentAt: number, receivedAt: number): void {
    if (receivedAt < this.#at || (receivedAt === this.#at && sentAt === this.#sentAt)) return;
    const elapsed = seconds(this.#at, receivedAt);
    // A window that was inferred never exceeds the true one (window.ts), so the largest so far stands.
    const window = reading.window === null ? this.#window : Math.max(reading.window, this.#window ?? 0);
    const comparable = reading.capacity === this.#capacity && window !== null && elapsed < window;
    const refill = window === null ? 0 : (this.#capacity / window) * elapsed;
    const expected = {
      low: Math.min(this.#capacity, this.#low + refill),
      middle: Math.min(this.#capacity, this.#estimate + refill),
      high: Math.min(this.#capacity, this.#high + refill),
    };
    this.#capacity = reading.capacity;
    this.#window = window;
    this.#sentAt = sentAt;
    this.#at = receivedAt;
    this.#low = reading.level.low;
    this.#high = reading.level.high;
    this.#settle(seconds(sentAt, receivedAt));
    if (!comparable) {
      this.#burn = null;
      this.#peakBurn = 0;
      return;
    }
    // Use is only what rounding cannot explain.
    const provable = expected.low - this.#high - reading.charged;
    const used = provable > 0 ? Math.max(provable, expected.middle - this.#estimate - reading.charged) : 0;
    this.#learnBurn(used, Math.max(elapsed, 0.05));
  }

  /** What is left at `now`; `null` once the last reading is older than the window, for a bucket forgets. */
  level(now: number): Level | null {
    const elapsed = seconds(this.#at, now);
    // A window that is not known may be the shortest.
    if (elapsed > (this.#window ?? MINUTE)) return null;
    const fastest = this.#capacity / (this.#window ?? MINUTE);
    const slowest = this.#window === null ? 0 : fastest;
    const high = Math.min(this.#capacity, this.#high + fastest * elapsed);
    const low = clamp(this.#low + (slowest - this.#peakBurn) * elapsed, 0, high);
    const estimate = clamp(this.#estimate + slowest * elapsed - (this.#burn ?? 0) * lasting(elapsed), low, high);
    return { low, estimate, high };
  }

  /** Seconds from `now` until full if nobody uses it; `null` when the level or the window is unknown. */
  timeToFull(now: number): number | null {
    const level = this.level(now);
    if (level === null || this.#window === null) return null;
    return ((this.#capacity - level.estimate) * this.#window) / this.#capacity;
  }

  /** Seconds from `now` until empty if others go on as they do; `null` while the level does not fall. */
  timeToEmpty(now: number): number | null {
    const level = this.level(now);
    if (level === null || this.#window === null || this.#burn === null) return null;
    const fall = this.#burn - this.#capacity / this.#window;
    const time = fall > 0 ? level.estimate / fall : Infinity;
    return time < never ? time : null;
  }

  /** The header was written somewhere between sending and receiving: the level may have refilled, or been used, since. */
  #settle(latency: number): void {
    const rate = this.#capacity / (this.#window ?? MINUTE);
    const lost = Math.max(0, this.#peakBurn - (this.#window === null ? 0 : rate)) * latency;
    this.#high = Math.min(this.#capacity, this.#high + rate * latency);
    this.#low = clamp(this.#low - lost, 0, this.#high);
    this.#estimate = (this.#low + this.#high) / 2;
  }

  #learnBurn(used: number, elapsed: number): void {
    const kept = this.#burn === null ? 0 : 0.5 ** (elapsed / burnHalfLife);
    const rate = used / (this.#burn === null ? Math.max(elapsed, firstSpan) : elapsed);
    this.#burn = kept * (this.#burn ?? 0) + (1 - kept) * rate;
    this.#peakBurn = Math.max(rate, this.#peakBurn * kept, this.#burn);
    if (this.#burn < (1e-4 * this.#capacity) / MINUTE) this.#burn = 0;
  }
}

/**
 * For how many seconds' worth use goes on in so many seconds without a reading: what was seen says less and less of what
 * happens, so half of it is taken to have ended after each half-life.
 */
function lasting(elapsed: number): number {
  return (burnHalfLife / Math.LN2) * (1 - 0.5 ** (elapsed / burnHalfLife));
}

function seconds(from: number, to: number): number {
  const elapsed = (to - from) / 1000;
  return Math.max(elapsed, 0);
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : Math.min(value, high);
}
