import type { WatchedKey } from '../engine/source.ts';
import type { HeldKey } from './told.ts';
import { type Shared, type Stored, unite } from './union.ts';

/** A window with the keys that it has. */
export interface KeyHolder {
  readonly store: string;
  readonly keys: readonly HeldKey[];
}

/** A key of the union, as the engine watches it. */
export interface SharedKey<Window> extends Shared<Window, HeldKey> {
  readonly watched: WatchedKey;
}

/** Whether another value, or another place, has taken the place of a key's. */
export function isReplaced(old: SharedKey<unknown>, key: SharedKey<unknown>): boolean {
  if (old.watched.origin !== key.watched.origin) return true;
  return old.digest !== null && key.digest !== null && old.digest !== key.digest;
}

/** The keys of all windows (`unite`), each with all models that any of them watches. */
export function uniteKeys<Window extends KeyHolder>(
  windows: readonly Window[],
  stored: Stored<HeldKey>,
  before: readonly Pick<SharedKey<Window>, 'id' | 'identity'>[],
): SharedKey<Window>[] {
  return unite(windows, ({ keys }) => keys, stored, before).map((shared) => {
    const { id, first, holdings } = shared;
    const models = [...new Set(holdings.flatMap(({ key }) => key.models))];
    const { digest: _, ...watched } = first;
    return { ...shared, watched: { ...watched, id, models } };
  });
}
