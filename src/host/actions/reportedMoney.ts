import type { AccountMoney, KeySnapshot, OrganizationSnapshot } from '../../core/model/snapshot.ts';
import { isSameKey } from '../../core/use/namedKeys.ts';
import { reportedOrigin } from './reportedOrigin.ts';

/** Currencies that tell nothing of whoever is billed in them. */
const currencies = ['USD', 'EUR', 'GBP', 'CNY', 'JPY', 'INR', 'KRW'];

/** An account's money without names: those of projects and workspaces are somebody's own. */
export function reportedMoney({ gauges, missing }: AccountMoney) {
  return {
    gauges: gauges.map(({ kind, scope, period, currency, spent, whole, left, isEnforced, state, usedUpAt, age }) => ({
      kind,
      scope,
      period,
      currency: currencies.includes(currency) ? currency : 'another',
      spent,
      whole,
      left,
      isEnforced,
      state,
      isForecast: usedUpAt !== null,
      age,
    })),
    missing: missing.map(({ part, failure, retryIn }) => ({
      part,
      cause: failure.cause,
      status: failure.status,
      retryIn,
    })),
  };
}

/** How much is known of an organization, in numbers. */
export function reportedOrganization(
  one: OrganizationSnapshot,
  { at, keys }: { at: number; keys: readonly KeySnapshot[] },
) {
  return {
    provider: one.provider,
    origin: reportedOrigin(one.origin),
    money: reportedMoney(one),
    limits: one.limits.length,
    usage: one.usage.map(({ span, to, uses }) => ({
      span,
      age: (at - to) / 1000,
      rows: uses.length,
      ownRows: uses.filter((use) => use.key !== null && keys.some((key) => use.key && isSameKey(use.key, key))).length,
    })),
  };
}
