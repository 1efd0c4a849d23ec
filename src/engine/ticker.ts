import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';

/** Milliseconds. */
const shortest = 1000;

/** One timer for all that changes by time alone: at most one tick a second, and none while nothing changes. */
export class Ticker {
  readonly #clock: Clock;
  readonly #tick: () => void;
  #timer: Disposable | null = null;

  constructor(clock: Clock, tick: () => void) {
    this.#clock = clock;
    this.#tick = tick;
  }

  /** Ticks once after the shortest of `delays`, replacing any earlier setting; `null` never passes. Milliseconds. */
  set(delays: readonly (number | null)[]): void {
    this.#timer?.dispose();
    this.#timer = null;
    const delay = Math.min(...delays.map((one) => one ?? Infinity));
    if (delay < Infinity) this.#timer = this.#clock.after(Math.max(shortest, delay), this.#tick);
  }

  dispose(): void {
    this.#timer?.dispose();
  }
}
