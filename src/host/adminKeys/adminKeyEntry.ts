import { type ProviderId, providerIds } from '../../core/model/provider.ts';
import type { Access } from '../../providers/provider.ts';
import { addressIn, fingerprintOf, isText, storedEntry } from '../keys/keyRecord.ts';

/** Everything known about an admin key except its value and place. */
export interface AdminKeyRecord {
  readonly id: string;
  readonly label: string;
  readonly provider: ProviderId;
}

/** What the secret storage holds of one admin key: all that belongs to it, in one entry. */
export interface AdminKeyEntry {
  readonly record: AdminKeyRecord;
  readonly access: Access;
}

/** The entry as it is stored. */
export function entryText({ record: { label, provider }, access: { apiKey, baseUrl } }: AdminKeyEntry): string {
  return JSON.stringify({ label, provider, baseUrl, apiKey });
}

/** Reads a stored entry; `null` if it is missing or damaged. */
export function parseAdminEntry(id: string, stored: string | undefined): AdminKeyEntry | null {
  const found = storedEntry(stored);
  if (found === null) return null;
  const { label, provider, baseUrl, apiKey } = found;
  const [known, address] = [providerIds.find((one) => one === provider), addressIn(baseUrl)];
  if (!isText(label) || !known || address === null || !isText(apiKey)) return null;
  return { record: { id, label, provider: known }, access: { apiKey, baseUrl: address } };
}

/** A few characters that tell admin keys apart. */
export function adminFingerprint({ access }: AdminKeyEntry): string {
  return fingerprintOf(access.apiKey);
}
