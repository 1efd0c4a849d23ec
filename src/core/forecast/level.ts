import type { Interval } from '../model/limit.ts';
import type { Level } from '../model/snapshot.ts';
import { rhythm } from './parameters.ts';

/** At most this many unread requests are kept apart; beyond that, the oldest are added up. */
const mostUnread = 64;

/** The most tokens a second at which an answer is written, and the most seconds that it takes. */
const fastestWriting = 1.25 / rhythm.secondsPerToken;
const longestWriting = 120;
/** An answer counts as charged in this many equal parts; each may be off by the share `uneven`. */
const writtenParts = 8;
const uneven = 0.25;

/** Recorded answers by seconds since they were asked for: tokens that half of them had by then, and all but one in fifty. */
const recordedAnswers: readonly (readonly [after: number, charge: number, most: number])[] = [
  [0, 0, 0],
  [1, 10, 50],
  [2, 38, 115],
  [3, 76, 190],
  [5, 136, 325],
  [8, 186, 520],
  [12, 211, 780],
  [20, 219, 1200],
  [30, 221, 1650],
  [60, 222, 2700],
  [120, 222, 3800],
];

/** Nothing is written yet when the level is read that the answer brings. */
const soonest = 0.001;

/** The same as pieces: each counts from when it may have begun. */
const unheardAnswer = recordedAnswers.slice(1).map(([, charge, most], index) => {
  const [after = 0, before = 0, mostBefore = 0] = recordedAnswers[index] ?? [];
  return { after: Math.max(soonest, after), charge: charge - before, most: most - mostBefore };
});

/** A request whose charge no reading shows yet. Seconds. */
interface Unread {
  readonly at: number;
  /** What it costs at least, probably and at most. */
  least: number;
  charge: number;
  most: number;
  /** It is charged whether or not it fits. */
  readonly isSure: boolean;
}

/**
 * The level now, from the last reading and the refill and requests since. A request that does not fit will be refused,
 * and a refused request takes nothing. Times are seconds.
 */
export class UsedLevel {
  #capacity = 0;
  #refill = 0;
  #level = 0;
  #low = 0;
  #high = 0;
  #asOf = -Infinity;
  #unread: Unread[] = [];
  /** Start times of the answers that are still being written. */
  #writing: number[] = [];

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

  /** Takes in what a response says. `asOf` is when its request was sent: that is when the level was taken. */
  read(asOf: number, level: Interval, capacity: number, window: number): void {
    if (asOf < this.#asOf) return;
    const expected = asOf - this.#asOf < window && capacity === this.#capacity ? this.at(asOf) : null;
    this.#capacity = capacity;
    this.#refill = capacity / window;
    this.#asOf = asOf;
    this.#low = level.low;
    this.#high = level.high;
    const middle = (level.low + level.high) / 2;
    this.#level = expected === null ? middle : Math.min(level.high, Math.max(level.low, expected));
    if (this.#unread.length > 0) this.#unread = this.#unread.filter(({ at }) => at > asOf);
  }

  send(at: number, charge: number, most = charge): void {
    // It may be refused, which costs nothing.
    this.#insert({ at, least: 0, charge, most, isSure: false });
  }

  /** The request that was sent then was turned away: it has probably taken nothing, though some limiters count before they look. */
  turnedAway(at: number): void {
    for (const request of this.#unread) if (!request.isSure && request.at === at) request.charge = 0;
  }

  /** Keeps the requests in order of time. */
  #insert(request: Unread): void {
    if (this.#unread.length >= mostUnread) {
      const [first, second] = this.#unread;
      this.#unread.shift();
      if (first && second) {
        second.least += first.least;
        second.charge += first.charge;
        second.most += first.most;
      }
    }
    // Mostly it is the latest, and `splice` makes a list of what it takes out.
    const isLast = (this.#unread.at(-1)?.at ?? -Infinity) <= request.at;
    if (isLast) this.#unread.push(request);
    else this.#unread.splice(this.#unread.findLastIndex(({ at }) => at <= request.at) + 1, 0, request);
  }

  /** An answer starts that is charged as it is written. */
  write(at: number): void {
    if (this.#writing.length >= mostUnread) this.#writing.shift();
    this.#writing.push(at);
  }

  /** The answer that began at `from` goes on, and nobody will tell its length: it counts as those that were recorded. */
  writes(from: number): void {
    this.#writing = this.#writing.filter((begun) => begun !== from);
    for (const { after, charge, most } of unheardAnswer)
      this.#insert({ at: from + after, least: 0, charge, most, isSure: true });
  }

  /** The answer that began at `from` ended with `tokens`; the last reading misses those written since. */
  wrote(from: number, at: number, tokens: number): void {
    this.#writing = this.#writing.filter((begun) => begun !== from);
    const unread = at - Math.max(from, this.#asOf);
    if (unread <= 0 || at <= from) return;
    const part = (tokens * unread) / (at - from) / writtenParts;
    for (let i = 1; i <= writtenParts; i++) {
      const span = { least: part * (1 - uneven), charge: part, most: part * (1 + uneven) };
      this.#insert({ at: at - unread * (1 - i / writtenParts), ...span, isSure: true });
    }
  }

  /** Probable level; negative where output was written beyond the limit. */
  at(now: number): number {
    return this.#from(this.#level, now, 'charge');
  }

  /**
   * The level with its doubt: rounding, and whether requests in flight are admitted. `null` until a reading came. `until`:
   * what left later does not count yet.
   */
  shown(now: number, until = now): Level | null {
    if (this.#capacity === 0) return null;
    const clamp = (level: number) => Math.min(this.#capacity, Math.max(0, level));
    const written = this.#written(now);
    const high = clamp(this.#from(this.#high, now, 'least', until));
    const low = Math.min(high, clamp(this.#from(this.#low, now, 'most', until) - written));
    const estimate = clamp(this.#from(this.#level, now, 'charge', until) - written / 4);
    return { low, estimate: Math.min(high, Math.max(low, estimate)), high };
  }

  /** The most that answers may have been charged since the last reading. */
  #written(now: number): number {
    let tokens = 0;
    for (const from of this.#writing) {
      if (now - from < longestWriting) tokens += Math.max(0, now - Math.max(from, this.#asOf)) * fastestWriting;
    }
    return tokens;
  }

  /**
   * Plays refill and requests forward from a level, by the least, the probable or the most that they cost.
   */
  #from(start: number, now: number, cost: 'least' | 'charge' | 'most', until = now): number {
    let level = start;
    let at = this.#asOf;
    for (const request of this.#unread) {
      if (request.at > until) break;
      level = Math.min(this.#capacity, level + this.#refill * Math.max(0, request.at - at));
      at = Math.max(at, request.at);
      if (request.isSure) level -= request[cost];
      else if (cost !== 'least' && request[cost] <= level) level -= request[cost];
      else if (cost === 'most') level = Math.min(level, 0);
    }
    return Math.min(this.#capacity, level + this.#refill * Math.max(0, now - at));
  }
}
