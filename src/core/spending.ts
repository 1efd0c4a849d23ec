import type { Spending } from './model/snapshot.ts';

/** The cost of checking with one key on one calendar day of the user. */
export interface DayOfSpending extends Spending {
  /** `2026-08-19`. */
  readonly day: string;
  /** The most US dollars spent; a budget counts these, even if a price is not known. */
  readonly ceiling: number;
}

/**
 * Days of spending by account: whatever names a key without being it. A few days each, since the calendar of somebody
 * who travels, or sets the clock, goes back as well.
 */
export type Spendings = Readonly<Record<string, readonly DayOfSpending[]>>;

/**
 * The cost of one check. `dollars`: `null` if the price is not known; `ceiling`: the most US dollars that it can have
 * cost.
 */
export interface CheckCost {
  readonly tokens: number;
  readonly dollars: number | null;
  readonly ceiling: number;
}

/** Days kept of an account. */
const mostDays = 7;

const nothing = { requests: 0, tokens: 0, dollars: 0, ceiling: 0 };

/** The sum of all that was spent on a day, an unknown price making it unknown. */
export function spentOn(day: string, days: readonly DayOfSpending[]): DayOfSpending {
  return days
    .filter((one) => one.day === day)
    .reduce(
      (sum, { requests, tokens, dollars, ceiling }) => ({
        day,
        requests: sum.requests + requests,
        tokens: sum.tokens + tokens,
        dollars: sum.dollars === null || dollars === null ? null : sum.dollars + dollars,
        ceiling: sum.ceiling + ceiling,
      }),
      { day, ...nothing } as DayOfSpending,
    );
}

/** The spendings with one more check of an account. */
export function addCheck(past: Spendings, account: string, day: string, cost: CheckCost): Spendings {
  return sumOf([past, { [account]: [{ day, requests: 1, ...cost }] }], day);
}

/** All spendings together. Of each account the days nearest to `today` are kept. */
export function sumOf(all: readonly Spendings[], today: string): Spendings {
  const accounts = new Set(all.flatMap((one) => Object.keys(one)));
  return Object.fromEntries(
    [...accounts].map((account) => {
      const days = all.flatMap((one) => daysOf(one, account));
      const names = [...new Set(days.map(({ day }) => day))].sort((a, b) => distance(a, today) - distance(b, today));
      return [account, names.slice(0, mostDays).map((day) => spentOn(day, days))];
    }),
  );
}

export function daysOf(spendings: Spendings, account: string): readonly DayOfSpending[] {
  return Object.hasOwn(spendings, account) ? (spendings[account] ?? []) : [];
}

/** Reads spendings from storage and leaves out what is not sound. */
export function parseSpendings(stored: unknown): Spendings {
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(
    Object.entries(stored).flatMap(([account, days]: [string, unknown]) => {
      const sound = Array.isArray(days) ? days.flatMap(parseDay) : [];
      return sound.length === 0 ? [] : [[account, sound]];
    }),
  );
}

/** Reads one day from storage; nothing at all if it names no day. An amount that is none counts as nothing. */
export function parseDay(stored: unknown): DayOfSpending[] {
  const { day, requests, tokens, dollars, ceiling } = (stored ?? {}) as Record<string, unknown>;
  if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day)) return [];
  const amount = (value: unknown) => (typeof value === 'number' && value >= 0 && value <= 1e12 ? value : 0);
  return [
    {
      day,
      // Whole ones, whatever somebody wrote, so that their sum stays exact.
      requests: Math.ceil(amount(requests)),
      tokens: amount(tokens),
      dollars: dollars === null ? null : amount(dollars),
      ceiling: amount(ceiling),
    },
  ];
}

/** How far two days are apart, roughly: every month counts as one of 31 days. */
function distance(one: string, other: string): number {
  const number = (date: string) => {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
    return (year * 12 + month) * 31 + day;
  };
  return Math.abs(number(one) - number(other));
}
