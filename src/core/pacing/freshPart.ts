import type { Estimate } from './estimate.ts';
import { freshTokens } from './parameters.ts';

/** Sizes looked at, as factors of what is usual: evenly spread logarithms, and how probable each is beforehand. */
const factors = Array.from({ length: 25 }, (_, i) => {
  const deviate = (i - 12) / 4;
  return { factor: Math.exp(deviate * freshTokens.spread), weight: Math.exp(-(deviate ** 2) / 2) };
});

/**
 * What a prompt adds to the cached one before it. The difference of two large sizes that are both estimates says little
 * by itself; most prompts add about as much as others did. `difference`: the estimate without that.
 */
export function freshPart(difference: Estimate, usual: number): Estimate {
  let sum = 0;
  let mean = 0;
  let square = 0;
  for (const { factor, weight } of factors) {
    const tokens = usual * factor;
    const off = (tokens - difference.likely) / difference.doubt;
    const probability = weight * Math.exp(-(off ** 2) / 2);
    sum += probability;
    mean += probability * tokens;
    square += probability * tokens ** 2;
  }
  // Nothing of the kind was ever seen.
  if (!(sum > 1e-6)) return { likely: Math.max(0, difference.likely), doubt: difference.doubt };
  mean /= sum;
  return { likely: mean, doubt: Math.sqrt(Math.max(0, square / sum - mean ** 2)) };
}
