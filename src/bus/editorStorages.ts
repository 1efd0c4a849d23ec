import type { HeldKey, HeldOrganization, Told } from './told.ts';
import { isStored } from './union.ts';

/** What an editor's storage holds, where all its windows find it. */
interface Stored {
  readonly keys: readonly HeldKey[];
  readonly organizations: readonly HeldOrganization[];
}

/** What windows have told last of the storages of their editors. */
export class EditorStorages {
  readonly #stored = new Map<string, Stored>();

  /** Returns whether that is another than was told before, so that the editor's other windows are to read it again. */
  tell({ store, keys, organizations }: Told): boolean {
    const before = this.#stored.get(store);
    const stored = {
      keys: keys.filter(isStored).map((key) => withDigest(key, before?.keys)),
      organizations: organizations.filter(isStored),
    };
    this.#stored.set(store, stored);
    return before !== undefined && JSON.stringify(before) !== JSON.stringify(stored);
  }

  /** By store. */
  of<Kind extends keyof Stored>(kind: Kind): ReadonlyMap<string, Stored[Kind]> {
    return new Map([...this.#stored].map(([store, stored]) => [store, stored[kind]]));
  }

  /** The last window of an editor is gone. */
  forget(store: string): void {
    this.#stored.delete(store);
  }
}

/** A value that this window could not read, such as one of an environment that others have, is the one known already. */
function withDigest(key: HeldKey, before: readonly HeldKey[] = []): HeldKey {
  const known = before.find(({ id, fingerprint }) => id === key.id && fingerprint === key.fingerprint);
  return { ...key, digest: key.digest ?? known?.digest ?? null };
}
