import type { SimulatorClock } from '../../../src/simulator/clock.ts';

/** A clock of the simulated provider that moves only by `advance`. */
export class SteppedClock implements SimulatorClock {
  #now = 0;
  #wallAtZero: number;
  #sleepers: { until: number; wake: () => void }[] = [];

  /** `wallAtZero` is the wall time when `now()` is 0, in milliseconds since the epoch. */
  constructor(wallAtZero = Date.UTC(2026, 0, 1)) {
    this.#wallAtZero = wallAtZero;
  }

  now(): number {
    return this.#now;
  }

  wallNow(): number {
    return this.#wallAtZero + this.#now;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ until: this.#now + milliseconds, wake }));
  }

  /** Number of callers waiting in `sleep`. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /** Moves time on and wakes every sleeper that is due. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#sleepers.filter((sleeper) => sleeper.until <= this.#now);
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.until > this.#now);
    for (const sleeper of due) sleeper.wake();
  }

  /** Moves only the wall clock, as a clock correction does. */
  shiftWall(milliseconds: number): void {
    this.#wallAtZero += milliseconds;
  }
}
