import type { KeySnapshot, Snapshot } from '../model/snapshot.ts';
import { isSameModel } from './effectiveLimits.ts';
import { isSameKey } from './namedKeys.ts';
import { type Share, sharesByKey } from './shares.ts';

/** Usage that was counted up to a time longer ago says nothing of what goes on; milliseconds. */
const fresh = 20 * 60_000;

/** Who used a model in the last hour. */
export interface ModelUsers {
  readonly shares: readonly Share[];
  /** Epoch milliseconds up to which the provider has counted. */
  readonly to: number;
}

/** Who shares a key's limit of a model, if its organization has told of it lately; `null` where nobody knows. */
export function usersOf(
  key: KeySnapshot,
  model: string,
  { keys, organizations, at }: Pick<Snapshot, 'keys' | 'organizations' | 'at'>,
): ModelUsers | null {
  for (const { provider, usage } of organizations) {
    const isOf = usage.some(({ uses }) => uses.some((use) => use.key !== null && isSameKey(use.key, key)));
    const hour = usage.find(({ span }) => span === 'hour');
    if (provider !== key.provider || !isOf || !hour || at - hour.to > fresh) continue;
    const uses = hour.uses.filter((use) => use.model !== null && isSameModel(use.model, model));
    const shares = sharesByKey(uses, keys, provider);
    if (shares.length > 0) return { shares, to: hour.to };
  }
  return null;
}
