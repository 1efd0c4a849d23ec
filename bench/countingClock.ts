import type { Clock } from '../src/base/clock.ts';
import type { Disposable } from '../src/base/disposable.ts';

/** A clock for the engine that counts the timers it asks for. Keeps no list that would grow. */
export class CountingClock implements Clock {
  readonly #clock: Clock;
  readonly #pending = new Set<object>();
  /** Times, in milliseconds, of timers that only caused a redraw, within the second up to the last of them. */
  #redraws: number[] = [];
  #checks = false;
  #changed = false;
  /** The most redraws by timers within a second. */
  mostRedraws = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Timers that have yet to fire. */
  get pending(): number {
    return this.#pending.size;
  }

  /** Call it when the engine reads what other windows have spent, the first step of every check. */
  checkBegins(): void {
    this.#checks = true;
  }

  /** Call it when the engine says that something has changed. */
  engineChanged(): void {
    this.#changed = true;
  }

  now(): number {
    return this.#clock.now();
  }

  today(): { readonly day: string; readonly untilTomorrow: number } {
    return this.#clock.today();
  }

  after(ms: number, callback: () => void): Disposable {
    const timer = {};
    this.#pending.add(timer);
    const running = this.#clock.after(ms, () => {
      this.#pending.delete(timer);
      this.#checks = false;
      this.#changed = false;
      callback();
      if (this.#changed && !this.#checks) this.#redrawn(this.now());
    });
    return {
      dispose: () => {
        this.#pending.delete(timer);
        running.dispose();
      },
    };
  }

  #redrawn(now: number): void {
    this.#redraws = [...this.#redraws.filter((at) => now - at < 999), now];
    this.mostRedraws = Math.max(this.mostRedraws, this.#redraws.length);
  }
}
