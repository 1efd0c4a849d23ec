import type { Spending } from './model/snapshot.ts';

/** The cost of checking with one key on one calendar day of the user. */
export interface DayOfSpending extends Spending {
  /** `2026-08-19`. */
  readonly day: string;
  /** The most US dollars spent; a budget counts these, even if a price is not known. */
  readonly ceiling: number;
}

/**
 * The cost of one check. `dollars`: `null` if the price is not known; `ceiling`: the most US dollars that it can have
 * cost.
 */
export interface CheckCost {
  readonly tokens: number;
  readonly dollars: number | null;
  readonly ceiling: number;
}

/** The day's spending with one more check; an unknown price makes the sum unknown. */
export function addCheck(past: DayOfSpending, { tokens, dollars, ceiling }: CheckCost): DayOfSpending {
  return {
    day: past.day,
    requests: past.requests + 1,
    tokens: past.tokens + tokens,
    dollars: past.dollars === null || dollars === null ? null : past.dollars + dollars,
    ceiling: past.ceiling + ceiling,
  };
}

/** Reads a day's spending from storage. Anything malformed or from another day counts as nothing. */
export function spendingOn(day: string, stored: unknown): DayOfSpending {
  const past = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  if (past.day !== day) return { day, requests: 0, tokens: 0, dollars: 0, ceiling: 0 };
  const number = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : 0);
  const { requests, tokens, dollars, ceiling } = past;
  return {
    day,
    requests: number(requests),
    tokens: number(tokens),
    dollars: dollars === null ? null : number(dollars),
    ceiling: number(ceiling),
  };
}
