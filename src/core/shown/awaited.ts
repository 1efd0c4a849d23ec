import { type HeardSource, heardSources } from '../model/heardSource.ts';
import type { SourceId } from '../model/observation.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Whether a source is on and in no trouble. */
export function isLive({ sources }: Pick<Snapshot, 'sources'>, id: SourceId): boolean {
  return sources.some((one) => one.id === id && one.state.kind === 'live');
}

/** The sources that are on and wait for the first request of the user's own; none once there is a key to show. */
export function awaited(snapshot: Pick<Snapshot, 'keys' | 'sources'>): HeardSource[] {
  return snapshot.keys.length > 0 ? [] : heardSources.filter((id) => isLive(snapshot, id));
}
