import { ownerOf } from '../addressOwner.ts';
import { verdictOf } from '../causes/verdict.ts';
import type { Cause, Failure } from '../model/failure.ts';
import { type ProviderStatus, statusLevels } from '../model/providerStatus.ts';
import type { KeySnapshot, Snapshot } from '../model/snapshot.ts';

/** What a status page told longer ago says nothing of now; milliseconds. */
export const statusLasts = 15 * 60_000;

export function isTrouble({ level }: Pick<ProviderStatus, 'level'>): boolean {
  return statusLevels.indexOf(level) > statusLevels.indexOf('fine');
}

/** What passes, but comes of the user's own pace or plan. */
const surelyOwn: ReadonlySet<Cause> = new Set(['ramp', 'concurrency', 'plan-window']);

/** Whether trouble of the provider's can be behind a failure, so that its public status is worth a look. */
export function couldBeTheirs(failure: Failure): boolean {
  return verdictOf(failure).waitingHelps && !surelyOwn.has(failure.cause);
}

/** Every provider that tells of trouble now. */
export function toldTroubles({ at, statuses }: Pick<Snapshot, 'at' | 'statuses'>): ProviderStatus[] {
  return statuses.filter((status) => isTrouble(status) && Math.abs(at - status.readAt) < statusLasts);
}

/** The trouble that is told of by whoever answers at a key's address. */
export function toldTroubleOf(
  { origin }: Pick<KeySnapshot, 'origin'>,
  snapshot: Pick<Snapshot, 'at' | 'statuses'>,
): ProviderStatus | null {
  const owner = ownerOf(origin);
  return toldTroubles(snapshot).find(({ provider }) => provider === owner) ?? null;
}
