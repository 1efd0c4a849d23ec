import type { ModelLimit } from './models.ts';

/** Sums of refills carry rounding errors; a request that is due to the millisecond must not fail by 1e-12 of a token. */
export const TOLERANCE = 1e-6;

/**
 * A bucket that refills continuously and starts full; its capacity is one window's allowance (docs/providers.md,
 * OpenAI: what a reset means, Anthropic: the limiter). Looking at it changes nothing, so what it holds does not depend
 * on how often it was looked at.
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

  /** What is left, with fractions; below zero while more was used than there was (output, estimates put right). */
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
