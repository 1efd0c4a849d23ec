import type { Budget, FailureSnapshot, KeySnapshot, Snapshot } from '../core/model/snapshot.ts';
import { rank } from '../core/shown/ranking.ts';
import type { WatchedKey } from '../engine/source.ts';

/** The snapshot to show before the engine is loaded, or if loading failed: `problem` is the reason. `at`: epoch ms. */
export function startSnapshot(
  keys: readonly WatchedKey[],
  budget: Budget,
  at: number,
  problem: string | null,
): Snapshot {
  const shown = keys.map((key) => keyOf(key, problem));
  return { at, keys: shown, budget, sources: [], ranking: rank(shown) };
}

function keyOf({ models, ...key }: WatchedKey, problem: string | null): KeySnapshot {
  return {
    ...key,
    status: problem === null ? 'starting' : 'trouble',
    models: models.map((model) => ({ model, limits: [], age: null, headers: 'unknown', failure: null })),
    lastFailure: problem === null ? null : ownFailure(problem),
    nextCheck: { wait: null, reason: 'first' },
    today: { requests: 0, tokens: 0, dollars: 0 },
  };
}

function ownFailure(message: string): FailureSnapshot {
  const unknown = { status: null, type: null, code: null, retryAfter: null, limit: null };
  return { failure: { ...unknown, cause: 'unknown', message }, by: 'keygauge', model: null, age: 0, wait: null };
}
