import { type ProviderId, providers } from '../../core/model/provider.ts';
import type { KeyRecord } from './keyRecord.ts';

/** A name for a new key, and whether it tells it from others without asking the user. */
export interface SuggestedName {
  readonly name: string;
  readonly isSure: boolean;
}

/**
 * The provider's name, or its host's. With a number where another key has it, since only the user knows what tells the
 * two apart; a bare number of a machine, and any port, say nothing to anybody either.
 */
export function suggestedName(provider: ProviderId, baseUrl: string, records: readonly KeyRecord[]): SuggestedName {
  const { host, hostname, port } = new URL(baseUrl);
  const base = providers[provider].name ?? host;
  const isNameless =
    providers[provider].name === null && (port !== '' || hostname === 'localhost' || /^\[|^[\d.]+$/.test(hostname));
  const isSecond = records.some(
    (other) =>
      other.label === base ||
      (other.provider === provider && (providers[provider].name !== null || new URL(other.baseUrl).host === host)),
  );
  const taken = new Set(records.map(({ label }) => label));
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base} ${number}`;
  return { name, isSure: !isNameless && !isSecond };
}
