import type { Memento, SecretStorage } from 'vscode';
import { type Disposable, Emitter } from '../../base/disposable.ts';
import type { WatchedKey } from '../../engine/source.ts';
import type { Access } from '../../providers/provider.ts';
import { fingerprintOf, type KeyRecord, parseRecords, parseSecret } from './keyRecord.ts';

const recordsKey = 'keygauge.keys';
const secretName = (keyId: string) => `keygauge.key.${keyId}`;

/** Milliseconds before giving up on a storage that may be waiting for a dialog nobody sees. */
const storagePatience = 5_000;

/** The outcome of removing a key. */
export interface Removal {
  /** Puts the key back in its place; `null` if its value could not be read. */
  readonly restore: (() => Promise<void>) | null;
  /** Whether the secret storage no longer holds a copy of the value. */
  readonly erased: boolean;
}

/**
 * The user's keys. The editor's secret storage holds each value together with the base URL it was given for; the global
 * state holds everything else. A key of the environment is read from there each time and never stored. A demo key, or
 * one that the storage would not take, lives only in this session's memory.
 */
export class KeyRing {
  readonly #state: Memento;
  readonly #secrets: SecretStorage;
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #patience: number;
  readonly #session = new Map<string, Access>();
  #sessionRecords: KeyRecord[] = [];
  readonly #seen = new Set<string>();
  /** Secrets that this window is writing: their change events are its own echo. */
  readonly #writing = new Set<string>();
  readonly #changed = new Emitter<{ readonly replaced: string | null }>();
  readonly #subscription: Disposable;

  /** Keys were added, removed or changed; `replaced` names the key whose value is new. */
  readonly onDidChange = this.#changed.event;

