import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileSystem } from '../../../src/state/fileSystem.ts';
import { StateFile } from '../../../src/state/stateFile.ts';
import { FaultyFiles } from '../../support/faultyFiles.ts';

export const kind = { name: 'state', version: 1 } as const;

/** Runs a test with the path of a folder of state that is not there yet. */
export async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'keygauge-state-'));
  try {
    await run(join(parent, 'keygauge'));
  } finally {
    await rm(parent, { recursive: true });
  }
}

/** The document in a folder, and what was said of it. */
export function fileIn(folder: string, files: FileSystem = new FaultyFiles(), user = process.getuid?.() ?? null) {
  const said: string[] = [];
  return { file: new StateFile({ files, folder, user, kind, warn: (message) => said.push(message) }), said };
}

export const always = () => true;
