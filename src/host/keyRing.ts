import type { Memento, SecretStorage } from 'vscode';
import { type Disposable, Listeners } from '../engine/disposable.ts';
import type { WatchedKey } from '../engine/keyWatch.ts';
import type { Access } from '../providers/provider.ts';
import { fingerprintOf, type KeyRecord, parseRecords, parseSecret } from './keyRecord.ts';

const recordsKey = 'keygauge.keys';
const secretName = (keyId: string) => `keygauge.key.${keyId}`;

/**
 * The user's keys. Values live in the editor's secret storage, together with the base URL they were given for; everything
 * else about a key lives in the global state. A key of the environment is read from there each time and never stored; a
 * demo key, or one that the storage would not take, lives in this session's memory alone.
 */
export class KeyRing {
  readonly #state: Memento;
  readonly #secrets: SecretStorage;
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #session = new Map<string, Access>();
  #sessionRecords: KeyRecord[] = [];
  readonly #seen = new Set<string>();
  /** Secrets this window is writing: their change events are its own echo. */
  readonly #writing = new Set<string>();
  readonly #changed = new Listeners<{ readonly replaced: string | null }>();
  readonly #subscription: Disposable;

  /** Keys were added, removed or changed; `replaced` names one whose value is new. */
  readonly onDidChange = this.#changed.event;

  constructor(state: Memento, secrets: SecretStorage, environment: Readonly<Record<string, string | undefined>>) {
    this.#state = state;
    this.#secrets = secrets;
    this.#environment = environment;
    // Another window has changed a key: its records have been pushed here by then.
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

  /** A key's value and the place it was given for; `null` when it is not there. Rejects when the storage fails. */
  async access(keyId: string): Promise<Access | null> {
    const record = this.records().find(({ id }) => id === keyId);
    if (!record) return null;
    if (record.storage === 'environment') {
      const apiKey = this.#environment[record.variable ?? '']?.trim();
      return apiKey ? this.#remember({ apiKey, baseUrl: record.baseUrl }) : null;
    }
    const inSession = this.#session.get(keyId);
    if (inSession) return inSession;
    const access = parseSecret(await this.#secrets.get(secretName(keyId)));
    return access && this.#remember(access);
  }

  /** Every value handed out in this session, for the redactor. */
  values(): Iterable<string> {
    return this.#seen;
  }

  /**
   * Adds a key, or gives an existing one a new value. Resolves with how it is kept: `session` when the secret storage
   * refused it, so that the key works until the window closes and no copy lies elsewhere. A new key comes last, or at `place`.
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

  /** Changes a key's label or models; its value and base URL cannot be changed apart from each other. */
  async edit(keyId: string, change: Partial<Pick<KeyRecord, 'label' | 'models'>>): Promise<void> {
    await this.#save(this.records().map((record) => (record.id === keyId ? { ...record, ...change } : record)));
    this.#changed.fire({ replaced: null });
  }

  /** Removes a key and its value; resolves with what brings it back. */
  async remove(keyId: string): Promise<(() => Promise<void>) | null> {
    const place = this.records().findIndex(({ id }) => id === keyId);
    const record = this.records()[place];
    if (!record) return null;
    const access = await this.access(keyId).catch(() => null);
    this.#session.delete(keyId);
    await this.#save(this.records().filter(({ id }) => id !== keyId));
    this.#changed.fire({ replaced: null });
    if (record.storage === 'secret') await this.#secrets.delete(secretName(keyId));
    return access && (async () => void (await this.put(record, access.apiKey, place)));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  /** Whether the storage took the value and gives it back. */
  async #store(keyId: string, access: Access): Promise<boolean> {
    try {
      this.#writing.add(secretName(keyId));
      await this.#secrets.store(secretName(keyId), JSON.stringify(access));
      return parseSecret(await this.#secrets.get(secretName(keyId)))?.apiKey === access.apiKey;
    } catch {
      return false;
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
