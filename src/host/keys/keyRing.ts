import type { Memento, SecretStorage } from 'vscode';
import { type Disposable, Emitter } from '../../base/disposable.ts';
import type { WatchedKey } from '../../engine/source.ts';
import type { Access } from '../../providers/provider.ts';
import type { KeyKeeper, KeyRingChange, Removal } from './keyKeeper.ts';
import { KeyList } from './keyList.ts';
import type { KeyRecord, NewKey } from './keyRecord.ts';

/** Milliseconds before giving up on a storage that may be waiting for a dialog nobody sees. */
const storagePatience = 5_000;

/**
 * The user's keys. The editor's secret storage holds each with all that belongs to it; the global state repeats what is
 * shown, so that a window need not wait for the storage. A key of the environment is read from there each time and never
 * stored. A demo key, or one that the storage would not take, lives only in this session's memory.
 */
export class KeyRing {
  readonly #list: KeyList;
  readonly #keeper: () => Promise<KeyKeeper>;
  readonly #seen = new Set<string>();
  readonly #changed = new Emitter<KeyRingChange>();
  readonly #subscription: Disposable;

  /** Keys were added, removed or changed. */
  readonly onDidChange = this.#changed.event;

  /** `patience` is the time that the secret storage may take, in milliseconds. */
  constructor(
    state: Memento,
    secrets: SecretStorage,
    environment: Readonly<Record<string, string | undefined>>,
    patience = storagePatience,
  ) {
    this.#list = new KeyList(state);
    const changed = (change: KeyRingChange) => this.#changed.fire(change);
    let keeper: Promise<KeyKeeper> | null = null;
    this.#keeper = () => {
      keeper ??= import('./keyKeeper.ts').then(
        ({ KeyKeeper }) => new KeyKeeper({ list: this.#list, secrets, environment, patience, changed }),
      );
      return keeper;
    };
    // This window's own changes come back here as well, and then change nothing more.
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key.startsWith('keygauge.key.')) void this.refresh();
    });
  }

  records(): KeyRecord[] {
    return this.#list.records();
  }

  /** The keys as the engine watches them. */
  watched(): WatchedKey[] {
    return this.records().map(({ id, label, provider, baseUrl, fingerprint, storage, models }) => {
      return { id, label, provider, origin: new URL(baseUrl).origin, fingerprint, storage, models };
    });
  }

  /**
   * A key's value and the place it was given for; `null` if there is none. `changed`: the environment now holds
   * something else than the user has allowed. Rejects if the storage fails.
   */
  async access(keyId: string): Promise<Access | 'changed' | null> {
    const access = await (await this.#keeper()).access(keyId);
    if (access !== null && access !== 'changed') this.#seen.add(access.apiKey);
    return access;
  }

  /** Every value handed out in this session, for the redactor to remove. */
  values(): Iterable<string> {
    return this.#seen;
  }

  /** Reads again what is stored, since another window may have changed it. Never rejects. */
  async refresh(): Promise<void> {
    await this.#keeper().then(
      (keeper) => keeper.refresh(),
      () => {},
    );
  }

  /**
   * Adds a key, or gives an existing one a new value. Resolves with the place that holds it: `session` if the secret
   * storage refused it or did not answer, in which case the key works until the window closes and no copy lies
   * elsewhere. A new key goes last, unless it names its place.
   */
  async put(key: NewKey, apiKey: string): Promise<KeyRecord> {
    this.#seen.add(apiKey);
    return (await this.#keeper()).put(key, apiKey);
  }

  /** Changes a key's label or models. Its value and base URL can only change together. */
  async edit(keyId: string, change: Partial<Pick<KeyRecord, 'label' | 'models'>>): Promise<void> {
    await (await this.#keeper()).edit(keyId, change);
  }

  /** Removes a key and its value; `null` if there is no such key. A failing secret storage never makes it reject. */
  async remove(keyId: string): Promise<Removal | null> {
    return (await this.#keeper()).remove(keyId);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
