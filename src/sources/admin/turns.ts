import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';

/** Milliseconds between two requests with one admin key (docs/providers.md, Anthropic: admin API). */
export const betweenRequests = 60_000;
/** Requests come a little late, never early, so that keys do not move in step; milliseconds. */
const longestSpread = 1000;

/** When an admin key was used last, by any window on this machine; epoch milliseconds. Never rejects. */
export interface AskedTimes {
  /** `null` if nobody knows. */
  last(id: string): Promise<number | null>;
  note(id: string, at: number): Promise<void>;
}

export interface TurnParts {
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly asked: AskedTimes;
}

interface Waiting {
  readonly rank: number;
  readonly go: (isMyTurn: boolean) => void;
}

/**
 * Lets the requests with one admin key leave one by one: at most one a minute, whichever window makes them, and none while
 * this window is not in use. Of several windows, one is in use at a time.
 */
export class Turns {
  readonly #id: string;
  readonly #parts: TurnParts;
  #waiting: Waiting[] = [];
  /** Monotonic ms before which nothing leaves: the minute since the last request, and what the provider has asked for. */
  #freeAt = -Infinity;
  #isInUse = true;
  #isOut = false;
  #isEnded = false;
  #timer: Disposable | null = null;

  constructor(id: string, parts: TurnParts) {
    this.#id = id;
    this.#parts = parts;
  }

  /** Makes a request when its turn comes, the lowest `rank` first. Resolves with `null` if none may leave any more. */
  async take<T>(rank: number, request: () => Promise<T>): Promise<T | null> {
    const { asked, wall, random } = this.#parts;
    while (await this.#turn(rank)) {
      const wait = await this.#waitForOthers();
      if (wait > 0 || !this.#isInUse) {
        this.#release(wait);
        continue;
      }
      await asked.note(this.#id, wall());
      try {
        return await request();
      } finally {
        // From its end: when it really left, after whatever had to be loaded for it, only it knows.
        await asked.note(this.#id, wall());
        this.#release(betweenRequests + random() * longestSpread);
      }
    }
    return null;
  }

  /** Lets nothing leave for so many seconds from now, whoever waits. */
  hold(seconds: number): void {
    this.#freeAt = Math.max(this.#freeAt, this.#parts.clock.now() + seconds * 1000);
    this.#look();
  }

  setInUse(inUse: boolean): void {
    this.#isInUse = inUse;
    this.#look();
  }

  end(): void {
    this.#isEnded = true;
    this.#timer?.dispose();
    for (const { go } of this.#waiting.splice(0)) go(false);
  }

  #turn(rank: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    if (this.#isEnded) resolve(false);
    else this.#waiting.push({ rank, go: resolve });
    this.#look();
    return promise;
  }

  /** Milliseconds until a minute has passed since another window asked. */
  async #waitForOthers(): Promise<number> {
    const last = await this.#parts.asked.last(this.#id);
    const age = last === null ? Infinity : this.#parts.wall() - last;
    // A time to come was noted before somebody set the clock back.
    return age >= 0 && age < betweenRequests ? betweenRequests - age : 0;
  }

  #release(wait: number): void {
    this.#isOut = false;
    this.hold(wait / 1000);
  }

  #look(): void {
    this.#timer?.dispose();
    this.#timer = null;
    if (this.#isEnded || this.#isOut || !this.#isInUse || this.#waiting.length === 0) return;
    const { clock } = this.#parts;
    const wait = this.#freeAt - clock.now();
    if (wait > 0) {
      this.#timer = clock.after(wait, () => this.#look());
      return;
    }
    this.#isOut = true;
    const first = this.#waiting.reduce((one, other) => (other.rank < one.rank ? other : one));
    this.#waiting = this.#waiting.filter((one) => one !== first);
    first.go(true);
  }
}