  /** `patience` is the time that the secret storage may take, in milliseconds. */
  constructor(
    state: Memento,
    secrets: SecretStorage,
    environment: Readonly<Record<string, string | undefined>>,
    patience = storagePatience,
  ) {
    this.#state = state;
    this.#secrets = secrets;
    this.#environment = environment;
    this.#patience = patience;
    // Another window has changed a key; its records have reached this window by now.
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (this.#writing.delete(key)) return;
      const record = this.records().find(({ id }) => secretName(id) === key);
      if (key.startsWith(secretName(''))) this.#changed.fire({ replaced: record?.id ?? null });
    });
  }

  records(): KeyRecord[] {
    return [...parseRecords(this.#state.get(recordsKey)), ...this.#sessionRecords];
  }

  /** The keys as the engine watches them. */
  watched(): WatchedKey[] {
    return this.records().map(({ id, label, provider, baseUrl, fingerprint, storage, models }) => {
      return { id, label, provider, origin: new URL(baseUrl).origin, fingerprint, storage, models };
    });
  }

  /** A key's value and the place it was given for; `null` if there is none. Rejects if the storage fails. */
  async access(keyId: string): Promise<Access | null> {
    const record = this.records().find(({ id }) => id === keyId);
    if (!record) return null;
    if (record.storage === 'environment') {
      const apiKey = this.#environment[record.variable ?? '']?.trim();
      return apiKey ? this.#remember({ apiKey, baseUrl: record.baseUrl }) : null;
    }
    const inSession = this.#session.get(keyId);
    if (inSession) return inSession;
    const access = parseSecret(await this.#within(this.#secrets.get(secretName(keyId))));
    return access && this.#remember(access);
  }

  /** Every value handed out in this session, for the redactor to remove. */
  values(): Iterable<string> {
    return this.#seen;
  }

  /**
   * Adds a key, or gives an existing one a new value. Resolves with the place that holds it: `session` if the secret
   * storage refused it or did not answer, in which case the key works until the window closes and no copy lies
   * elsewhere. A new key goes last, or to `place`.
   */
  async put(record: KeyRecord, apiKey: string, place = this.records().length): Promise<KeyRecord> {
    const access = this.#remember({ apiKey, baseUrl: record.baseUrl });
    let kept: KeyRecord = { ...record, fingerprint: fingerprintOf(apiKey) };
    if (kept.storage === 'secret' && !(await this.#store(kept.id, access))) kept = { ...kept, storage: 'session' };
    if (kept.storage === 'secret') this.#session.delete(kept.id);
    else if (kept.storage !== 'environment') this.#session.set(kept.id, access);
    const records = this.records();
    const known = records.findIndex(({ id }) => id === kept.id);
    await this.#save(known < 0 ? records.toSpliced(place, 0, kept) : records.with(known, kept));
    this.#changed.fire({ replaced: known < 0 ? null : kept.id });
    return kept;
  }

  /** Changes a key's label or models. Its value and base URL can only change together. */
  async edit(keyId: string, change: Partial<Pick<KeyRecord, 'label' | 'models'>>): Promise<void> {
    await this.#save(this.records().map((record) => (record.id === keyId ? { ...record, ...change } : record)));
    this.#changed.fire({ replaced: null });
  }

  /** Removes a key and its value; `null` if there is no such key. A failing secret storage never makes it reject. */
  async remove(keyId: string): Promise<Removal | null> {
    const place = this.records().findIndex(({ id }) => id === keyId);
    const record = this.records()[place];
    if (!record) return null;
    const reading = this.access(keyId).catch(() => null);
    this.#session.delete(keyId);
    await this.#save(this.records().filter(({ id }) => id !== keyId));
    this.#changed.fire({ replaced: null });
    const access = await reading;
    const erased = record.storage !== 'secret' || (await this.#erase(keyId));
    const { apiKey, baseUrl } = access ?? {};
    // The key belongs to the address stored with its value, whatever the record says.
    const restore = apiKey && baseUrl ? async () => void (await this.put({ ...record, baseUrl }, apiKey, place)) : null;
    return { restore, erased };
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  /** Stores the value and reads it back; `false` if either fails or takes too long. */
  async #store(keyId: string, access: Access): Promise<boolean> {
    const name = secretName(keyId);
    this.#writing.add(name);
    const taken = this.#write(name, access).catch(() => false);
    const inTime = await this.#within(taken).catch(() => null);
    if (inTime === false) this.#writing.delete(name);
    if (inTime === null) void taken.then((took) => (took ? this.#settle(keyId, access) : undefined));
    return inTime === true;
  }

  async #write(name: string, access: Access): Promise<boolean> {
    await this.#secrets.store(name, JSON.stringify(access));
    const kept = parseSecret(await this.#secrets.get(name));
    return kept?.apiKey === access.apiKey && kept.baseUrl === access.baseUrl;
  }

  /** Handles a late success: the user has unlocked the storage, and may have removed or replaced the key meanwhile. */
  async #settle(keyId: string, access: Access): Promise<void> {
    const record = this.records().find(({ id }) => id === keyId);
    if (!record) await this.#erase(keyId);
    else if (this.#session.get(keyId) === access) {
      this.#session.delete(keyId);
      await this.#save(this.records().map((one) => (one.id === keyId ? { ...one, storage: 'secret' } : one)));
      this.#changed.fire({ replaced: null });
    }
  }

  async #erase(keyId: string): Promise<boolean> {
    const name = secretName(keyId);
    this.#writing.add(name);
    try {
      await this.#within(this.#secrets.delete(name));
      return true;
    } catch {
      this.#writing.delete(name);
      return false;
    }
  }

  /** Passes on the storage's answer; rejects if it takes too long. */
  async #within<T>(answer: Thenable<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('The secret storage does not answer')), this.#patience);
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #save(records: readonly KeyRecord[]): Promise<void> {
    const inSession = ({ storage }: KeyRecord) => storage === 'session' || storage === 'demo';
    this.#sessionRecords = records.filter(inSession);
    await this.#state.update(
      recordsKey,
      records.filter((record) => !inSession(record)),
    );
  }

  #remember(access: Access): Access {
    this.#seen.add(access.apiKey);
    return access;
  }
}
