import type { KeySnapshot, LimitSnapshot, Snapshot, ToolUse } from '../model/snapshot.ts';
import { type LimitView, severity } from './limitView.ts';

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

/** Whether it refuses nothing to some of the tools that were seen to use its key: those that go through the gateway. */
export function isEasedForSome({ window }: LimitSnapshot, { tools }: KeySnapshot, { sources }: Snapshot): boolean {
  const state = sources.find(({ id }) => id === 'gateway')?.state;
  const patience = state?.kind === 'live' ? (state.holdsFor ?? 0) : 0;
  const isThrough = ({ requests, through }: ToolUse) => requests > 0 && through === 'gateway';
  return window !== null && window <= patience && tools.some(isThrough);
}
