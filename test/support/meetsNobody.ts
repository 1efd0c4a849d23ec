import type { SharedState } from '../../src/host/sharedState.ts';
import { MemorySpending } from './memorySpending.ts';
import { memoryTimes } from './memoryTimes.ts';

/** What a window has that meets no other and keeps nothing on a disk. */
export function meetsNobody({ spending = new MemorySpending().window(), folder = '' } = {}): SharedState {
  return { spending, asked: memoryTimes(), meeting: null, openState: null, flush: async () => {}, folder };
}
