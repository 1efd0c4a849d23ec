import type { ModelLimit } from './models.ts';

/** Rounding errors of added refills must not fail a request by 1e-12 of a token at the very millisecond it is due. */
export const tolerance = 1e-6;

/**
 * A bucket that refills continuously and starts full; its capacity is one window's allowance (docs/providers.md,
 * OpenAI: what a reset means, Anthropic: the limiter). Looking changes nothing, so the level does not depend on how
 * often anybody looked.
 */
export class Bucket {
  readonly limit: ModelLimit;
  #level: number;
  #at: number;

  /** `at`: monotonic milliseconds. */
  constructor(limit: ModelLimit, at: number) {
    this.limit = limit;
    this.#level = limit.capacity;
    this.#at = at;
  }

  /** The amount left, with fractions; below zero if more was used than there was (output, corrected estimates). */
  levelAt(at: number): number {
    const { capacity, window } = this.limit;
    return Math.min(capacity, this.#level + (Math.max(0, at - this.#at) * capacity) / (window * 1000));
  }

  /** A negative `amount` gives back. */
  take(at: number, amount: number): void {
    this.#level = Math.min(this.limit.capacity, this.levelAt(at) - amount);
    this.#at = Math.max(this.#at, at);
  }

  /** Seconds until the bucket is full if nobody uses it. */
  timeToFull(at: number): number {
    return ((this.limit.capacity - this.levelAt(at)) * this.limit.window) / this.limit.capacity;
  }
}
