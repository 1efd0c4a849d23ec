/** An estimate in a limit's unit: of what a request takes, or of what is left. `doubt`: one standard deviation. */
export interface Estimate {
  readonly likely: number;
  readonly doubt: number;
}

/** One of several estimates that may be right, and how probable that is. */
export interface Possibility {
  readonly probability: number;
  readonly units: Estimate;
}

export const nothing: Estimate = { likely: 0, doubt: 0 };

/** Exactly so much. */
export function exactly(units: number): Estimate {
  return { likely: units, doubt: 0 };
}

/** Anything between the two is equally likely. */
export function between(low: number, high: number): Estimate {
  return { likely: (low + high) / 2, doubt: (high - low) / Math.sqrt(12) };
}

/** Probability that `taken` is no more than `left`. */
export function probablyFits(taken: Estimate, left: Estimate): number {
  const margin = left.likely - taken.likely;
  const doubt = Math.hypot(taken.doubt, left.doubt);
  if (doubt <= 0) return margin >= 0 ? 1 : 0;
  return below(margin / doubt);
}

/** Share of a normal distribution that lies below a deviate: Bowling's logistic approximation of 2009, to 0.0002. */
function below(deviate: number): number {
  return 1 / (1 + Math.exp(-(1.5976 * deviate + 0.07056 * deviate ** 3)));
}
