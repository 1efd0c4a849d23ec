import type { Clock } from '../../../src/base/clock.ts';
import type { Disposable } from '../../../src/base/disposable.ts';

const day = 86_400_000;

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test lets time pass. */
export class DrivenClock implements Clock {
  #now = 0;
  #timers: Timer[] = [];
  /** The shortest delay that was ever asked for; ms. */
  shortestDelay = Infinity;

  now(): number {
    return this.#now;
  }

  /** Days begin at multiples of 24 hours. */
  today(): { day: string; untilTomorrow: number } {
    return { day: dateOf(Math.floor(this.#now / day)), untilTomorrow: (day - (this.#now % day)) / 1000 };
  }

  after(ms: number, callback: () => void): Disposable {
    if (!(ms >= 0 && ms < Infinity)) throw new Error(`a timer for ${ms} ms`);
    if (ms > 0) this.shortestDelay = Math.min(this.shortestDelay, ms);
    const timer = { at: this.#now + ms, callback };
    this.#timers.push(timer);
    return {
      dispose: () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
      },
    };
  }

  /** Timers that have yet to fire. */
  get pending(): number {
    return this.#timers.length;
  }

  /** When the next timer fires, by this clock; ms, infinite where none is set. */
  get nextAt(): number {
    return this.#next()?.at ?? Infinity;
  }

  /** Lets time pass, and whatever is due then happen in its order. */
  pass(seconds: number): Promise<void> {
    return this.passUntil(this.#now + seconds * 1000);
  }

  /** The same until this clock shows so many milliseconds. */
  async passUntil(end: number): Promise<void> {
    await settled();
    for (let due = this.#next(); due && due.at <= end; due = this.#next()) {
      this.#fire(due);
      await settled();
    }
    this.#now = end;
  }

  /** The same at once, where nothing that is due waits for a promise. */
  passAtOnce(end: number): void {
    for (let due = this.#next(); due && due.at <= end; due = this.#next()) this.#fire(due);
    this.#now = Math.max(this.#now, end);
  }

  #fire(due: Timer): void {
    this.#timers.splice(this.#timers.indexOf(due), 1);
    this.#now = Math.max(this.#now, due.at);
    due.callback();
  }

  /** The timer that fires next; of two for the same moment the one that was set first. */
  #next(): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) if (!next || timer.at < next.at) next = timer;
    return next;
  }
}

const dates: string[] = [];

/** The date so many days after the first. Kept, since a test that lets months pass asks for it at every step. */
function dateOf(days: number): string {
  dates[days] ??= new Date(Date.UTC(2026, 0, 1) + days * day).toISOString().slice(0, 10);
  return dates[days];
}

/** Everything that only waited for promises has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
