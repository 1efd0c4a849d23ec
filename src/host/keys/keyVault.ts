import { createHmac, randomBytes } from 'node:crypto';
import type { SecretStorage } from 'vscode';
import type { Access } from '../../providers/provider.ts';
import { environmentValue, isStillAllowed } from './environmentKey.ts';
import { byPlace, type KeyIndex } from './keyList.ts';
import {
  addressIn,
  fingerprintOf,
  isOfThisMachine,
  isText,
  type KeyRecord,
  parseRecord,
  storedEntry,
} from './keyRecord.ts';

/** What the secret storage holds of one key. */
export interface KeyEntry {
  /** `null` if it was stored by version 0.1, which kept records elsewhere. */
  readonly record: KeyRecord | null;
  /** The value and the place it was given for; `null` for a key of the environment. */
  readonly access: Access | null;
}

const entryName = (keyId: string) => `keygauge.key.${keyId}`;
/** Is the digest of no value, so that the user is asked. */
const noDigest = '-';
const digestKeyName = 'keygauge.digestKey';

/**
 * The secret storage, with one entry for each key: whatever two windows write at once, neither takes a key from the
 * other, and a key is there with all that belongs to it or not at all.
 */
export class KeyVault {
  readonly #secrets: SecretStorage;
  readonly #patience: number;
  readonly #ownKey = randomBytes(32).toString('hex');
  #digestKey: Promise<string> | null = null;
  /** Whether the storage held nothing of ours before this session, until that has been taken into account. */
  #isNew = false;

  /** `patience` is the time that the storage may take, in milliseconds. */
  constructor(secrets: SecretStorage, patience: number) {
    this.#secrets = secrets;
    this.#patience = patience;
  }

