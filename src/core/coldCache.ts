import type { Basis } from './forecast/outlook.ts';

/** A conversation whose next request is charged in full again and does not fit. Units of the limit. */
export interface ColdConversation {
  readonly next: number;
  readonly left: number;
}

/**
 * The next request of a conversation whose prompt cache has gone cold, if it exceeds `left`; `null` if it fits or
 * nothing is cold. Only traffic shows conversations, so this needs the basis of a `TrafficForecast`.
 */
export function coldAndTooLarge({ next, cold }: Basis, left: number): ColdConversation | null {
  // All that is charged again because of the cache includes at least the next request.
  if (next === null || cold <= 0 || cold < next.amount) return null;
  return next.amount > left ? { next: next.amount, left } : null;
}
