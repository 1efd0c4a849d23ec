import { unseen, watching } from './parameters.ts';

/** The loop that others run, as far as it is known. */
export interface Loop {
  /** Units of one request; `null` until one was seen. */
  readonly size: number | null;
  /** Whether its next request is expected soon. */
  readonly isRunning: boolean;
  /** Units. */
  readonly capacity: number;
}

/**
 * Estimates what others have taken since the last reading, from earlier falls and from how often they exceeded what was
 * expected. Times are milliseconds, amounts in the limit's unit.
 */
export class UnseenUse {
  /** The fastest fall of the last minutes, fading, and the mean one; units a millisecond. */
  #fastest = 0;
  #mean = 0;
  /** Rises when more fell than `most` allowed. */
  #caution = unseen.leastCaution;

  /** Learns from a drop of at least `fell` within `elapsed`. Call only while the limit is in use. */
  learn(fell: number, elapsed: number, loop: Loop): void {
    if (loop.size !== null) {
      const isMore = fell > this.most(elapsed, loop);
      const change = unseen.step * (isMore ? 1 - unseen.misses : -unseen.misses);
      this.#caution = Math.min(unseen.mostCaution, Math.max(unseen.leastCaution, this.#caution * Math.exp(change)));
    }
    const rate = Math.max(0, fell) / elapsed;
    const kept = 0.5 ** (elapsed / unseen.halfLife);
    this.#fastest = Math.max(rate, this.#fastest * kept);
    this.#mean = this.#mean * kept + rate * (1 - kept);
  }

  /** The most that may be gone `elapsed` after a reading; 0 at the reading itself. */
  most(elapsed: number, { size, isRunning, capacity }: Loop): number {
    if (elapsed <= 0) return 0;
    if (size === null) return watching.unknown * capacity * Math.min(1, elapsed / unseen.unsureAfter);
    const requests = 1 + Math.floor(elapsed / 1000 / (isRunning ? watching.close : unseen.restingGap));
    return this.#caution * Math.max(requests * size, this.#fastest * elapsed);
  }

  /** The amount that is more likely gone than not. A request is taken whole or not at all. */
  likely(elapsed: number, { size }: Loop): number {
    const lasting = (unseen.lastingHalfLife / Math.LN2) * (1 - 0.5 ** (elapsed / unseen.lastingHalfLife));
    const expected = this.#mean * lasting;
    return expected > (size ?? 0) / 2 ? expected : 0;
  }
}
