import type { ProviderId } from './provider.ts';

/**
 * The owner of a limit, as finely as a source can tell. Buckets belong to an organization and project, which only some
 * sources see.
 */
export type Account =
  /** One of the user's stored keys. */
  | { readonly kind: 'key'; readonly provider: ProviderId; readonly keyId: string }
  /** A key seen in traffic that is not one of the user's: known by a keyed digest, never by its value. */
  | { readonly kind: 'seen-key'; readonly provider: ProviderId; readonly digest: string }
  | { readonly kind: 'organization'; readonly provider: ProviderId; readonly digest: string };

/** Names an account within a session; for a stored key, this is the key's own id. */
export function accountId(account: Account): string {
  return account.kind === 'key' ? account.keyId : `${account.kind}:${account.digest}`;
}
