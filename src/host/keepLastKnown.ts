import type { Memento } from 'vscode';
import type { LimitSnapshot, Snapshot } from '../core/model/snapshot.ts';
import { type KnownLimit, storedAs } from './lastKnown.ts';

/** Shortest time between two writes; milliseconds. */
const pace = 60_000;

/** Keeps the last readings of a workspace for `LastKnown`, at most once a minute, from the snapshots that it is given. */
export function keepLastKnown(state: Memento): (snapshot: Snapshot) => void {
  let savedAt = -Infinity;
  return ({ at, keys }) => {
    // A clock that was set back is not waited for.
    if (Math.abs(at - savedAt) < pace) return;
    const limits = keys.flatMap((key) => key.models.flatMap((model) => model.limits.flatMap(keep(at))));
    if (limits.length === 0) return;
    savedAt = at;
    void state.update(storedAs, limits);
  };
}

function keep(now: number): (limit: LimitSnapshot) => KnownLimit[] {
  return ({ id, keyId, model, unit, pool, window, capacity, source, lastLevel, age, state }) =>
    lastLevel
      ? [{ id, keyId, model, unit, pool, window, capacity, source, lastLevel, state, at: now - age * 1000 }]
      : [];
}
