import { unseen, watching } from './parameters.ts';

/** The loop that others run, as far as it is known. */
export interface Loop {
  /** Units of one request; `null` until one was seen. */
  readonly size: number | null;
  /** Units of the largest of the last minutes, fading; 0 until one was seen. */
  readonly largest: number;
  /** Whether its next request is expected soon. */
  readonly isRunning: boolean;
  /** Whether anybody used the limit, or it was first looked at, within the last minutes. */
  readonly isInUse: boolean;
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
  /** They rise when more fell than `most` allowed, or much more than `safe` did. */
  #caution = unseen.leastCaution;
  #care = 1;

  /** Learns from a drop of at least `fell` within `elapsed`. Call only while the limit is in use. */
  learn(fell: number, elapsed: number, loop: Loop): void {
    if (loop.size !== null) {
      this.#caution = learned(this.#caution, fell > this.most(elapsed, loop), unseen.misses, unseen.leastCaution);
      const isFar = fell > this.safe(elapsed, loop) + unseen.margin * loop.capacity;
      this.#care = learned(this.#care, isFar, unseen.surprises, unseen.leastCare);
    }
    const rate = Math.max(0, fell) / elapsed;
    const kept = 0.5 ** (elapsed / unseen.halfLife);
    this.#fastest = Math.max(rate, this.#fastest * kept);
    this.#mean = this.#mean * kept + rate * (1 - kept);
  }

  /** The most that may be gone `elapsed` after a reading; 0 at the reading itself. */
  most(elapsed: number, loop: Loop): number {
    if (elapsed <= 0) return 0;
    const { size, largest, isRunning, isInUse, capacity } = loop;
    const gap = isRunning ? watching.close : isInUse ? unseen.restingGap : Infinity;
    const requests = 1 + Math.floor(elapsed / 1000 / gap);
    if (size === null) {
      const first = watching.unknown * Math.min(1, elapsed / unseen.unsureAfter);
      return capacity * (isRunning ? requests * unseen.unknown : first);
    }
    return this.#caution * Math.max(largest + (requests - 1) * size, this.#fastest * elapsed);
  }

  /** The amount that is more likely gone than not. A request is taken whole or not at all. */
  likely(elapsed: number, { size }: Loop): number {
    const expected = this.#mean * lasting(elapsed);
    return expected > (size ?? 0) / 2 ? expected : 0;
  }

  /** So much may well be gone that nobody should count on it. */
  safe(elapsed: number, loop: Loop): number {
    const { size, largest, isRunning, capacity } = loop;
    const assumed = (isRunning ? unseen.unknown : watching.unknown) * capacity;
    const each = size === null ? assumed : size + unseen.towardsLargest * (largest - size);
    const requests = quantile(this.#requests(elapsed, loop), unseen.sure);
    return Math.max(0, this.#care * requests * each - unseen.margin * capacity);
  }

  /** The number of requests expected since the reading. */
  #requests(elapsed: number, { size, isRunning, isInUse }: Loop): number {
    if (!isInUse) return 0;
    const seen = size === null ? 0 : (this.#mean * lasting(elapsed)) / size;
    const gap = isRunning ? unseen.loopGap : unseen.pauseGap;
    return Math.max(seen, elapsed / 1000 / gap);
  }
}

/** The part of `elapsed` for which use that was seen counts as going on. */
function lasting(elapsed: number): number {
  return (unseen.lastingHalfLife / Math.LN2) * (1 - 0.5 ** (elapsed / unseen.lastingHalfLife));
}

/** Moves a factor so that surprises come as often as `share`. */
function learned(factor: number, isSurprise: boolean, share: number, least: number): number {
  const change = unseen.step * (isSurprise ? 1 - share : -share);
  return Math.min(unseen.mostCaution, Math.max(least, factor * Math.exp(change)));
}

/** The number of events that is not exceeded with probability `sure` where `mean` are expected (Poisson). */
function quantile(mean: number, sure: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  let count = 0;
  while (sum < sure && count < 50) {
    count++;
    term *= mean / count;
    sum += term;
  }
  return count;
}
