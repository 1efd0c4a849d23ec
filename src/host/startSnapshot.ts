import type { Cause } from '../core/model/failure.ts';
import type { Budget, FailureSnapshot, KeySnapshot, Snapshot } from '../core/model/snapshot.ts';
import { rank } from '../core/shown/ranking.ts';
import type { WatchedKey } from '../engine/source.ts';

/** The snapshot to show before the engine is loaded, or if loading failed: `fault` is the cause. `at`: epoch ms. */
export function startSnapshot(keys: readonly WatchedKey[], budget: Budget, at: number, fault: Cause | null): Snapshot {
  const shown = keys.map((key) => keyOf(key, fault));
  return { at, keys: shown, organizations: [], statuses: [], budget, sources: [], ranking: rank(shown) };
}

function keyOf({ models, ...key }: WatchedKey, fault: Cause | null): KeySnapshot {
  return {
    ...key,
    status: fault === null ? 'starting' : 'trouble',
    models: models.map((model) => ({ model, limits: [], age: null, headers: 'unknown', failure: null })),
    lastFailure: fault && ownFailure(fault),
    nextCheck: { wait: null, reason: 'first' },
    tools: [],
    today: { requests: 0, tokens: 0, dollars: 0 },
    money: { readings: [], gauges: [], missing: [] },
  };
}

function ownFailure(cause: Cause): FailureSnapshot {
  const unknown = { status: null, message: '', type: null, code: null, retryAfter: null, limit: null };
  return { failure: { ...unknown, cause }, by: 'keygauge', model: null, age: 0, wait: null };
}
