import * as files from 'node:fs/promises';
import { highestEpoch, type Kept, KeptState, type KeptStateParts, type Writer } from '../state/keptState.ts';

/** Opens what is kept for all windows of the user, to be written by the one that leads. `warn` takes what goes wrong. */
export type OpenState = (
  kept: Kept,
  writer: Writer,
  parts: Pick<KeptStateParts, 'clock' | 'wall' | 'warn'>,
) => Promise<KeptState>;

/** What is kept in a folder. */
export function stateIn(folder: string): OpenState {
  return async (kept, writer, parts) => new KeptState({ ...parts, ...placeIn(folder) }, writer, kept);
}

/** The last epoch in which anything was kept in a folder; 0 where there is none, or it cannot be read. */
export function lastEpochIn(folder: string): Promise<number> {
  return highestEpoch({ ...placeIn(folder), warn: () => {} }).catch(() => 0);
}

function placeIn(folder: string) {
  return { files, folder, user: process.getuid?.() ?? null };
}
