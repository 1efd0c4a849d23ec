import type { FailureSnapshot, KeySnapshot, LimitSnapshot, Snapshot, ToolUse } from '../model/snapshot.ts';
import { type LimitView, severity, viewOf } from './limitView.ts';

/**
 * Whether a limit refuses nothing that the user works with: all that was seen to use its key within the hour goes through the
 * gateway, which holds requests back for as long as this limit takes to be full again.
 */
export function isEased(limit: LimitSnapshot, key: KeySnapshot, snapshot: Snapshot): boolean {
  const isAround = ({ requests, through }: ToolUse) => requests > 0 && through !== 'gateway';
  return isEasedForSome(limit, key, snapshot) && !key.tools.some(isAround);
}

/** Whether it is low, and what does not fit it only has to wait, as far as anybody knows. */
export function mayOnlyWait(view: LimitView, key: KeySnapshot, snapshot: Snapshot): boolean {
  const isNear = severity(view) > 0 || view.next.kind === 'later';
  return isNear && view.next.kind !== 'never' && isEased(view.limit, key, snapshot);
}

/**
 * The limit that has refused a request, as it stands for the next one, where that only waits; `null` otherwise. `wait`: seconds
 * that are left of what the provider asked for.
 */
export function easedRefusal(
  failed: FailureSnapshot,
  wait: number | null,
  key: KeySnapshot,
  snapshot: Snapshot,
): LimitView | null {
  const limit = failed.failure.cause === 'rate' ? refusedLimit(key, failed) : null;
  if (!limit || !wait || wait > patienceIn(snapshot) || !isEased(limit, key, snapshot)) return null;
  return { ...viewOf(limit), state: 'empty', isRefusing: false, next: { kind: 'later', wait } };
}

/** The limit of a key that has refused a request; `null` where that is not told. */
export function refusedLimit(key: KeySnapshot, { failure, model }: FailureSnapshot): LimitSnapshot | null {
  const limits = key.models.find((one) => one.model === model)?.limits ?? [];
  const { unit, window } = failure.limit ?? {};
  return limits.find((one) => one.unit === unit && one.window === window) ?? null;
}

/** Whether it refuses nothing to some of the tools that were seen to use its key: those that go through the gateway. */
export function isEasedForSome({ window }: LimitSnapshot, { tools }: KeySnapshot, snapshot: Snapshot): boolean {
  const isThrough = ({ requests, through }: ToolUse) => requests > 0 && through === 'gateway';
  return window !== null && window <= patienceIn(snapshot) && tools.some(isThrough);
}

/** Seconds for which the gateway holds a request at most; 0 where there is none. */
function patienceIn({ sources }: Snapshot): number {
  const state = sources.find(({ id }) => id === 'gateway')?.state;
  return state?.kind === 'live' ? (state.holdsFor ?? 0) : 0;
}
