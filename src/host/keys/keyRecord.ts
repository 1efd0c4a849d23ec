import { type ProviderId, providerIds, providers } from '../../core/model/provider.ts';
import type { KeyStorage } from '../../core/model/snapshot.ts';
import type { Access } from '../../providers/provider.ts';

/** All that is known of a key but its value. */
export interface KeyRecord {
  readonly id: string;
  readonly label: string;
  readonly provider: ProviderId;
  readonly storage: KeyStorage;
  /** Where the key belongs; it is sent nowhere else. */
  readonly baseUrl: string;
  /** The environment variable that holds the value, for `storage: 'environment'`. */
  readonly variable?: string;
  readonly fingerprint: string;
  readonly models: readonly string[];
}

/** Stored records, whatever was stored: what is not a sound record is left out. */
export function parseRecords(stored: unknown): KeyRecord[] {
  if (!Array.isArray(stored)) return [];
  const ids = new Set<string>();
  return stored.flatMap((value: unknown): KeyRecord[] => {
    if (typeof value !== 'object' || value === null) return [];
    const { id, label, provider, storage, baseUrl, variable, fingerprint, models } = value as Record<string, unknown>;
    const knownProvider = providerIds.find((id) => id === provider && providers[id].protocol !== null);
    const knownStorage = (['secret', 'environment'] as const).find((candidate) => candidate === storage);
    if (!isText(id) || ids.has(id) || !isText(label) || !knownProvider || !knownStorage) return [];
    if (!isText(baseUrl) || checkBaseUrl(baseUrl) !== null) return [];
    // A record that was tampered with must not pick other variables out of the environment.
    const variables = providers[knownProvider].variables;
    if (knownStorage === 'environment' && !variables.some(({ key }) => key === variable)) return [];
    ids.add(id);
    return [
      {
        id,
        label,
        provider: knownProvider,
        storage: knownStorage,
        baseUrl,
        ...(knownStorage === 'environment' && isText(variable) ? { variable } : {}),
        fingerprint: isText(fingerprint) ? fingerprint : '…',
        models: Array.isArray(models) ? models.filter(isText) : [],
      },
    ];
  });
}

/** A stored secret as an access; `null` for none or a damaged one. */
export function parseSecret(stored: string | undefined): Access | null {
  try {
    const { apiKey, baseUrl } = JSON.parse(stored ?? 'null') as Record<string, unknown>;
    return isText(apiKey) && isText(baseUrl) && checkBaseUrl(baseUrl) === null ? { apiKey, baseUrl } : null;
  } catch {
    return null;
  }
}

/** The end of a key, which tells keys apart; of a short key, nothing. */
export function fingerprintOf(apiKey: string): string {
  return apiKey.length >= 20 ? `…${apiKey.slice(-4)}` : '…';
}

/** Why a key may not be sent to a base URL; `null` when it may. Loopback may speak plain HTTP, the rest of the world may not. */
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
  const loopback =
    url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(url.hostname);
  return url.protocol === 'http:' && !loopback ? 'needs-https' : null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 2000;
}
