import type { Interval } from './model/limit.ts';
import type { LimitSnapshot } from './model/snapshot.ts';

/** Whether a request fits a limit: now, later, never (it is larger than the bucket), or unknown. */
export type Fit =
  | { readonly kind: 'now' | 'never' | 'unknown' }
  /** The limit is full, yet may be too small for the upper end of the estimate. */
  | { readonly kind: 'unsure' }
  /** `wait`: seconds of refill, if nothing else uses the limit. */
  | { readonly kind: 'later'; readonly wait: number };

/**
 * Estimates the tokens of a text as a range: English prose and code come to about four characters a token, dense code,
 * other scripts and long numbers to fewer (docs/providers.md, OpenAI: what is charged measures about four).
 */
export function estimateTokens(text: string): Interval {
  // Beyond Latin a character is often a token of its own.
  const wide = text.match(/[\u0250-\u{10ffff}]/gu)?.length ?? 0;
  const narrow = text.length - wide;
  return { low: Math.ceil(narrow / 4.5 + wide / 2), high: Math.ceil(narrow / 3 + wide * 1.5) };
}

/**
 * Judges on the safe side: "now" only if the most it may take is surely there, "never" only if the least is too much.
 */
export function fits(tokens: Interval, { capacity, level, window }: LimitSnapshot): Fit {
  if (capacity === null) return { kind: 'unknown' };
  if (tokens.low > capacity) return { kind: 'never' };
  if (level === null) return { kind: 'unknown' };
  if (tokens.high <= level.low) return { kind: 'now' };
  const missing = Math.min(tokens.high, capacity) - level.low;
  if (missing <= 0) return { kind: 'unsure' };
  return window === null ? { kind: 'unknown' } : { kind: 'later', wait: (missing * window) / capacity };
}
