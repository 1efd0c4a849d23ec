import type { ProviderId } from './provider.ts';

/**
 * The owner of a limit, as finely as a source can tell. Buckets belong to an organization and project, which only some
 * sources see.
 */
export type Account =
  /** One of the user's stored keys. */
  | { readonly kind: 'key'; readonly provider: ProviderId; readonly keyId: string }
  /** A key seen in traffic that is not one of the user's: known by a keyed digest, never by its value. */
  | SeenKey
  /** One that the user has an admin key of; `id` is that of the key's record. */
  | { readonly kind: 'organization'; readonly provider: ProviderId; readonly id: string };

/** A key by what traffic shows of it. */
export interface SeenKey {
  readonly kind: 'seen-key';
  readonly provider: ProviderId;
  /** The origin that it was sent to. */
  readonly origin: string;
  /** The same for the same value in all windows of this user; tells nothing of it. */
  readonly digest: string;
  /** Its last four characters. */
  readonly fingerprint: string;
}

/** Names an account within a session; for a stored key, this is the key's own id. */
export function accountId(account: Account): string {
  switch (account.kind) {
    case 'key':
      return account.keyId;
    case 'seen-key':
      return `seen-key:${account.digest}`;
    case 'organization':
      return `organization:${account.id}`;
  }
}
