import type { Balance, Money, MoneyPeriod, MoneyReading, Spend } from '../model/money.ts';
import { boundsOf } from '../money/period.ts';
import type { MoneyPlace, SpendFields } from './moneyPlace.ts';
import { parseRfc3339 } from './providerTime.ts';

/** No account has more entries: one for each currency. */
const mostEntries = 8;
/** Nobody has as much, in any currency. */
const mostMoney = 1e12;

type Fields = Readonly<Record<string, unknown>>;

/** Where and when an answer was read; `at` in epoch milliseconds. */
export interface ReadFrom {
  readonly host: string;
  readonly at: number;
}

/**
 * The money in an answer to a request at a place; `null` where it holds none that makes sense. Amounts may be texts. Never
 * throws.
 */
export function readMoney(place: MoneyPlace, answer: unknown, from: ReadFrom): MoneyReading[] | null {
  const found = entriesIn(place, answer).flatMap((fields) => readingsIn(place, fields, from));
  return found.length > 0 ? found : null;
}

function entriesIn({ within }: MoneyPlace, answer: unknown): Fields[] {
  const held = within === undefined ? answer : isFields(answer) ? fieldOf(answer, within) : null;
  return (Array.isArray(held) ? held.slice(0, mostEntries) : [held]).filter(isFields);
}

function readingsIn(place: MoneyPlace, fields: Fields, from: ReadFrom): MoneyReading[] {
  const currency = currencyOf(place, fields, from.host);
  if (currency === null) return [];
  const balance = balanceIn(place, fields, currency);
  return [...(balance ? [balance] : []), ...(place.spend ? spendsIn(place.spend, fields, currency, from.at) : [])];
}

function balanceIn({ balance }: MoneyPlace, fields: Fields, currency: string): Balance | null {
  if (balance === undefined) return null;
  const paid = 'paid' in balance ? amountIn(fields, balance.paid) : null;
  const used = 'used' in balance ? amountIn(fields, balance.used) : null;
  const left = 'left' in balance ? amountIn(fields, balance.left) : paid !== null && used !== null ? paid - used : null;
  return left === null ? null : { kind: 'balance', scope: 'organization', left: { amount: left, currency }, paid };
}

function spendsIn({ spent = {}, limit: its, calendar }: SpendFields, fields: Fields, currency: string, at: number) {
  const money = (amount: number | null): Money | null => (amount === null ? null : { amount, currency });
  const amount = amountIn(fields, its.amount);
  const limited = periodCalled(fieldOf(fields, its.period));
  const left = its.left === undefined ? null : amountIn(fields, its.left);
  const ofLimit = amount !== null && left !== null ? amount - left : its.spent && amountIn(fields, its.spent);
  const periods = new Map(
    (Object.entries(spent) as [MoneyPeriod, string][]).map(([period, field]) => [period, amountIn(fields, field)]),
  );
  // What counts against the limit need not be all that was spent.
  if (limited !== null && typeof ofLimit === 'number') periods.set(limited, ofLimit);
  const until = its.until === undefined ? null : momentOf(fieldOf(fields, its.until));
  return [...periods].flatMap(([period, sum]): Spend[] => {
    const limit = period === limited ? money(amount) : null;
    if (sum === null && limit === null) return [];
    const told = { from: null, until: period === limited ? until : null };
    const span = calendar === 'utc' ? boundsOf({ period, from: null, until: null }, at) : told;
    const isEnforced = limit !== null;
    return [{ kind: 'spend', scope: 'key', name: null, period, ...span, spent: money(sum), limit, isEnforced }];
  });
}

function currencyOf({ currency, currencyAt = {} }: MoneyPlace, fields: Fields, host: string): string | null {
  const named = typeof currency === 'string' ? (currencyAt[host] ?? currency) : fieldOf(fields, currency.field);
  return typeof named === 'string' && /^[a-z]{3}$/i.test(named) ? named.toUpperCase() : null;
}

/** A number, or a text that is one: "110.00". Of debts, less than nothing is left. */
function amountIn(fields: Fields, name: string): number | null {
  const value = fieldOf(fields, name);
  const isNumber =
    typeof value === 'number' || (typeof value === 'string' && /^ ?-?\d{1,15}(?:\.\d{1,20})? ?$/.test(value));
  const amount = isNumber ? Number(value) : Number.NaN;
  return Math.abs(amount) <= mostMoney ? amount : null;
}

const periodNames: readonly (readonly [RegExp, MoneyPeriod])[] = [
  [/^(?:daily|1d|24h)$/, 'day'],
  [/^(?:weekly|7d|1w)$/, 'week'],
  [/^(?:monthly|30d|1mo)$/, 'month'],
];

/** `null` for a period that has no name here; no period at all means that the limit never starts anew. */
function periodCalled(word: unknown): MoneyPeriod | null {
  if (word === null || word === undefined) return 'ever';
  return typeof word === 'string' ? (periodNames.find(([shape]) => shape.test(word))?.[1] ?? null) : null;
}

function momentOf(value: unknown): number | null {
  return typeof value === 'string' ? parseRfc3339(value) : null;
}

function fieldOf(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