  /** A key's entry; `null` if there is none or it is damaged. Rejects if the storage fails. */
  async get(keyId: string): Promise<KeyEntry | null> {
    return parseEntry(keyId, await this.#within(this.#secrets.get(entryName(keyId))));
  }

  /**
   * Stores an entry and reads it back; `false` if either fails or takes too long. A storage that takes it after all,
   * because the user has unlocked it, calls `late`.
   */
  async store(entry: KeyEntry & { readonly record: KeyRecord }, late: () => void = () => {}): Promise<boolean> {
    const name = entryName(entry.record.id);
    const text = JSON.stringify({ ...entry.record, ...entry.access });
    const write = async () => {
      await this.#secrets.store(name, text);
      return (await this.#secrets.get(name)) === text;
    };
    const taken = write().catch(() => false);
    const inTime = await this.#within(taken).catch(() => null);
    if (inTime === null) void taken.then((took) => (took ? late() : undefined));
    return inTime === true;
  }

  /** `false` if the storage fails. */
  async erase(keyId: string): Promise<boolean> {
    return this.#within(this.#secrets.delete(entryName(keyId))).then(
      () => true,
      () => false,
    );
  }

  /** Names a value so that nobody can tell the value from it who cannot read the secret storage. */
  async digestOf(apiKey: string): Promise<string> {
    this.#digestKey ??= this.#readDigestKey();
    return createHmac('sha256', await this.#digestKey)
      .update(apiKey)
      .digest('hex')
      .slice(0, 32);
  }

  /**
   * The value of a key, and where it may go. `changed`: the environment holds another value, or names another address,
   * than the user has allowed. `null` if there is no value.
   */
  async accessOf(
    { record, access }: KeyEntry,
    environment: Readonly<Record<string, string | undefined>>,
  ): Promise<Access | 'changed' | null> {
    if (record?.storage !== 'environment') return access;
    const { variable = '', baseUrl, digest } = record;
    const apiKey = environment[variable]?.trim();
    if (!apiKey) return null;
    const isAllowed = digest === (await this.digestOf(apiKey)) && isStillAllowed(record, environment);
    return isAllowed ? { apiKey, baseUrl } : 'changed';
  }

  /**
   * Reads all keys, and tidies up: moves what version 0.1 stored into entries, tries again to erase what was removed,
   * and leaves out what another window has removed. Rejects if the storage fails.
   */
  async read(index: KeyIndex, environment: Readonly<Record<string, string | undefined>>): Promise<KeyIndex> {
    this.#digestKey ??= this.#readDigestKey();
    const [names] = await Promise.all([this.#within(this.#secrets.keys()), this.#digestKey]);
    const isNew = this.#isNew;
    const ids = names.filter((name) => name.startsWith(entryName(''))).map((name) => name.slice(entryName('').length));
    const removed = index.removed.filter((id) => ids.includes(id));
    const present = ids.filter((id) => !removed.includes(id));
    const records = await Promise.all([
      ...present.map((id) => this.#readEntry(id, index)),
      ...index.records
        .filter(({ id }) => !ids.includes(id))
        .map((record) => this.#readRest(record, isNew, environment)),
    ]);
    this.#isNew = false;
    const erased = await Promise.all(removed.map((id) => this.erase(id)));
    const sorted = records.filter((one) => one !== null).sort(byPlace);
    return { records: sorted, removed: removed.filter((_, at) => !erased[at]) };
  }

  /** The record of a key that has an entry; `null` if it is left from a key that nobody knows of. */
  async #readEntry(id: string, index: KeyIndex): Promise<KeyRecord | null> {
    const entry = await this.get(id);
    if (entry?.record) return entry.record;
    const known = index.records.find((record) => record.id === id);
    if (known && entry?.access) return this.#moveIn(known, entry.access);
    // Version 0.1 stored a value before, and erased it after its record: it was killed in between.
    if (!known && entry) await this.erase(id);
    return known ?? null;
  }

  async #moveIn(known: KeyRecord, access: Access): Promise<KeyRecord> {
    const { apiKey, baseUrl } = access;
    const digest = await this.digestOf(apiKey);
    const record = { ...known, storage: 'secret', baseUrl, fingerprint: fingerprintOf(apiKey), digest } as const;
    await this.store({ record, access });
    return record;
  }

  /** The record of a key without an entry; `null` if it had one, and another window has removed it. */
  async #readRest(
    known: KeyRecord,
    isStorageNew: boolean,
    environment: Readonly<Record<string, string | undefined>>,
  ): Promise<KeyRecord | null> {
    // The user has cleared the storage, so that what stood there is missed, not removed.
    const record = isStorageNew ? { ...known, digest: null } : known;
    if (record.digest !== null) return null;
    if (record.storage !== 'environment') return record;
    // Version 0.1 did not remember which value was allowed: where value and address belong together, they still do.
    const value = environmentValue(record, environment);
    const allowed = { ...record, digest: value === null ? noDigest : await this.digestOf(value) };
    return (await this.store({ record: allowed, access: null })) ? allowed : record;
  }

  /** A storage that fails gets digests that hold in this session, and is asked again by whoever needs the next one. */
  async #readDigestKey(): Promise<string> {
    try {
      const stored = await this.#within(this.#secrets.get(digestKeyName));
      if (isText(stored)) return stored;
      this.#isNew = true;
      await this.#within(this.#secrets.store(digestKeyName, this.#ownKey));
      // Of two windows that begin at once the last one has its way.
      return (await this.#within(this.#secrets.get(digestKeyName))) ?? this.#ownKey;
    } catch {
      this.#digestKey = null;
      return this.#ownKey;
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
}

/** Reads a stored entry; `null` if it is missing or damaged. */
export function parseEntry(keyId: string, stored: string | undefined): KeyEntry | null {
  const found = storedEntry(stored);
  if (found === null) return null;
  const { apiKey, ...place } = found;
  const baseUrl = addressIn(place.baseUrl);
  // An endpoint of one's own machine may need no key.
  const isKey = isText(apiKey) || (apiKey === '' && baseUrl !== null && isOfThisMachine(baseUrl));
  const access = isKey && baseUrl !== null ? { apiKey, baseUrl } : null;
  const record = parseRecord({ ...found, id: keyId });
  if (record?.storage === 'environment') return access === null ? { record, access } : null;
  return access && { record, access };
}
