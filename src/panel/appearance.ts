import type { LimitId } from '../core/model/limit.ts';
import type { Snapshot } from '../core/model/snapshot.ts';

/** Everything in a snapshot except its moving numbers: equal appearances differ only in levels, ages and countdowns. */
export function appearanceOf(snapshot: Snapshot, pinned: LimitId | null): string {
  return JSON.stringify([
    pinned,
    snapshot.keys.map((key) => [
      key.id,
      key.label,
      key.fingerprint,
      key.storage,
      key.status,
      key.nextCheck.reason,
      key.today.requests,
      key.lastFailure?.failure.message,
      key.models.map((model) => [
        model.model,
        model.headers,
        model.failure?.failure.message,
        model.limits.map((limit) => [limit.id, limit.state, limit.muted, limit.capacity]),
      ]),
    ]),
  ]);
}
