import type { Failure } from '../core/model/failure.ts';
import type { MoneyReading } from '../core/model/money.ts';
import type { CheckReason, KeyStatus } from '../core/model/snapshot.ts';
import { probeUsage } from '../core/prices.ts';
import type { Exchange } from '../providers/provider.ts';
import type { WatchedKey } from './source.ts';

/** What may be asked with a key. All but a probe is free. */
export type Ask =
  /** The cheapest request about a model. */
  | { readonly kind: 'probe'; readonly model: string }
  /** The key's money, at that one of the places of its provider's preset that has this path. */
  | { readonly kind: 'money'; readonly path: string }
  /** Whether the key is accepted: its list of models. */
  | { readonly kind: 'models' };

/** A request of our own and what came of it. */
export interface OwnRequest {
  /** Monotonic ms; `null` if nothing left. */
  readonly sentAt: number | null;
  readonly exchange: Exchange;
  /** `null` unless money was asked for and told. */
  readonly money: readonly MoneyReading[] | null;
}

/** Why no request was made: the key's value is not there, or no longer the one that the user has allowed. */
export type WithoutValue = 'key-missing' | 'key-changed';

/**
 * Makes a request with a key, wherever its value is; once `count` has noted that it leaves. Never rejects, and ends in time;
 * what comes of it means nothing once `signal` has aborted.
 */
export type MakeRequest = (
  key: Pick<WatchedKey, 'id' | 'provider'>,
  ask: Ask,
  signal: AbortSignal,
  count: () => Promise<void>,
) => Promise<OwnRequest | WithoutValue>;

/** A request that came to nothing. Whoever gave no answer to a probe that was sent may have done the work. */
export function withoutAnswer(failure: Failure, ask: Ask, sentAt: number | null): OwnRequest {
  const usage = ask.kind === 'probe' && sentAt !== null ? probeUsage : { input: 0, output: 0 };
  return { sentAt, exchange: { readings: [], failure, charged: {}, usage }, money: null };
}

/** The status of a key whose value cannot be used; `null` if it can. */
export function statusWithoutValue(reason: CheckReason): KeyStatus | null {
  if (reason === 'key-missing') return 'missing';
  return reason === 'key-changed' ? 'changed' : null;
}
