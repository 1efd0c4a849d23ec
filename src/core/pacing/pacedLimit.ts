import { TokenBucket } from '../limits/bucket.ts';
import { MINUTE, type Pool, type Reading, type Unit } from '../model/limit.ts';
import { between, type Estimate, type Possibility, probablyFits } from './estimate.ts';
import { OthersUse } from './othersUse.ts';
import type { Chances } from './rightMoment.ts';

/** A reading that pacing can use. */
export type KnownReading = Reading & { readonly capacity: number; readonly level: NonNullable<Reading['level']> };

/** Where answers stop telling, the oldest are forgotten. */
const mostReservations = 64;

/** A request that was sent and that no reading shows yet. */
interface Reservation {
  readonly id: string;
  readonly at: number;
  size: Estimate;
}

/**
 * One limit as pacing sees it: its bucket at the last reading, less what was sent since and what others may have taken.
 * A level dates from when its request was sent, because providers tell it as of the admission. Times are monotonic
 * milliseconds, sizes are in the limit's unit.
 */
export class PacedLimit {
  readonly unit: Unit;
  readonly pool: Pool;
  readonly #bucket: TokenBucket;
  readonly #others = new OthersUse();
  /** In the order in which they were sent. */
  #reservations: Reservation[] = [];

  constructor(reading: KnownReading, sentAt: number) {
    this.unit = reading.unit;
    this.pool = reading.pool;
    this.#bucket = new TokenBucket(withWindow(reading), sentAt, sentAt);
  }

  get capacity(): number {
    return this.#bucket.capacity;
  }

  /** Seconds. */
  get window(): number {
    return this.#bucket.window ?? MINUTE;
  }

  /** Monotonic milliseconds. */
  get readAt(): number {
    return this.#bucket.readAt;
  }

  /** Whether requests were sent within the window before `at` that the last reading does not count yet. */
  isUncounted(at: number): boolean {
    return this.#reservations.some((one) => at - one.at < this.window * 1000);
  }

  /** Units a second. */
  get refill(): number {
    return this.capacity / this.window;
  }

  /** Takes in what the answer to the request sent at `sentAt` says. Of answers that overtake each other the older is ignored. */
  read(reading: KnownReading, sentAt: number): void {
    const since = this.#bucket.readAt;
    const expected = this.left(sentAt);
    if (!this.#bucket.observe(withWindow(reading), sentAt, sentAt)) return;
    this.#reservations = this.#reservations.filter(({ at }) => at > sentAt);
    const found = this.left(sentAt);
    const missing = { likely: expected.likely - found.likely, doubt: Math.hypot(expected.doubt, found.doubt) };
    this.#others.look((sentAt - since) / 1000, missing);
  }

  /** A request was sent that will probably take `size`. */
  reserve(id: string, at: number, size: Estimate): void {
    this.#reservations.push({ id, at, size });
    if (this.#reservations.length > mostReservations) this.#reservations.shift();
  }

  /** What was reserved for a request turned out to be this. */
  correct(id: string, size: Estimate): void {
    const reservation = this.#reservations.find((one) => one.id === id);
    if (reservation) reservation.size = size;
  }

  /** A request took nothing. */
  free(id: string): void {
    this.#reservations = this.#reservations.filter((one) => one.id !== id);
  }

  /** What is left at `at`, if nobody else used it since the last reading. */
  left(at: number): Estimate {
    const { capacity, window } = this;
    let bucket = this.#bucket;
    let { doubt } = between(bucket.lastLevel.low, bucket.lastLevel.high);
    for (const { at: sentAt, size } of this.#reservations) {
      if (sentAt > at) break;
      // What does not fit is refused and takes nothing; nothing below zero is left either way.
      const level = Math.max(0, levelOf(bucket, sentAt) - size.likely);
      bucket = new TokenBucket({ capacity, window, level: { low: level, high: level } }, sentAt, sentAt);
      doubt = Math.hypot(doubt, size.doubt);
    }
    return { likely: levelOf(bucket, at), doubt };
  }

  /** Seconds until a request of `size` fits, if nobody else uses it. */
  fitsIn({ likely }: Estimate, at: number): number {
    return Math.max(0, Math.min(likely, this.capacity) - this.left(at).likely) / this.refill;
  }

  /** How probable it is that a request is admitted at `at` that takes one of these sizes. */
  admits(sizes: readonly Possibility[], at: number): Chances {
    const { likely, doubt } = this.left(at);
    const since = (at - this.#bucket.readAt) / 1000;
    const others = this.#others.taken(since, likely);
    let alone = 0;
    let besideOthers = 0;
    for (const { probability: ofSize, units: size } of sizes) {
      alone += ofSize * probablyFits(size, { likely, doubt });
      for (const { probability, units } of others) {
        const left = { likely: likely - units.likely, doubt: Math.hypot(doubt, units.doubt) };
        besideOthers += ofSize * probability * probablyFits(size, left);
      }
    }
    return { alone, besideOthers };
  }
}

/** A reading that is older than the window says nothing; by then the bucket is full, as far as is known. */
function levelOf(bucket: TokenBucket, at: number): number {
  return bucket.level(at)?.estimate ?? bucket.capacity;
}

/** An unknown window counts as the shortest, because in doubt a request is sent. */
function withWindow({ capacity, level, window }: KnownReading) {
  return { capacity, level, window: window ?? MINUTE };
}
