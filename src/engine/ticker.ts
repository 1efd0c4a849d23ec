import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';

/** Milliseconds. */
const shortest = 1000;

/** One timer for all that changes by time alone; never faster than once a second, and none while nothing does. */
export class Ticker {
  readonly #clock: Clock;
  readonly #tick: () => void;
  #timer: Disposable | null = null;

  constructor(clock: Clock, tick: () => void) {
    this.#clock = clock;
    this.#tick = tick;
  }

  /** Ticks once when the first of these has passed, in place of what was set before; `null` never passes. Milliseconds. */
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
