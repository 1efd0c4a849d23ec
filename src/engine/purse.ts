import type { Clock } from '../base/clock.ts';
import { inTime } from '../base/inTime.ts';
import { addCheck, type CheckCost, type DayOfSpending, spendingOn } from '../core/spending.ts';

/** A day's spending by key id, as counted by one window. */
export type CountedSpending = Readonly<Record<string, DayOfSpending>>;

/** The place where windows share their counts, so that together they keep one budget. Each writes only its own. */
export interface SpendingStore {
  /** The counts of all other windows, and of this one before its last reload; unchecked, whatever was stored. */
  others(): Promise<readonly unknown[]>;
  write(own: CountedSpending): Promise<void>;
}

/** A disk that hangs must not hang the gauge; milliseconds. */
const patience = 2_000;

/** Today's cost of checking over all windows, and the rest of the day's budget. */
export class Purse {
  readonly #clock: Clock;
  readonly #store: SpendingStore;
  #own: CountedSpending = {};
  #others: readonly Readonly<Record<string, unknown>>[] = [];
  /** US dollars that checks under way may cost. */
  #reserved = 0;

  constructor(clock: Clock, store: SpendingStore) {
    this.#clock = clock;
    this.#store = store;
  }

  /** Reads the latest counts of other windows; if they cannot be read, the known ones stand. Never rejects. */
  async refresh(signal: AbortSignal): Promise<void> {
    const stored = await inTime(() => this.#store.others(), patience, this.#clock, signal).catch(() => null);
    if (stored) this.#others = stored.filter((one): one is Record<string, unknown> => typeof one === 'object' && !!one);
  }

  /** Today's cost of checking with a key. */
  today(keyId: string): DayOfSpending {
    const { day } = this.#clock.today();
    const all = [this.#own, ...this.#others].map((counted) => spendingOn(day, counted[keyId]));
    return all.reduce((sum, { requests, tokens, dollars, ceiling }) => ({
      day,
      requests: sum.requests + requests,
      tokens: sum.tokens + tokens,
      dollars: sum.dollars === null || dollars === null ? null : sum.dollars + dollars,
      ceiling: sum.ceiling + ceiling,
    }));
  }

  /** Counts a check that was made with a key. */
  spend(keyId: string, cost: CheckCost): void {
    const { day } = this.#clock.today();
    this.#own = { ...this.#own, [keyId]: addCheck(spendingOn(day, this.#own[keyId]), cost) };
    void this.#write();
  }

  async #write(): Promise<void> {
    try {
      await this.#store.write(this.#own);
    } catch {
      // A count that could not be written is still this window's own.
    }
  }

  /** US dollars left today of a budget for these keys. */
  left(dollarsPerDay: number, keyIds: Iterable<string>): number {
    const spent = [...keyIds].reduce((sum, id) => sum + this.today(id).ceiling, 0);
    return dollarsPerDay - this.#reserved - spent;
  }

  /**
   * Sets US dollars aside while a check is under way, because another key may look at what is left. Returns a function
   * that frees them.
   */
  reserve(dollars: number): () => void {
    this.#reserved += dollars;
    return () => {
      this.#reserved -= dollars;
    };
  }
}
