import type { CountedSpending, SpendingStore } from '../../src/engine/purse.ts';

/** What the windows of one editor leave to each other, without a disk. */
export class MemorySpending {
  readonly #counted = new Map<object, CountedSpending>();

  /** The store of one more window. */
  window(): SpendingStore {
    const window = {};
    return {
      others: async () => [...this.#counted].filter(([other]) => other !== window).map(([, counted]) => counted),
      write: async (own) => void this.#counted.set(window, own),
    };
  }

  /** What all windows have counted, by key. */
  get days() {
    return new Map([...this.#counted.values()].flatMap((counted) => Object.entries(counted)));
  }
}
