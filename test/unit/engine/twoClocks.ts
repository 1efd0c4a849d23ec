import { systemClock } from '../../../src/base/clock.ts';
import { SteppedClock } from '../simulator/steppedClock.ts';

/** The time of the provider and that of this machine, which sleeps, and whose wall clock is corrected now and then. */
export class TwoClocks {
  readonly provider = new SteppedClock();
  #monotonic = 5_000;
  #sinceBoot = 900_000;
  #wall = Date.UTC(2026, 0, 1);
  readonly own = systemClock(
    () => this.#monotonic,
    () => this.#sinceBoot,
    () => this.#wall,
  );

  pass(ms: number): void {
    this.#monotonic += ms;
    this.#sinceBoot += ms;
    this.#wall += ms;
    this.provider.advance(ms);
  }

  /** The machine sleeps: its monotonic clock stands still. Somebody looks at the time soon after. */
  sleep(ms: number): void {
    this.#sinceBoot += ms;
    this.#wall += ms;
    this.provider.advance(ms);
    this.own.now();
  }

  correct(ms: number): void {
    this.#wall += ms;
    this.own.now();
  }
}
