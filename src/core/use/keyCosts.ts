import type { Money, Spend } from '../model/money.ts';
import type { UsageTold, Use } from '../model/observation.ts';
import type { KeyIdentity } from '../model/snapshot.ts';
import { costOf } from '../prices.ts';
import { add } from './fewerUses.ts';
import { isSameKey } from './namedKeys.ts';

/** What the whole organization spent in the period that began at about `from`, as it was told; `null` where it was not. */
export type CostsOf = (period: 'day' | 'month', from: number) => Money | null;

/**
 * What one of the user's keys cost, as its organization tells: dollars by key where usage has them, else the key's part of
 * the organization's costs, by tokens at list prices. Nothing where a price is not known.
 */
export function keyCosts(usage: readonly UsageTold[], key: Pick<KeyIdentity, 'fingerprint'>, costs: CostsOf): Spend[] {
  return usage.flatMap(({ span, from, uses }): Spend[] => {
    if (span === 'hour') return [];
    const own = ownUses(uses, key);
    if (own.length === 0) return [];
    const dollars = own.map((use) => use.dollars).reduce(add);
    const spent = dollars === null ? partOf(costs(span, from), own, uses) : { amount: dollars, currency: 'USD' };
    if (spent === null) return [];
    const about = { kind: 'spend', scope: 'key', name: null, limit: null, isEnforced: false } as const;
    return [{ ...about, period: span, from, until: null, spent }];
  });
}

/** Whether what a key costs is worked out of its organization's costs, since the provider does not tell it. */
export function isEstimated(uses: readonly Use[], key: Pick<KeyIdentity, 'fingerprint'>): boolean {
  return ownUses(uses, key).some(({ dollars }) => dollars === null);
}

function ownUses(uses: readonly Use[], key: Pick<KeyIdentity, 'fingerprint'>): Use[] {
  return uses.filter((use) => use.key !== null && isSameKey(use.key, key));
}

function partOf(costs: Money | null, own: readonly Use[], all: readonly Use[]): Money | null {
  const [part, whole] = [listPrice(own), listPrice(all)];
  if (costs === null || part === null || !whole) return null;
  return { ...costs, amount: (costs.amount * part) / whole };
}

function listPrice(uses: readonly Use[]): number | null {
  return uses.map(({ model, tokens }) => (model === null ? null : costOf(model, tokens))).reduce(add, 0);
}
