import { isLoopback } from '../../core/loopback.ts';
import { type ProviderId, providerIds, providers } from '../../core/model/provider.ts';
import type { KeyStorage } from '../../core/model/snapshot.ts';

/** Everything known about a key except its value. */
export interface KeyRecord {
  readonly id: string;
  readonly label: string;
  readonly provider: ProviderId;
  readonly storage: KeyStorage;
  /** The place the key belongs to; it is sent nowhere else. */
  readonly baseUrl: string;
  /** The environment variable that holds the value, for `storage: 'environment'`. */
  readonly variable?: string;
  readonly fingerprint: string;
  readonly models: readonly string[];
  /** Names the value without telling it (`keyVault.ts`); `null` if nobody has read the value yet. */
  readonly digest: string | null;
  /** Keys are shown in the order of their places. */
  readonly place: number;
}

/** A key as the user gives it; the ring names its value and finds it a place. */
export type NewKey = Omit<KeyRecord, 'digest' | 'place'> & { readonly place?: number };

/** Reads a list of stored records and leaves out any that is not sound. */
export function parseRecords(stored: unknown): KeyRecord[] {
  if (!Array.isArray(stored)) return [];
  const records = stored.flatMap((value: unknown, index) => parseRecord(value, index) ?? []);
  return records.filter(({ id }, index) => records.findIndex((one) => one.id === id) === index);
}

/** Reads a stored record; `null` if it is not sound. `place` is its place if it names none. */
export function parseRecord(stored: unknown, place = 0): KeyRecord | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { id, label, provider, storage, baseUrl, variable, fingerprint, models, digest, ...more } = stored as Record<
    string,
    unknown
  >;
  const knownProvider = providerIds.find((id) => id === provider && providers[id].protocol !== null);
  const knownStorage = (['secret', 'environment'] as const).find((candidate) => candidate === storage);
  if (!isText(id) || !isText(label) || !knownProvider || !knownStorage) return null;
  const address = addressIn(baseUrl);
  if (address === null) return null;
  // A tampered record must not read other variables from the environment.
  const variables = providers[knownProvider].variables;
  if (knownStorage === 'environment' && !variables.some(({ key }) => key === variable)) return null;
  return {
    id,
    label,
    provider: knownProvider,
    storage: knownStorage,
    baseUrl: address,
    ...(knownStorage === 'environment' && isText(variable) ? { variable } : {}),
    fingerprint: isText(fingerprint) ? fingerprint : '…',
    models: Array.isArray(models) ? models.filter(isText) : [],
    digest: isText(digest) ? digest : null,
    place: Number.isSafeInteger(more.place) ? Number(more.place) : place,
  };
}

/** What an entry of the secret storage holds, unchecked; `null` if it is missing or damaged. */
export function storedEntry(stored: string | undefined): Record<string, unknown> | null {
  try {
    const found: unknown = JSON.parse(stored ?? 'null');
    return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** The last four characters of a key, to tell keys apart; none of a short key. */
export function fingerprintOf(apiKey: string): string {
  return apiKey.length >= 20 ? `…${apiKey.slice(-4)}` : '…';
}

/** The reason not to send a key to a base URL; `null` if there is none. Only loopback may speak plain HTTP. */
export function checkBaseUrl(text: string): 'not-a-url' | 'needs-https' | 'has-credentials' | 'has-query' | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'not-a-url';
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not-a-url';
  if (url.username !== '' || url.password !== '') return 'has-credentials';
  if (url.search !== '' || url.hash !== '' || text.includes('?') || text.includes('#')) return 'has-query';
  return url.protocol === 'http:' && !isOfThisMachine(url.href) ? 'needs-https' : null;
}

/** Whether an address leads to this machine, where an endpoint may need no key. Throws for a text that is no URL. */
export function isOfThisMachine(address: string): boolean {
  return isLoopback(new URL(address).hostname);
}

/**
 * A base URL as requests use it, in ASCII: to be shown and kept, however it was written (docs/threats.md, T3). Throws for a
 * text that is no URL.
 */
export function usedAddress(text: string): string {
  return new URL(text).href.replace(/\/+$/, '');
}

/** A stored base URL as requests use it; `null` if it may not be used. */
export function addressIn(value: unknown): string | null {
  if (!isText(value) || checkBaseUrl(value) !== null) return null;
  const address = usedAddress(value);
  return isText(address) ? address : null;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 2000;
}
