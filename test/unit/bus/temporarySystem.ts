import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { System } from '../../../src/bus/place.ts';

/** A machine of its own for a test, as far as windows meet on it; removed at the end. */
export async function temporarySystem(more: Partial<System> = {}): Promise<System & AsyncDisposable> {
  const home = await mkdtemp(join(tmpdir(), 'kg-'));
  return {
    platform: process.platform,
    environment: { XDG_RUNTIME_DIR: home },
    home,
    temporary: home,
    userId: process.getuid?.() ?? null,
    ...more,
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  };
}
