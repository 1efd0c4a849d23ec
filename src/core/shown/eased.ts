import type { KeySnapshot, LimitSnapshot, Snapshot } from '../model/snapshot.ts';

/**
 * Whether a limit refuses nothing that the user works with: all that was seen to use its key within the hour goes through the
 * gateway, which holds requests back for as long as this limit takes to be full again.
 */
export function isEased({ window }: LimitSnapshot, { tools }: KeySnapshot, { sources }: Snapshot): boolean {
  const state = sources.find(({ id }) => id === 'gateway')?.state;
  const patience = state?.kind === 'live' ? (state.holdsFor ?? 0) : 0;
  const recent = tools.filter(({ requests }) => requests > 0);
  return (
    window !== null && window <= patience && recent.length > 0 && recent.every(({ through }) => through === 'gateway')
  );
}
