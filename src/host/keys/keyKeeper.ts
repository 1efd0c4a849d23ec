import type { SecretStorage } from 'vscode';
import type { Access } from '../../providers/provider.ts';
import { byPlace, type KeyList, type SessionKey } from './keyList.ts';
import { fingerprintOf, type KeyRecord, type NewKey, parseRecords } from './keyRecord.ts';
import { KeyVault } from './keyVault.ts';

/** The outcome of removing a key. */
export interface Removal {
  /** Puts the key back in its place, as `put` does; `null` if its value could not be read. */
  readonly restore: (() => Promise<KeyRecord>) | null;
  /** Whether the secret storage no longer holds a copy of the value. */
  readonly erased: boolean;
}

/** `replaced` names the key whose value is new; `here`: the user has changed it in this window. */
export interface KeyRingChange {
  readonly replaced: string | null;
  readonly here: boolean;
}

export interface KeyKeeperParts {
  readonly list: KeyList;
  readonly secrets: SecretStorage;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The time that the secret storage may take, in milliseconds. */
  readonly patience: number;
  /** Keys were added, removed or changed. */
  changed(change: KeyRingChange): void;
}

/** Reads and changes the keys, in the storage and in the list; loaded when the first value is needed. */
export class KeyKeeper {
  readonly #parts: KeyKeeperParts;
  readonly #list: KeyList;
  readonly #vault: KeyVault;
  #opened: Promise<void> | null = null;
  /** Keys that this window has removed: a storage that hangs may take their values only now. */
  readonly #removed = new Set<string>();
  /** One change after the other: none may build on what another is about to replace. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: KeyKeeperParts) {
    this.#parts = parts;
    this.#list = parts.list;
    this.#vault = new KeyVault(parts.secrets, parts.patience);
  }

  async access(keyId: string): Promise<Access | 'changed' | null> {
    const inSession = this.#list.session.get(keyId)?.access;
    if (inSession) return inSession;
    await this.#open();
    const entry = this.#list.find(keyId) ? await this.#vault.get(keyId) : null;
    return entry && this.#vault.accessOf(entry, this.#parts.environment);
  }

  refresh(): Promise<void> {
    const read = this.#inTurn(() => this.#read()).catch(() => {});
    this.#opened ??= read;
    return read;
  }

  async put(key: NewKey, apiKey: string): Promise<KeyRecord> {
    if (key.storage !== 'demo') await this.#open();
    return this.#inTurn(async () => {
      const last = Math.max(-1, ...this.#list.records().map(({ place }) => place));
      const place = this.#list.find(key.id)?.place ?? key.place ?? last + 1;
      const digest = key.storage === 'demo' ? null : await this.#vault.digestOf(apiKey);
      const record = { ...key, fingerprint: fingerprintOf(apiKey), digest, place };
      return this.#keep(record, { apiKey, baseUrl: key.baseUrl });
    });
  }

  async edit(keyId: string, change: Partial<Pick<KeyRecord, 'label' | 'models'>>): Promise<void> {
    await this.#open();
    return this.#inTurn(async () => {
      const record = this.#list.find(keyId);
      if (!record) return;
      const edited = { ...record, ...change };
      const inSession = this.#list.session.get(keyId);
      if (inSession) this.#list.session.set(keyId, { ...inSession, record: edited });
      else {
        const entry = await this.#vault.get(keyId);
        if (entry && !(await this.#vault.store({ ...entry, record: edited })))
          throw new Error('The secret storage did not take the change');
        this.#list.index = this.#indexWith(edited);
      }
      await this.#announce();
    });
  }

  async remove(keyId: string): Promise<Removal | null> {
    if (!this.#list.session.has(keyId)) await this.#open();
    return this.#inTurn(async () => {
      const record = this.#list.find(keyId);
      if (!record) return null;
      const isStored = this.#list.index.records.some(({ id }) => id === keyId);
      const reading = this.#list.session.get(keyId) ?? (isStored ? this.#vault.get(keyId).catch(() => null) : null);
      this.#list.session.delete(keyId);
      this.#removed.add(keyId);
      const { records, removed } = this.#list.index;
      const others = records.filter(({ id }) => id !== keyId);
      // Should the value outlive this, because the storage fails or the window is killed, the next window knows.
      this.#list.index = { records: others, removed: isStored ? [...removed, keyId] : removed };
      await this.#announce();
      const entry = await reading;
      const erased = !isStored || (await this.#vault.erase(keyId));
      if (erased) this.#list.index = { records: others, removed };
      await this.#list.save();
      const restore = entry && (() => this.#inTurn(() => this.#restore(record, entry.access)));
      return { restore, erased };
    });
  }

  /** The key belongs to the address stored with its value, whatever was shown. */
  #restore(record: KeyRecord, access: Access | null): Promise<KeyRecord> {
    const storage = record.storage === 'session' ? 'secret' : record.storage;
    return this.#keep({ ...record, storage, baseUrl: access?.baseUrl ?? record.baseUrl }, access);
  }

  async #keep(record: KeyRecord, access: Access | null): Promise<KeyRecord> {
    const isReplaced = this.#list.find(record.id) !== undefined;
    this.#removed.delete(record.id);
    const entry = { record, access: record.storage === 'environment' ? null : access };
    const isForStorage = record.storage === 'secret' || record.storage === 'environment';
    const isStored = isForStorage && (await this.#vault.store(entry, () => this.#settle(entry.record, access)));
    const kept: KeyRecord = isForStorage && !isStored ? { ...record, storage: 'session' } : record;
    if (isStored) this.#moveIn(kept);
    else this.#list.session.set(kept.id, { record: kept, access });
    await this.#announce(isReplaced ? kept.id : null);
    return kept;
  }

  /** Handles a late success: the user has unlocked the storage, and may have removed or replaced the key meanwhile. */
  #settle(record: KeyRecord, access: SessionKey['access']): void {
    void this.#inTurn(async () => {
      if (!this.#list.find(record.id)) await this.#vault.erase(record.id);
      else if (this.#list.session.get(record.id)?.access === access) {
        this.#moveIn(record);
        await this.#announce();
      }
    });
  }

  /** The storage now holds what this window held. */
  #moveIn(record: KeyRecord): void {
    this.#list.session.delete(record.id);
    this.#list.index = this.#indexWith(record);
  }

  #indexWith(record: KeyRecord) {
    const { records, removed } = this.#list.index;
    const others = records.filter(({ id }) => id !== record.id);
    return { records: [...others, record].sort(byPlace), removed: removed.filter((id) => id !== record.id) };
  }

  async #read(): Promise<void> {
    const known = this.#list.index.records;
    const { records, removed } = this.#list.stored();
    const index = { records, removed: [...new Set([...removed, ...this.#removed])] };
    this.#list.index = await this.#vault.read(index, this.#parts.environment);
    await this.#list.save();
    const found = this.#list.index.records;
    // Written in one order of fields, whoever made them.
    if (JSON.stringify(parseRecords(known)) === JSON.stringify(parseRecords(found))) return;
    const replaced = found.filter(({ id, digest, baseUrl }) => {
      const before = known.find((one) => one.id === id && one.digest !== null);
      return before && (before.digest !== digest || before.baseUrl !== baseUrl);
    });
    for (const id of replaced.length === 0 ? [null] : replaced.map((one) => one.id))
      this.#parts.changed({ replaced: id, here: false });
  }

  async #announce(replaced: string | null = null): Promise<void> {
    await this.#list.save();
    this.#parts.changed({ replaced, here: true });
  }

  /** The list as stored, once it has been read. */
  #open(): Promise<void> {
    return this.#opened ?? this.refresh();
  }

  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(change);
    this.#turn = done.catch(() => {});
    return done;
  }
}
