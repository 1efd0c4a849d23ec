import type { Estimate } from './estimate.ts';
import { freshTokens } from './parameters.ts';

/** Sizes looked at, and how many standard deviations around what is likely. */
const steps = 24;
const width = 4;

/**
 * What a prompt adds to the cached one before it. The difference of two large sizes that are both estimates says little
 * by itself; most prompts add about as much as others did. `difference`: the estimate without that.
 */
export function freshPart({ likely, doubt }: Estimate, usual: number): Estimate {
  const { spread } = freshTokens;
  // Evenly spread logarithms, of only what both allow: a step must be no wider than the doubt.
  const most = Math.min(usual * Math.exp(width * spread), likely + width * doubt);
  const least = Math.max(usual * Math.exp(-width * spread), likely - width * doubt);
  let sum = 0;
  let mean = 0;
  let square = 0;
  for (let i = 0; i <= steps && least < most; i++) {
    const tokens = least * (most / least) ** (i / steps);
    const off = (tokens - likely) / doubt;
    const unusual = Math.log(tokens / usual) / spread;
    const probability = Math.exp(-(off ** 2 + unusual ** 2) / 2);
    sum += probability;
    mean += probability * tokens;
    square += probability * tokens ** 2;
  }
  // Nothing of the kind was ever seen.
  if (!(sum > 1e-6)) return { likely: Math.max(0, likely), doubt };
  mean /= sum;
  return { likely: mean, doubt: Math.sqrt(Math.max(0, square / sum - mean ** 2)) };
}
