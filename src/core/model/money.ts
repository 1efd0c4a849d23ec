/** Money in one currency, in whole units of it. */
export interface Money {
  readonly amount: number;
  /** ISO 4217, in capitals. */
  readonly currency: string;
}

/**
 * Those whose money it is: `tier` the most that an organization may spend at its usage tier, `plan` what a subscription
 * includes, `on-demand` what is paid beyond it.
 */
export const moneyScopes = ['key', 'project', 'workspace', 'organization', 'tier', 'plan', 'on-demand'] as const;
export type MoneyScope = (typeof moneyScopes)[number];

/** The times after which spending starts anew; `cycle`: a month that begins on the account's own day, `ever`: never. */
export const moneyPeriods = ['day', 'week', 'month', 'cycle', 'ever'] as const;
export type MoneyPeriod = (typeof moneyPeriods)[number];

/** What is left of money that was paid or granted ahead. */
export interface Balance {
  readonly kind: 'balance';
  readonly scope: MoneyScope;
  readonly left: Money;
  /** All that was paid ahead, in the same currency; `null` where the provider does not say. */
  readonly paid: number | null;
}

/**
 * What was spent in a period, and what may be. Whoever knows the days that are over tells them beside the present one, each
 * with its `from`: a pace is judged by whole days.
 */
export interface Spend {
  readonly kind: 'spend';
  readonly scope: MoneyScope;
  /** The project's or workspace's own name; `null` for all of it. */
  readonly name: string | null;
  readonly period: MoneyPeriod;
  /** Epoch milliseconds at which the period began and ends; `null` where the provider does not say. */
  readonly from: number | null;
  readonly until: number | null;
  /** `null` where only the limit is known. */
  readonly spent: Money | null;
  /** `null` where there is none, or where it is not known. */
  readonly limit: Money | null;
  /** Whether the provider refuses requests beyond the limit, rather than only telling somebody. */
  readonly isEnforced: boolean;
  /** Requests that an editor's plan counts as fast ones; absent where it counts none. */
  readonly fastRequests?: number;
}

export type MoneyReading = Balance | Spend;

/** Money that can run out: what a provider lets be spent, a budget of the user's own, what was paid ahead. */
export const moneyGaugeKinds = ['spend', 'budget', 'balance'] as const;
export type MoneyGaugeKind = (typeof moneyGaugeKinds)[number];

/** The worst comes last. `soon`: at the present pace it is used up before its period ends, a balance within days. */
export const moneyStates = ['unknown', 'fine', 'soon', 'low', 'empty'] as const;
export type MoneyState = (typeof moneyStates)[number];

/** 0 for money that is fine or unknown, more the worse it is. */
export const moneySeverity = { unknown: 0, fine: 0, soon: 1, low: 2, empty: 3 } as const;

/** Money as every surface shows it: one sum, one state. Amounts in whole units of `currency`. */
export interface MoneyGauge {
  /** Names it among those of its account, the same in every session. */
  readonly id: string;
  readonly kind: MoneyGaugeKind;
  readonly scope: MoneyScope;
  /** The project's or workspace's own name: a text from outside. */
  readonly name: string | null;
  readonly period: MoneyPeriod;
  /** Epoch milliseconds at which the period began and ends; `null` for one without bounds. */
  readonly from: number | null;
  readonly until: number | null;
  readonly currency: string;
  /** `null` where nobody tells it. */
  readonly spent: number | null;
  readonly fastRequests?: number;
  /** The limit, the budget, or all that was paid ahead; `null` where there is none, or where it is not known. */
  readonly whole: number | null;
  readonly left: number | null;
  /** Whether requests are refused once nothing is left. */
  readonly isEnforced: boolean;
  readonly state: MoneyState;
  /** Epoch milliseconds at which it is used up at the present pace; `null` where that is not likely, or not known. */
  readonly usedUpAt: number | null;
  /** Seconds since it was told. */
  readonly age: number;
}
