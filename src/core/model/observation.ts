import type { Account } from './account.ts';
import type { Failure } from './failure.ts';
import type { Reading, Unit } from './limit.ts';

/**
 * The sources that learn about limits: own checks, traffic of other extensions, traffic of local tools, admin APIs,
 * colleagues' windows.
 */
export const sourceIds = ['probe', 'listener', 'gateway', 'admin', 'team'] as const;
export type SourceId = (typeof sourceIds)[number];

/** The sender of a request: Keygauge, to check, or the user, to work. */
export const requesters = ['keygauge', 'user'] as const;
export type Requester = (typeof requesters)[number];

/** Units that an exchange took from the buckets, as far as known. */
export type Charge = Readonly<Partial<Record<Unit, number>>>;

interface Seen {
  readonly source: SourceId;
  readonly account: Account;
}

/** A request of the user's that was sent and is not answered yet: the forecast counts it at once. */
export interface RequestSeen extends Seen {
  readonly kind: 'request';
  /** Identifies it to the exchange that ends it. */
  readonly id: string;
  readonly model: string;
  /** Monotonic milliseconds. */
  readonly sentAt: number;
  /** Tokens of the prompt, estimated. */
  readonly input: number;
  /** A digest of the beginning of the prompt; `null` where bodies are not looked at. */
  readonly conversation: string | null;
}

/** One exchange with a provider, by Keygauge or by the user. */
export interface ExchangeSeen extends Seen {
  readonly kind: 'exchange';
  /** The id of the request that it answers; `null` if nobody saw it leave. */
  readonly requestId: string | null;
  readonly model: string;
  /** Monotonic milliseconds; the provider wrote its headers somewhere in between. */
  readonly sentAt: number;
  readonly receivedAt: number;
  /** Keygauge's own check or the user's work; forecasts build only on the latter. */
  readonly by: Requester;
  readonly readings: readonly Reading[];
  /** `null` when the request was answered. */
  readonly failure: Failure | null;
  readonly charged: Charge;
}

/**
 * Capacities of limits from an admin API or a colleague's window. They say nothing about the level or whether the key
 * works.
 */
export interface LimitsTold extends Seen {
  readonly kind: 'limits';
  /** Models that share the bucket. */
  readonly models: readonly string[];
  readonly limits: readonly Pick<Reading, 'unit' | 'pool' | 'window' | 'capacity'>[];
  /** Monotonic milliseconds. */
  readonly toldAt: number;
}

/** Use and its cost between two moments, in epoch milliseconds because it is kept. Never a level. */
export interface UsageTold extends Seen {
  readonly kind: 'usage';
  readonly model: string | null;
  readonly from: number;
  readonly to: number;
  readonly tokens: { readonly input: number; readonly output: number };
  /** US dollars. */
  readonly dollars: number | null;
}

/** Anything that a source emits. */
export type Observation = RequestSeen | ExchangeSeen | LimitsTold | UsageTold;
