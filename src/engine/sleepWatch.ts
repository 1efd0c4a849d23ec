import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';

/** Milliseconds between two looks at the clock. */
const pace = 30_000;
/** A look that comes so many milliseconds late does not come from a busy machine. */
const asleep = 60_000;

/**
 * Finds out that the machine has slept: timers stand still meanwhile, and the clock does not. `slept` gets when it fell
 * asleep and when it woke up, each half a minute wrong at most; monotonic milliseconds.
 */
export class SleepWatch implements Disposable {
  readonly #clock: Clock;
  readonly #slept: (from: number, to: number) => void;
  #timer: Disposable;

  constructor(clock: Clock, slept: (from: number, to: number) => void) {
    this.#clock = clock;
    this.#slept = slept;
    this.#timer = this.#lookLater();
  }

  dispose(): void {
    this.#timer.dispose();
  }

  #lookLater(): Disposable {
    const before = this.#clock.now();
    return this.#clock.after(pace, () => {
      const now = this.#clock.now();
      if (now - before > pace + asleep) this.#slept(before, now);
      this.#timer = this.#lookLater();
    });
  }
}
