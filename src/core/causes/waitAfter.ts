import type { Failure } from '../model/failure.ts';
import { MINUTE } from '../model/limit.ts';

/**
 * Seconds to wait after a failure: as long as the provider asked, but no longer than the limit that refused takes to be
 * full again; one of a few seconds counts as a minute's. `null` where no time was named. Only rates refill: a spend limit
 * ends when its month does.
 */
export function waitAfter({
  cause,
  retryAfter,
  limit,
}: Pick<Failure, 'cause' | 'retryAfter' | 'limit'>): number | null {
  const window = cause === 'rate' ? (limit?.window ?? Infinity) : Infinity;
  return retryAfter === null ? null : Math.min(retryAfter, Math.max(MINUTE, window));
}
