import {
  type Balance,
  type MoneyGauge,
  type MoneyReading,
  type MoneyScope,
  moneySeverity,
  type Spend,
} from '../model/money.ts';
import { outlookOf } from './moneyState.ts';
import { type Bounds, boundsOf } from './period.ts';

/** Money as it was told at `toldAt`, in epoch milliseconds. */
export interface DatedMoney {
  readonly reading: MoneyReading;
  readonly toldAt: number;
}

/** What an account's money is judged by. */
export interface MoneyContext {
  /** What the user wants to spend a month at most, in the currency that the provider counts in; `null` without a budget. */
  readonly budget: number | null;
  /** Spent on a usual day, of whatever the name names (`courseName`); `null` where nobody knows. */
  perDay(course: string): number | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

interface DatedSpend extends Bounds {
  readonly spend: Spend;
  readonly toldAt: number;
}

/** All of an account's money that can run out or was spent, the most urgent first. */
export function moneyGauges(told: readonly DatedMoney[], context: MoneyContext): MoneyGauge[] {
  const spends = told.flatMap(({ reading, toldAt }) =>
    reading.kind === 'spend' ? [{ spend: reading, toldAt, ...boundsOf(reading, toldAt) }] : [],
  );
  const current = spends.filter(({ until }) => until === null || until > context.now);
  const limits = current.filter(({ spend }) => spend.limit !== null);
  const free = current.filter(({ spend }) => !limits.some((limit) => isOf(limit.spend, spend)));
  const all = [
    ...limits.map((limit) => limitGauge(limit, current, context)),
    ...free.map((spent) => spentGauge(spent, context)),
    ...budgetGauge(current, context),
    ...told.flatMap(({ reading, toldAt }) =>
      reading.kind === 'balance' ? [balanceGauge(reading, toldAt, context)] : [],
    ),
  ];
  return withoutTwins(all).sort((a, b) => moneySeverity[b.state] - moneySeverity[a.state]);
}

/** Names the course of what is spent of one sum, whatever the period. */
export function courseName({ kind, scope, ...reading }: MoneyReading): string {
  const name = 'name' in reading ? reading.name : null;
  return JSON.stringify([kind, spenderOf(scope), name]);
}

/** A tier is a limit of the whole organization. */
function spenderOf(scope: MoneyScope): MoneyScope {
  return scope === 'tier' ? 'organization' : scope;
}

/** Whether a limit is one of what was spent. */
function isOf(limit: Spend, spent: Spend): boolean {
  return spenderOf(limit.scope) === spent.scope && limit.name === spent.name && limit.period === spent.period;
}

function limitGauge(limit: DatedSpend, all: readonly DatedSpend[], context: MoneyContext): MoneyGauge {
  const { spend, from, until } = limit;
  const known = spend.spent ? limit : newest(all.filter((one) => one.spend.spent && isOf(spend, one.spend)));
  const whole = spend.limit?.amount ?? null;
  const currency = spend.limit?.currency ?? '';
  const isSame = known?.spend.spent?.currency === currency;
  // What was spent belongs to the period that it was told of.
  const bounds = isSame && known ? { from: known.from, until: known.until } : { from, until };
  return gauge(
    { spend, kind: 'spend', whole, currency, ...bounds, isEnforced: spend.isEnforced },
    { spent: isSame ? (known?.spend.spent?.amount ?? null) : null, toldAt: known?.toldAt ?? limit.toldAt },
    context,
  );
}

function spentGauge({ spend, toldAt, from, until }: DatedSpend, context: MoneyContext): MoneyGauge {
  const { amount = null, currency = '' } = spend.spent ?? {};
  const about = { spend, kind: 'spend', whole: null, currency, from, until, isEnforced: false } as const;
  return gauge(about, { spent: amount, toldAt }, context);
}

/** A budget counts everything that the account spends in a month. */
function budgetGauge(all: readonly DatedSpend[], context: MoneyContext): MoneyGauge[] {
  const { budget, now } = context;
  if (budget === null) return [];
  const monthly = all.filter(
    ({ spend }) => spend.period === 'month' && spend.spent !== null && ['key', 'organization'].includes(spend.scope),
  );
  const month = newest(monthly);
  const { scope, name, spent } = month?.spend ?? { scope: 'key', name: null, spent: null };
  const bounds = month ?? boundsOf({ period: 'month', from: null, until: null }, now);
  const spend: Spend = {
    kind: 'spend',
    scope,
    name,
    period: 'month',
    ...bounds,
    spent,
    limit: null,
    isEnforced: false,
  };
  const { from, until } = bounds;
  const about = {
    spend,
    kind: 'budget',
    whole: budget,
    currency: spent?.currency ?? 'USD',
    isEnforced: false,
  } as const;
  return [gauge({ ...about, from, until }, { spent: spent?.amount ?? null, toldAt: month?.toldAt ?? now }, context)];
}

interface About extends Bounds, Pick<MoneyGauge, 'kind' | 'whole' | 'currency' | 'isEnforced'> {
  readonly spend: Spend;
}

function gauge(about: About, known: { spent: number | null; toldAt: number }, context: MoneyContext): MoneyGauge {
  const { spend, kind, whole, currency, from, until, isEnforced } = about;
  const { spent, toldAt } = known;
  const { scope, name, period } = spend;
  const left = whole === null || spent === null ? null : something(whole - spent);
  const perDay = context.perDay(courseName(spend));
  const outlook = outlookOf({ kind, currency, whole, left, toldAt, perDay, from, until }, context.now);
  const id = JSON.stringify([kind, scope, name, period, isEnforced]);
  const age = Math.max(0, context.now - toldAt) / 1000;
  const counted = kind === 'spend' && spend.fastRequests !== undefined ? { fastRequests: spend.fastRequests } : {};
  const sum = { currency, spent, whole, left, isEnforced, ...counted, ...outlook, age };
  return { id, kind, scope, name, period, from, until, ...sum };
}

function balanceGauge(balance: Balance, toldAt: number, context: MoneyContext): MoneyGauge {
  const { scope, paid } = balance;
  const { currency } = balance.left;
  const left = something(balance.left.amount);
  const perDay = context.perDay(courseName(balance));
  const facts = { kind: 'balance', currency, whole: paid, left, toldAt, perDay, from: null, until: null } as const;
  return {
    id: JSON.stringify(['balance', scope, currency]),
    kind: 'balance',
    scope,
    name: null,
    period: 'ever',
    from: null,
    until: null,
    currency,
    spent: paid === null ? null : Math.max(0, paid - left),
    whole: paid,
    left,
    isEnforced: true,
    ...outlookOf(facts, context.now),
    age: Math.max(0, context.now - toldAt) / 1000,
  };
}

/** Less than half of a hundredth pays for nothing. */
export function something(left: number): number {
  return left < 0.005 ? 0 : left;
}

function newest(spends: readonly DatedSpend[]): DatedSpend | null {
  const later = (at: number | null, other: number | null) => (at ?? 0) - (other ?? 0);
  return [...spends].sort((a, b) => later(b.from, a.from) || b.toldAt - a.toldAt)[0] ?? null;
}

/** Of several sums with one name the one that runs out first counts. */
function withoutTwins(gauges: readonly MoneyGauge[]): MoneyGauge[] {
  const byId = new Map<string, MoneyGauge>();
  for (const one of gauges) {
    const twin = byId.get(one.id);
    if (!twin || (one.left ?? Infinity) < (twin.left ?? Infinity)) byId.set(one.id, one);
  }
  return [...byId.values()];
}
