import type { NamedKey, Payer, Use } from '../model/observation.ts';
import type { ProviderId } from '../model/provider.ts';
import type { KeyIdentity } from '../model/snapshot.ts';
import { tokensOf } from './fewerUses.ts';
import { ownKey } from './namedKeys.ts';

/** Whose use a share is; `others`: of those that are not listed, and of those that the provider does not name. */
export type User =
  | { readonly kind: 'own'; readonly key: KeyIdentity }
  | { readonly kind: 'named'; readonly key: NamedKey }
  | { readonly kind: 'model'; readonly model: string }
  | { readonly kind: 'payer'; readonly payer: Payer }
  | { readonly kind: 'others' };

export interface Share {
  readonly user: User;
  /** Fraction of all use, from 0 to 1. */
  readonly share: number;
}

/** Shares listed; the rest is one. */
const most = 4;

/** Who used an organization's limits, the most first: the user's own keys by their own names. Empty where nobody did. */
export function sharesByKey(uses: readonly Use[], keys: readonly KeyIdentity[], provider: ProviderId): Share[] {
  return sharesOf(uses, ({ key: named }) => {
    if (named === null) return null;
    const key = ownKey(named, keys, provider);
    return key ? [`own:${key.id}`, { kind: 'own', key }] : [`named:${named.id}`, { kind: 'named', key: named }];
  });
}

export function sharesByModel(uses: readonly Use[]): Share[] {
  return sharesOf(uses, ({ model }) => (model === null ? null : [model, { kind: 'model', model }]));
}

/** What paid for the use of a team's members; empty where no row tells. */
export function sharesByPayer(uses: readonly Use[]): Share[] {
  if (uses.every(({ payer }) => payer === undefined)) return [];
  return sharesOf(uses, ({ payer }) => (payer === undefined ? null : [payer, { kind: 'payer', payer }]));
}

/** `nameOf` says whose a row is, with a name to add rows up by; `null` for nobody's. */
function sharesOf(uses: readonly Use[], nameOf: (use: Use) => readonly [string, User] | null): Share[] {
  const sizeOf = measureFor(uses);
  const users = new Map<string, { user: User; size: number }>();
  for (const use of uses) {
    const [name, user] = nameOf(use) ?? ['', { kind: 'others' } as const];
    users.set(name, { user, size: (users.get(name)?.size ?? 0) + sizeOf(use) });
  }
  const all = [...users.values()];
  const sum = all.reduce((total, { size }) => total + size, 0);
  if (sum <= 0) return [];
  const named = all.filter(({ user, size }) => user.kind !== 'others' && size > 0).sort((a, b) => b.size - a.size);
  // One more fits in the place of a rest that would be it alone.
  const listed = named.length === most + 1 && named.length === all.length ? named : named.slice(0, most);
  const shares = listed.map(({ user, size }) => ({ user, share: size / sum }));
  const rest = 1 - shares.reduce((total, { share }) => total + share, 0);
  return rest > 1e-9 ? [...shares, { user: { kind: 'others' }, share: rest }] : shares;
}

/** What shares are counted in: tokens, or requests where no tokens were counted. */
function measureFor(uses: readonly Use[]): (use: Use) => number {
  return uses.some((use) => tokensOf(use) > 0) ? tokensOf : (use) => use.requests ?? 0;
}
