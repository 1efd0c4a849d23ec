import type { Clock } from '../base/clock.ts';
import { inTime } from '../base/inTime.ts';
import {
  addCheck,
  type CheckCost,
  type DayOfSpending,
  daysOf,
  parseSpendings,
  type Spendings,
  spentOn,
} from '../core/spending.ts';

/** The place where windows share their counts, so that together they keep one budget. Each writes only its own. */
export interface SpendingStore {
  /** The counts of all other windows, and of those closed; unchecked, whatever was stored. */
  others(): Promise<readonly unknown[]>;
  /** Keeps this window's counts in place of those it wrote before. */
  write(own: Spendings): Promise<void>;
}

/** A check that has been counted but is not over. */
export interface CountedCheck {
  /** Puts what the check did cost in place of the most that it could; `null`: it was never sent. */
  settle(cost: CheckCost | null): void;
}

/** A disk that hangs must not hang the gauge; milliseconds. */
const patience = 2_000;

/** Today's cost of checking over all windows, and the rest of the day's budget. */
export class Purse {
  readonly #clock: Clock;
  readonly #store: SpendingStore;
  readonly #accountOf: (keyId: string) => string | null;
  #own: Spendings = {};
  /** Counts of keys without an account, which nobody has to pay for. */
  #unpaid: Spendings = {};
  readonly #underWay = new Set<{ readonly account: string; readonly day: string; readonly cost: CheckCost }>();
  #others: readonly Spendings[] = [];
  /** US dollars that checks about to leave may cost. */
  #reserved = 0;

  /**
   * `accountOf` names the account that a key's checks are counted on: the same whenever the key is added again. `null`
   * for a key that costs nothing: its checks are forgotten with the window.
   */
  constructor(clock: Clock, store: SpendingStore, accountOf: (keyId: string) => string | null = (keyId) => keyId) {
    this.#clock = clock;
    this.#store = store;
    this.#accountOf = accountOf;
  }

  /** Reads the latest counts of other windows; if they cannot be read, the known ones stand. Never rejects. */
  async refresh(signal: AbortSignal): Promise<void> {
    const stored = await inTime(() => this.#store.others(), patience, this.#clock, signal).catch(() => null);
    if (stored) this.#others = stored.map(parseSpendings);
  }

  /** Today's cost of checking with a key. */
  today(keyId: string): DayOfSpending {
    const account = this.#accountOf(keyId);
    const counted = account === null ? [this.#unpaid] : this.#all;
    return spentOn(
      this.#today,
      counted.flatMap((one) => daysOf(one, account ?? keyId)),
    );
  }

  /**
   * Counts a check before it leaves, at the most that it can cost, since nobody may be there to count it afterwards.
   * Counts at once; resolves when that is stored, or cannot be.
   */
  async spend(keyId: string, atMost: CheckCost, signal: AbortSignal): Promise<CountedCheck> {
    const [account, day] = [this.#accountOf(keyId), this.#today];
    if (account === null) {
      const settle = (cost: CheckCost | null) => {
        if (cost !== null) this.#unpaid = addCheck(this.#unpaid, keyId, day, cost);
      };
      return { settle };
    }
    const check = { account, day, cost: atMost };
    this.#underWay.add(check);
    await inTime(() => this.#write(), patience, this.#clock, signal);
    return {
      settle: (cost) => {
        if (!this.#underWay.delete(check)) return;
        if (cost !== null) this.#own = addCheck(this.#own, account, day, cost);
        void this.#write();
      },
    };
  }

  /** US dollars left today of a budget for all keys, including those removed since. */
  left(dollarsPerDay: number): number {
    const days = this.#all.flatMap((one) => Object.keys(one).flatMap((account) => daysOf(one, account)));
    return dollarsPerDay - this.#reserved - spentOn(this.#today, days).ceiling;
  }

  /**
   * Sets US dollars aside until a check is counted, because another key may look at what is left. Returns a function
   * that frees them, once.
   */
  reserve(dollars: number): () => void {
    let reserved = dollars;
    this.#reserved += reserved;
    return () => {
      this.#reserved -= reserved;
      reserved = 0;
    };
  }

  get #today(): string {
    return this.#clock.today().day;
  }

  /** What this window has counted, with the checks under way at the most that they can cost. */
  get #counted(): Spendings {
    return [...this.#underWay].reduce((sum, { account, day, cost }) => addCheck(sum, account, day, cost), this.#own);
  }

  get #all(): readonly Spendings[] {
    return [this.#counted, ...this.#others];
  }

  /** Never rejects: a count that could not be written is still this window's own. */
  async #write(): Promise<void> {
    await this.#store.write(this.#counted).catch(() => {});
  }
}
