import type { LimitSnapshot } from '../model/snapshot.ts';

/** What becomes of the next request, from the size of those seen. */
export type NextRequest =
  /** It fits, and `more` in all would, one after the other. */
  | { readonly kind: 'fits'; readonly more: number }
  /** It fits after `wait` seconds of refill, if nothing else comes in between. */
  | { readonly kind: 'later'; readonly wait: number }
  /** It is larger than a full bucket: `size` of `capacity` units. */
  | { readonly kind: 'never'; readonly size: number; readonly capacity: number }
  /** No size is known, or no level. */
  | { readonly kind: 'unknown' };

/** Waits in seconds are rounded up to one of these, the safe end of the doubt, so that they do not tick. */
const steps = [5, 10, 20, 30, 45, 60, 90];

/** Counts on the level that the gauge shows, so that number and answer agree. */
export function nextRequest({ level, capacity, window, requestSize: size }: LimitSnapshot): NextRequest {
  if (size === null || size <= 0 || capacity === null) return { kind: 'unknown' };
  if (size > capacity) return { kind: 'never', size, capacity };
  if (level === null) return { kind: 'unknown' };
  if (level.estimate >= size) return { kind: 'fits', more: Math.floor(level.estimate / size) };
  if (window === null) return { kind: 'unknown' };
  const wait = ((size - level.estimate) * window) / capacity;
  return { kind: 'later', wait: steps.find((step) => wait <= step) ?? Math.ceil(wait / 60) * 60 };
}
