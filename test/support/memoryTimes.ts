import type { AskedTimes } from '../../src/sources/admin/turns.ts';

/** What all windows of a machine know of one another. */
export function memoryTimes(): AskedTimes {
  const times = new Map<string, number>();
  return {
    last: async (id) => times.get(id) ?? null,
    note: async (id, at) => void times.set(id, at),
  };
}
