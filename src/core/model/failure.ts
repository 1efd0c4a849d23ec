import type { Unit } from './limit.ts';

/** The causes that a failed response is told apart by; docs/causes.md describes each. */
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
  'model-not-found',
  'context-too-long',
  'network',
  'unknown',
] as const;
export type Cause = (typeof causes)[number];

/** The limit that an error text names, which is the one that refused. */
export interface NamedLimit {
  readonly unit: Unit;
  /** Seconds. */
  readonly window: number | null;
  readonly capacity: number | null;
  /** What was left when the request was refused, where the text or the headers tell. */
  readonly left: number | null;
  /** What the refused request would have taken, where the text tells. */
  readonly requested: number | null;
}

/** Why a request was not answered with what was asked. Holds no secret: `message` has been redacted. */
export interface Failure {
  readonly cause: Cause;
  /** HTTP status; `null` when no response arrived. */
  readonly status: number | null;
  /** The provider's own words, or those of the network error; at most 2,000 characters. */
  readonly message: string;
  /** The provider's `type` and `code`, verbatim. */
  readonly type: string | null;
  readonly code: string | null;
  /** Seconds that the provider asked to wait from the response on. */
  readonly retryAfter: number | null;
  readonly limit: NamedLimit | null;
}
