import type { Money, MoneyPeriod, Spend } from '../../core/model/money.ts';
import type { CostBucket, SpendCap, TimeRange } from '../../providers/admin/adminClient.ts';
import { endOf, startOf } from './spans.ts';

/** What is needed to tell of money: names of divisions, and when it is. */
export interface SpendContext {
  readonly divisionScope: 'project' | 'workspace';
  /** Names by id; whatever belongs to another division is not told of by itself. */
  readonly divisions: ReadonlyMap<string, string>;
  /** Epoch milliseconds of the provider's clock. */
  readonly now: number;
  /** Turns them into those of our clock. */
  local(at: number): number;
}

/** Nobody bills in more. */
const mostCurrencies = 5;

/** Of each division, and of each currency. */
type Amounts = Map<string | null, Map<string, number>>;

/** Sums costs by currency: of the month, of the day, and of each division. Each moment counts once. */
export class CostSum {
  readonly #range: TimeRange;
  readonly #today: number;
  readonly #day: Amounts = new Map();
  readonly #month: Amounts = new Map();
  #end: number;

  /** `range` ends today. */
  constructor(range: TimeRange) {
    this.#range = range;
    this.#today = startOf('day', range.to - 1);
    this.#end = range.from;
  }

  add({ from, to, costs }: CostBucket, known: ReadonlyMap<string, string>): void {
    if (from < this.#end || from >= this.#range.to) return;
    this.#end = to;
    for (const { divisionId, money } of costs) {
      count(this.#month, null, money);
      if (from >= this.#today) count(this.#day, null, money);
      if (divisionId !== null && known.has(divisionId)) count(this.#month, divisionId, money);
    }
  }

  /** No sum is below zero, whatever was given back. */
  told(asked: SpendContext): Spend[] {
    // The day and month that were asked for, though they may be over by now.
    const context = { ...asked, now: this.#range.to - 1 };
    const none = new Map([['USD', 0]]);
    const spends = (period: 'day' | 'month', id: string | null, amounts: ReadonlyMap<string, number>) =>
      [...amounts]
        .slice(0, mostCurrencies)
        .map(([currency, amount]) => spendOf(context, period, id, { amount: Math.max(0, amount), currency }, null));
    return [
      ...spends('month', null, this.#month.get(null) ?? none),
      ...spends('day', null, this.#day.get(null) ?? none),
      ...[...this.#month].flatMap(([id, amounts]) => (id === null ? [] : spends('month', id, amounts))),
    ];
  }
}

/**
 * The caps that count: of several on the same the lowest. What was spent in the period stands beside the cap of the
 * organization.
 */
export function capsTold(caps: readonly SpendCap[], context: SpendContext): Spend[] {
  const told = new Map<string, { readonly cap: SpendCap; limit: Money | null; spent: Money | null }>();
  for (const cap of caps) {
    const money = cap.limit ?? cap.spent;
    if (!money || (cap.divisionId !== null && !context.divisions.has(cap.divisionId))) continue;
    const name = JSON.stringify([cap.divisionId, cap.period, money.currency]);
    const one = told.get(name) ?? { cap, limit: null, spent: null };
    if (cap.limit && !(one.limit && one.limit.amount <= cap.limit.amount)) one.limit = cap.limit;
    if (cap.spent) one.spent = { ...cap.spent, amount: (one.spent?.amount ?? 0) + cap.spent.amount };
    told.set(name, one);
  }
  return [...told.values()].map(({ cap, limit, spent }) => spendOf(context, cap.period, cap.divisionId, spent, limit));
}

function spendOf(
  { divisionScope, divisions, now, local }: SpendContext,
  period: MoneyPeriod,
  divisionId: string | null,
  spent: Money | null,
  limit: Money | null,
): Spend {
  const isKnown = period === 'day' || period === 'month';
  return {
    kind: 'spend',
    scope: divisionId === null ? 'organization' : divisionScope,
    name: divisionId === null ? null : (divisions.get(divisionId) ?? null),
    period,
    from: isKnown ? local(startOf(period, now)) : null,
    until: isKnown ? local(endOf(period, now)) : null,
    spent,
    limit,
    isEnforced: limit !== null,
  };
}

function count(amounts: Amounts, id: string | null, { amount, currency }: Money): void {
  const ofId = amounts.get(id) ?? new Map<string, number>();
  ofId.set(currency, (ofId.get(currency) ?? 0) + amount);
  amounts.set(id, ofId);
}
