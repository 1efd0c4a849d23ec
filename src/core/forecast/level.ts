import type { Interval } from '../limits.ts';

/** Requests that were sent after the last reading was written; more than so many are added up. */
const mostUnread = 64;

/** A request whose charge no reading shows yet. Seconds. */
interface Unread {
  readonly at: number;
  charge: number;
}

/**
 * What is left now, from the last reading, the refill since and the requests sent since. A refused request takes nothing,
 * and one that does not fit will be refused. Times are seconds.
 */
export class UsedLevel {
  #capacity = 0;
  #refill = 0;
  #level = 0;
  #asOf = -Infinity;
  #unread: Unread[] = [];

  /** Units; 0 until a reading came. */
  get capacity(): number {
    return this.#capacity;
  }

  /** Units a second. */
  get refill(): number {
    return this.#refill;
  }

  get asOf(): number {
    return this.#asOf;
  }

  /** Requests of the last minute that no reading shows yet. */
  unreadAt(now: number): number {
    return this.#unread.filter(({ at }) => now - at < 60).length;
  }

  /** What a response says; `asOf` is when its request was sent, for that is when the level was taken. */
  read(asOf: number, level: Interval, capacity: number, window: number): void {
    if (asOf < this.#asOf) return;
    const expected = asOf - this.#asOf < window && capacity === this.#capacity ? this.at(asOf) : null;
    this.#capacity = capacity;
    this.#refill = capacity / window;
    this.#asOf = asOf;
    const middle = (level.low + level.high) / 2;
    this.#level = expected === null ? middle : Math.min(level.high, Math.max(level.low, expected));
    this.#unread = this.#unread.filter(({ at }) => at > asOf);
  }

  send(at: number, charge: number): void {
    if (this.#unread.length >= mostUnread) {
      const [first, second] = this.#unread;
      this.#unread.shift();
      if (first && second) second.charge += first.charge;
    }
    this.#unread.push({ at, charge });
  }

  /** May be negative where output was written beyond the limit. */
  at(now: number): number {
    let level = this.#level;
    let at = this.#asOf;
    for (const request of this.#unread) {
      if (request.at > now) break;
      level = Math.min(this.#capacity, level + this.#refill * Math.max(0, request.at - at));
      at = Math.max(at, request.at);
      if (request.charge <= level) level -= request.charge;
    }
    return Math.min(this.#capacity, level + this.#refill * Math.max(0, now - at));
  }
}
