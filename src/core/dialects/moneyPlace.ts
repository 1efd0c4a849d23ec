import type { MoneyPeriod } from '../model/money.ts';
import type { MoneyTold } from '../model/observation.ts';

/** A place at which a key can read its own money free of charge, and the names of the fields that tell it. */
export interface MoneyPlace {
  readonly part: Exclude<MoneyTold['part'], 'costs'>;
  /** From the root of the origin. */
  readonly path: string;
  /** Whether an answer there means that the key is accepted: no other gets one. */
  readonly provesKey?: true;
  /** The field that holds all others, in an object or in a list of them; the answer itself if left out. */
  readonly within?: string;
  /** ISO 4217, or the field that names it. */
  readonly currency: string | { readonly field: string };
  /** The currency at hosts that count in another one. */
  readonly currencyAt?: Readonly<Record<string, string>>;
  readonly balance?: BalanceFields;
  readonly spend?: SpendFields;
}

/** What is left, or what it is the rest of. */
export type BalanceFields = { readonly left: string } | { readonly paid: string; readonly used: string };

export interface SpendFields {
  /** What was spent in each period that is told apart. */
  readonly spent?: Readonly<Partial<Record<MoneyPeriod, string>>>;
  /** The limit, what is left of it or was spent of it, the word for its period, and the moment at which that ends. */
  readonly limit: {
    readonly amount: string;
    readonly left?: string;
    readonly spent?: string;
    readonly period: string;
    readonly until?: string;
  };
  /** Whether the periods are the calendar's, in UTC, with weeks from Monday on. */
  readonly calendar?: 'utc';
}
