import type { Unit } from './limit.ts';

/** The causes that a response, its lack, or a pasted text can show; docs/causes.md describes each. */
export const causes = [
  'rate',
  'request-too-large',
  'ramp',
  'concurrency',
  'throttled',
  'quota-exhausted',
  'spend-limit',
  'entitlement',
  'plan-window',
  'overloaded',
  'server-error',
  'key-invalid',
  'forbidden',
  'wrong-address',
  'model-not-found',
  'context-too-long',
  'network',
  'unknown',
] as const;
export type ToldCause = (typeof causes)[number];

/** The causes for which Keygauge sent nothing: nobody has refused anything. */
export const ownCauses = ['outdated', 'own-fault', 'unverified-tls'] as const;

export const everyCause = [...causes, ...ownCauses] as const;
export type Cause = (typeof everyCause)[number];

/** The limit that an error text names as the one that refused. */
export interface NamedLimit {
  readonly unit: Unit;
  /** Seconds. */
  readonly window: number | null;
  readonly capacity: number | null;
  /** The level when the request was refused; `null` if neither the text nor the headers give it. */
  readonly left: number | null;
  /** Units that the refused request would have taken; `null` if the text does not say. */
  readonly requested: number | null;
}

/** The reason why a request did not get what it asked for. Holds no secret: `message` has been redacted. */
export interface Failure {
  readonly cause: Cause;
  /** HTTP status; `null` when no response arrived. */
  readonly status: number | null;
  /** The text of the provider or of the network error; at most 2,000 characters. */
  readonly message: string;
  /** The provider's `type` and `code`, verbatim. */
  readonly type: string | null;
  readonly code: string | null;
  /** Seconds from the response that the provider asked to wait; `null` if it named none. */
  readonly retryAfter: number | null;
  readonly limit: NamedLimit | null;
  /** What stands in the way whatever the cause: where the request comes from, or this machine's certificates and proxies. */
  readonly obstacle?: 'place' | 'settings';
  /** Nobody read the text: status and headers are all that was heard. */
  readonly isTextUnread?: boolean;
}
