import type { Account } from './account.ts';
import type { Failure } from './failure.ts';
import type { Reading, Unit } from './limit.ts';

/** Whatever learns of limits: own checks, other extensions' traffic, local tools', admin APIs, colleagues' windows. */
export const sourceIds = ['probe', 'listener', 'gateway', 'admin', 'team'] as const;
export type SourceId = (typeof sourceIds)[number];

/** What an exchange took from the buckets, as far as known. */
export type Charge = Readonly<Partial<Record<Unit, number>>>;

interface Seen {
  readonly source: SourceId;
  readonly account: Account;
}

/** A request of the user's that has left and is not answered yet: the forecast counts it at once. */
export interface RequestSeen extends Seen {
  readonly kind: 'request';
  /** Names it for the exchange that ends it. */
  readonly id: string;
  readonly model: string;
  /** Monotonic milliseconds. */
  readonly sentAt: number;
  /** Tokens of the prompt, estimated. */
  readonly input: number;
  /** A digest of what the prompt begins with; `null` where bodies are not looked at. */
  readonly conversation: string | null;
}

/** One exchange with a provider, whoever made it. */
export interface ExchangeSeen extends Seen {
  readonly kind: 'exchange';
  /** The request that it answers, where one was seen leaving. */
  readonly requestId: string | null;
  readonly model: string;
  /** Monotonic milliseconds; the provider wrote its headers somewhere in between. */
  readonly sentAt: number;
  readonly receivedAt: number;
  /** Keygauge's own check, or the user's work: only the latter is use that a forecast goes on from. */
  readonly by: 'keygauge' | 'user';
  readonly readings: readonly Reading[];
  /** `null` when the request was answered. */
  readonly failure: Failure | null;
  readonly charged: Charge;
}

/** What limits hold, as an admin API or a colleague's window tells. No level, and no word of whether the key works. */
export interface LimitsTold extends Seen {
  readonly kind: 'limits';
  /** Models that share the bucket. */
  readonly models: readonly string[];
  readonly limits: readonly Pick<Reading, 'unit' | 'pool' | 'window' | 'capacity'>[];
  /** Monotonic milliseconds. */
  readonly toldAt: number;
}

/** What was used and what it cost between two moments, in epoch milliseconds because it is kept. Never a level. */
export interface UsageTold extends Seen {
  readonly kind: 'usage';
  readonly model: string | null;
  readonly from: number;
  readonly to: number;
  readonly tokens: { readonly input: number; readonly output: number };
  /** US dollars. */
  readonly dollars: number | null;
}

/** All that sources emit. */
export type Observation = RequestSeen | ExchangeSeen | LimitsTold | UsageTold;
