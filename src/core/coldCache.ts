import type { Basis } from './forecast/outlook.ts';

/** A conversation that is about to be charged in full again, and does not fit. Units of the limit. */
export interface ColdConversation {
  readonly next: number;
  readonly left: number;
}

/**
 * The next request of a conversation whose prompt cache has gone cold, where it is more than what is left; `null` where
 * it fits or nothing is cold. Only traffic shows conversations, so this needs the basis of a `TrafficForecast`.
 */
export function coldAndTooLarge({ next, cold }: Basis, left: number): ColdConversation | null {
  // What is charged again because of the cache is at least the one that comes next.
  if (next === null || cold <= 0 || cold < next.amount) return null;
  return next.amount > left ? { next: next.amount, left } : null;
}
