import type { Interval } from '../limits.ts';
import type { Level } from '../snapshot.ts';
import { calmGap } from './calmGap.ts';
import { withDebt } from './debt.ts';
import { Forecast } from './forecast.ts';
import type { Basis, Outlook } from './outlook.ts';
import { unseen, watching } from './parameters.ts';
import { type Loop, UnseenUse } from './unseenUse.ts';

export type Pace = typeof watching;

/** All that others send is taken for one conversation's. */
const others = 'others';

/**
 * The forecast where only probes are seen: whoever else uses the limit shows as a level that is lower than the refill
 * would have it. What fell between two probes is taken for requests of one loop, whose size and rhythm are then known as
 * if they had been seen. Also says when to look next, so that a loop is seen step by step and a pause costs little.
 * All times are monotonic milliseconds.
 */
export class Watch {
  readonly #forecast: Forecast;
  readonly #foretells: boolean;
  readonly #pace: Pace;
  #at = -Infinity;
  #level = 0;
  #low = 0;
  #high = 0;
  /** Units a millisecond. */
  #refill = 0;
  #capacity = 0;
  /** Size of one request; `null` until a fall showed it. */
  #size: number | null = null;
  /** Whether the size comes from two probes so close together that one request alone can have come between them. */
  #isSure = false;
  #fellAt = -Infinity;
  /** When it was last seen that somebody had used it, or when it was first looked at. */
  #usedAt = 0;
  readonly #unseen = new UnseenUse();

  /**
   * `counted`: of output one unit must be left, of all else the whole request. An answer is charged bit by bit, so probes
   * show no requests in it: nineteen in twenty refusals foretold did not come. Of output only what is left is told.
   */
  constructor(counted: 'output' | 'whole' = 'whole', pace: Pace = watching) {
    this.#pace = pace;
    this.#foretells = counted !== 'output';
    this.#forecast = new Forecast(counted === 'output' ? 'output' : 'input');
  }

  /**
   * A probe's reading, and what the probe itself was charged: that is nobody else's use. `window` and `timeToFull` (`null`
   * if it was not told): seconds.
   */
  read(
    at: number,
    reading: Interval,
    capacity: number,
    window: number,
    charged = 0,
    timeToFull: number | null = null,
  ): void {
    const level = withDebt(reading, capacity, window, timeToFull);
    const seen = (level.low + level.high) / 2;
    const refill = capacity / window / 1000;
    const doubt = (level.high - level.low) / 2;
    if (capacity === this.#capacity && at > this.#at) this.#infer(at, seen + charged, refill, doubt);
    if (this.#capacity === 0) this.#usedAt = at;
    this.#at = at;
    this.#level = seen;
    this.#low = level.low;
    this.#high = level.high;
    this.#refill = refill;
    this.#capacity = capacity;
    this.#forecast.read(at, level, capacity, window);
  }

  look(now: number): Outlook {
    const outlook = this.#forecast.look(now);
    return this.#foretells ? outlook : { ...outlook, refusalWithinMinute: 0, timeToEmpty: null };
  }

  /** What is left at `now`: nothing is taken away at best, and at worst what others may have used; `null` until a probe came. */
  shown(now: number): Level | null {
    if (this.#capacity === 0) return null;
    const elapsed = Math.max(0, now - this.#at);
    const left = (from: number, taken: number) => {
      const full = Math.min(this.#capacity, from + this.#refill * elapsed);
      return Math.min(this.#capacity, Math.max(0, full - taken));
    };
    const loop = this.#loopAt(now);
    const high = left(this.#high, 0);
    const low = left(this.#low, this.#unseen.most(elapsed, loop));
    return { low, estimate: Math.max(low, left(this.#level, this.#unseen.likely(elapsed, loop))), high };
  }

  explain(now: number): Basis {
    return this.#forecast.explain(now);
  }

  /**
   * Seconds from the last reading until the next is worth its price. Pauses are as often short as long, so the longer one
   * has lasted, the longer the next look may wait. Once nobody has used the limit for ten minutes, no hour costs more than
   * twelve looks.
   */
  nextLook(now: number, warned: boolean): number {
    if (this.#capacity === 0) return 0;
    const { quick, danger, curious, calm, follow, low } = this.#pace;
    const quiet = (this.#at - this.#usedAt) / 1000;
    const isDangerous = warned || this.look(now).refusalWithinMinute >= danger;
    // What was low already when it was first looked at may be nobody's doing.
    if (this.#size === null) return Math.max(isDangerous ? curious : calm, this.#grown(quiet));
    const afterLoop = this.#grown(quiet - follow);
    if (isDangerous) return Math.max(quick, afterLoop);
    const isRunning = quiet < follow && (this.#isLarge || !this.#isSure);
    if (isRunning || this.#level < low * this.#capacity) return Math.max(curious, afterLoop);
    return Math.max(calm, this.#grown(quiet));
  }

  #loopAt(now: number): Loop {
    const isRunning = now - this.#fellAt < this.#pace.follow * 1000;
    return { size: this.#size, isRunning, capacity: this.#capacity };
  }

  get #isLarge(): boolean {
    return (this.#size ?? 0) >= this.#pace.large * this.#capacity;
  }

  /** What the gap between two looks has grown to after so many quiet seconds. */
  #grown(quiet: number): number {
    const { growth, smallGrowth } = this.#pace;
    return calmGap(quiet, this.#size === null ? 1 : this.#isLarge ? growth : smallGrowth, this.#pace);
  }

  /** Takes what fell since the last probe for requests. `seen` counts what the probe took as left; `refill`: units a ms. */
  #infer(at: number, seen: number, refill: number, doubt: number): void {
    const elapsed = at - this.#at;
    const expected = Math.min(this.#capacity, this.#level + refill * elapsed);
    const fell = expected - seen;
    if (at - this.#usedAt < unseen.inUse) this.#unseen.learn(fell - 2 * doubt, elapsed, this.#loopAt(at));
    const noise = watching.noise * this.#capacity;
    const isFull = seen + 1.2 * doubt + noise >= this.#capacity;
    // Right after a request the next is likeliest.
    if (!isFull && at - this.#fellAt < this.#pace.fresh * 1000) this.#usedAt = at;
    if (fell <= 2 * doubt + noise) return;
    this.#usedAt = at;
    // Once the bucket was full again, the refill after the request has hidden a part of it.
    const fullFor = Math.max(0, elapsed - (this.#capacity - this.#level) / refill);
    const hidden = refill * fullFor;
    const size = this.#size;
    if (size !== null && size >= fell * 0.9 && size <= (fell + hidden) * 1.1) {
      this.#note(at - Math.max(0, size - fell) / refill, size, at);
      return;
    }
    const isClose = elapsed <= watching.close * 1000;
    const count = size === null || isClose || size > fell ? 1 : Math.max(1, Math.round(fell / size));
    const each = (fell + (size === null || isClose ? 0.5 : 0) * hidden) / count;
    this.#isSure = isClose;
    this.#size = Math.min(each, this.#capacity);
    for (let i = 0; i < count; i++) {
      this.#note(at - elapsed + (fullFor > 0 ? elapsed - fullFor / 2 : elapsed * ((i + 0.5) / count)), each, at);
    }
  }

  #note(sentAt: number, size: number, seenAt: number): void {
    this.#fellAt = seenAt;
    this.#forecast.sent(Math.min(sentAt, seenAt), others, size);
    this.#forecast.charged(seenAt, others, size, null);
  }
}
