import type { LimitSnapshot } from '../model/snapshot.ts';

/**
 * A limit of a provider that does not answer: what was read last stays known, with its age, but no forecast plays on from
 * it, since nobody can tell what becomes of requests.
 */
export function asLastRead(limit: LimitSnapshot): LimitSnapshot {
  return {
    ...limit,
    level: null,
    soon: null,
    timeToFull: null,
    timeToEmpty: null,
    burnRate: null,
    pace: null,
    others: null,
    state: 'unknown',
    history: limit.history.filter(({ ago }) => ago >= limit.age),
  };
}
