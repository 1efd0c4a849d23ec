/**
 * Recent use, as a running total noted at the start of every step, in a ring, so memory stays bounded. Times are
 * seconds since the start; nothing was used before it.
 */
export class RecentUse {
  readonly #step: number;
  readonly #totals: Float64Array;
  #total = 0;
  #now = 0;
  /** The step that `#now` is in, the last one noted. */
  #last = 0;

  /** Remembers the last `steps` steps of `step` seconds each. */
  constructor(steps: number, step: number) {
    this.#step = step;
    // Both ends of the span lie within a step.
    this.#totals = new Float64Array(steps + 2);
  }

  /** Seconds for which use has been noted. */
  get length(): number {
    return this.#now;
  }

  /** Adds `used` units, spread evenly over the next `seconds`, which must be above zero. */
  add(seconds: number, used: number): void {
    const now = this.#now + seconds;
    const last = Math.floor(now / this.#step);
    for (let i = Math.max(this.#last, last - this.#totals.length) + 1; i <= last; i++) {
      this.#totals[i % this.#totals.length] = this.#total + (used * (i * this.#step - this.#now)) / seconds;
    }
    this.#total += used;
    this.#now = now;
    this.#last = last;
  }

  /** Units used in the last `seconds`, which must not exceed what it remembers. */
  within(seconds: number): number {
    const from = this.#now - seconds;
    if (from <= 0) return this.#total;
    const step = Math.floor(from / this.#step);
    const begin = step * this.#step;
    const before = this.#noted(step);
    const [end, after] = step < this.#last ? [begin + this.#step, this.#noted(step + 1)] : [this.#now, this.#total];
    return Math.max(0, this.#total - before - ((after - before) * (from - begin)) / (end - begin));
  }

  #noted(step: number): number {
    return this.#totals[step % this.#totals.length] ?? 0;
  }
}
