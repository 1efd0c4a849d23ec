/** The simulator's source of time, so that a test can drive it. */
export interface SimulatorClock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Milliseconds since the epoch, for `Date` and for RFC 3339 resets. */
  wallNow(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const realClock: SimulatorClock = {
  now: () => performance.now(),
  wallNow: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** A clock that moves only by `advance`. */
export class DrivenClock implements SimulatorClock {
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
