import { fieldsOf, itemsOf } from '../../base/jsonFields.ts';
import type { Money, MoneyScope, Spend } from '../../core/model/money.ts';

/** What a team has spent in its billing cycle, added up over pages of members; US dollars. */
export interface TeamSpend {
  /** Of what the plan includes; `null` where no member's is told. */
  readonly plan: number | null;
  readonly onDemand: number | null;
  /** Requests that the plan counts as fast ones; `null` where no member's are told. */
  readonly fastRequests: number | null;
  /** What all members may spend beyond the plan; `null` as soon as one has no limit, or it is not told. */
  readonly limit: number | null;
  /** Epoch milliseconds at which the cycle began; `null` where that is not told. */
  readonly since: number | null;
}

/** Of no member yet. */
export const noSpend: TeamSpend = { plan: null, onDemand: null, fastRequests: null, limit: 0, since: null };

/** Most members that a page is asked for, and that are read of one. */
export const membersAPage = 200;

/** Adds a page of `/teams/spend` to the pages before it; `null` if it is none. */
export function withSpendPage(before: TeamSpend, page: unknown): TeamSpend | null {
  const { teamMemberSpend, subscriptionCycleStart } = fieldsOf(page);
  if (!Array.isArray(teamMemberSpend)) return null;
  const since = amountOf(subscriptionCycleStart) ?? before.since;
  return itemsOf(teamMemberSpend, membersAPage)
    .map(fieldsOf)
    .reduce(withMember, { ...before, since });
}

/** Pages of members that there are, as one of them tells. */
export function pagesIn(page: unknown): number {
  return amountOf(fieldsOf(page).totalPages) ?? 1;
}

/** The same as money of the billing cycle; an empty list where nothing was told. */
export function spendsOf({ plan, onDemand, fastRequests, limit, since }: TeamSpend): Spend[] {
  const of = (scope: MoneyScope, spent: number | null, most: number | null, more = {}): Spend[] =>
    spent === null
      ? []
      : [
          {
            ...{ kind: 'spend', scope, name: null, period: 'cycle', from: since, until: null },
            spent: dollarsOf(spent),
            limit: most === null ? null : dollarsOf(most),
            isEnforced: most !== null,
            ...more,
          },
        ];
  // The plan's own allowance is told nowhere.
  const counted = fastRequests === null ? {} : { fastRequests };
  return [...of('plan', plan, null, counted), ...of('on-demand', onDemand, limit)];
}

/**
 * `spendCents` is spent beyond the plan, `overallSpendCents` in all. Of the limits only the effective one says what is in
 * force: an override of 0 means that there is none.
 */
function withMember(team: TeamSpend, member: Readonly<Record<string, unknown>>): TeamSpend {
  const { spendCents, includedSpendCents, overallSpendCents, effectivePerUserLimitDollars, fastPremiumRequests } =
    member;
  const onDemand = amountOf(spendCents);
  const overall = amountOf(overallSpendCents);
  const rest = overall === null || onDemand === null ? null : Math.max(0, overall - onDemand);
  const plan = amountOf(includedSpendCents) ?? rest;
  const limit = amountOf(effectivePerUserLimitDollars);
  return {
    ...team,
    plan: sum(team.plan, plan === null ? null : plan / 100),
    onDemand: sum(team.onDemand, onDemand === null ? null : onDemand / 100),
    fastRequests: sum(team.fastRequests, amountOf(fastPremiumRequests)),
    limit: team.limit === null || limit === null ? null : team.limit + limit,
  };
}

function sum(one: number | null, other: number | null): number | null {
  return one === null ? other : one + (other ?? 0);
}

function dollarsOf(amount: number): Money {
  return { amount, currency: 'USD' };
}

/** A number that can be an amount; `null` for anything else. */
export function amountOf(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= 1e15 ? value : null;
}
