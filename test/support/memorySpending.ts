import type { DayOfSpending, Spendings } from '../../src/core/spending.ts';
import type { SpendingStore } from '../../src/engine/purse.ts';

/** What the windows of one editor leave to each other, without a disk. */
export class MemorySpending {
  readonly #counted = new Map<object, Spendings>();
  /** Whether the disk takes nothing. */
  isFull = false;

  /** The store of one more window. */
  window(): SpendingStore {
    const window = {};
    return {
      others: async () => [...this.#counted].filter(([other]) => other !== window).map(([, counted]) => counted),
      write: async (own) => {
        if (this.isFull) throw new Error('no space left');
        this.#counted.set(window, own);
      },
    };
  }

  /** Requests that were ever counted on an account. */
  requests(account: string): number {
    const days = [...this.#counted.values()].flatMap((counted) => counted[account] ?? []);
    return days.reduce((sum, { requests }) => sum + requests, 0);
  }

  /** The last day that all windows have counted, by account. */
  get days(): Map<string, DayOfSpending> {
    const accounts = [...this.#counted.values()].flatMap((counted) => Object.entries(counted));
    return new Map(
      accounts.flatMap(([account, days]): [string, DayOfSpending][] => {
        const last = days.toSorted((a, b) => (a.day < b.day ? -1 : 1)).at(-1);
        return last ? [[account, last]] : [];
      }),
    );
  }
}
