import { between, type Estimate, exactly, probablyFits } from './estimate.ts';
import type { PacedLimit } from './pacedLimit.ts';

/** What a refusal tells of its request: it fits later, it never will, or this limit is hardly what refused it. */
export type RefusedSize =
  | { readonly kind: 'fits'; readonly size: Estimate }
  | { readonly kind: 'too-large'; readonly moreThan: number }
  | { readonly kind: 'another-cause' };

/** What was thought of a request's size: its probable one, and that of its whole prompt, cached or not. */
export interface SizeThought {
  readonly likely: Estimate;
  readonly whole: Estimate;
}

/** Estimates are hardly off by more than so many standard deviations; a level by fewer, since it was just told. */
const farOff = 4;
const levelOff = 2;
/**
 * What may be larger than the bucket is held until that is full, and tried once more, where it then fits with this probability: its
 * tool may give up on what it would get.
 */
const worthTrying = 0.15;

/**
 * Judges a refusal by the level at which it came and by the wait that the provider asks for, in seconds: until the
 * request fits, rounded up, and no longer than until the bucket is full. `null`: it named none.
 */
export function refusedSize(limit: PacedLimit, at: number, wait: number | null, thought: SizeThought): RefusedSize {
  const level = limit.left(at);
  const { capacity, refill } = limit;
  const lower = level.likely - levelOff * level.doubt + Math.max(0, (wait ?? 0) - 1) * refill;
  const upper = level.likely + levelOff * level.doubt + (wait ?? limit.window) * refill;
  const { likely, whole } = thought;
  if (Math.max(likely.likely + farOff * likely.doubt, whole.likely + farOff * whole.doubt) < lower) {
    return { kind: 'another-cause' };
  }
  const wasFull = level.likely + levelOff * level.doubt >= capacity;
  if (wasFull || lower >= capacity) return { kind: 'too-large', moreThan: Math.min(lower, capacity) };
  if (upper < capacity) return { kind: 'fits', size: between(lower, upper) };
  // What was taken for much less has missed the cache.
  const prior = likely.likely + farOff * likely.doubt < lower ? whole : likely;
  if (fitsGiven(prior, lower, capacity) < worthTrying) return { kind: 'too-large', moreThan: capacity };
  return { kind: 'fits', size: wait === null ? prior : between(lower, capacity) };
}

/** Probability that what is known to be larger than `lower` is no larger than `most`. */
function fitsGiven(size: Estimate, lower: number, most: number): number {
  const isSmaller = probablyFits(size, exactly(lower));
  return isSmaller < 1 ? (probablyFits(size, exactly(most)) - isSmaller) / (1 - isSmaller) : 1;
}
