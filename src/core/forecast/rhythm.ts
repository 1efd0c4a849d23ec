import { gapQuantiles, pace, shortestGap } from './parameters.ts';

/** How many equally likely gaps stand for the distribution. */
export const gapSteps = 128;

/**
 * Gaps beyond the shortest, as multiples of a conversation's own typical one, each as likely as the next, ascending.
 * The last ones are the pauses in which somebody reads, thinks, or has gone.
 */
const multiples = Float64Array.from({ length: gapSteps }, (_, step) => {
  const place = ((step + 0.5) / gapSteps) * gapQuantiles.length - 0.5;
  const below = Math.min(gapQuantiles.length - 2, Math.max(0, Math.floor(place)));
  const from = gapQuantiles[below] ?? 0;
  return Math.exp(from + (place - below) * ((gapQuantiles[below + 1] ?? from) - from));
});

/**
 * When a conversation's requests come: an agent sends the next one as soon as a tool has run, so gaps are alike within a
 * loop and far longer between loops. Its typical gap is a running mean of logarithms that starts at everybody's and
 * forgets. Seconds throughout.
 */
export class Rhythm {
  #sum = 0;
  #weight = 0;
  #typical = Math.exp(pace.logGap);

  /** Beyond the shortest gap. */
  get typical(): number {
    return this.#typical;
  }

  learn(gap: number): void {
    const log = Math.log(Math.min(Math.max(gap - shortestGap, 1), longestLearned));
    this.#sum = this.#sum * pace.kept + log;
    this.#weight = this.#weight * pace.kept + 1;
    this.#typical = Math.exp((pace.logGap * pace.prior + this.#sum) / (pace.prior + this.#weight));
  }

  /** How many of the steps an elapsed time has ruled out. */
  passed(elapsed: number): number {
    const multiple = (elapsed - shortestGap) / this.#typical;
    let low = 0;
    let high = gapSteps;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((multiples[middle] ?? Infinity) <= multiple) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** A gap by its step; one beyond the last is a pause that has outlasted all and may end any time. */
  gap(step: number): number {
    return shortestGap + this.#typical * (multiples[step] ?? Infinity);
  }
}

/** A pause says how somebody works, not how the loop runs: longer ones count as this many seconds. */
const longestLearned = Math.exp(pace.logGap + 2);
