import { type HeardSource, heardSources } from '../model/heardSource.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** The sources that are on and wait for the first request of the user's own; none once there is a key to show. */
export function awaited({ keys, sources }: Snapshot): HeardSource[] {
  if (keys.length > 0) return [];
  return heardSources.filter((id) => sources.some((one) => one.id === id && one.state.kind === 'live'));
}
