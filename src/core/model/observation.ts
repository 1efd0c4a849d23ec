import type { Account } from './account.ts';
import type { Failure } from './failure.ts';
import type { Reading, Unit } from './limit.ts';
import type { MoneyReading } from './money.ts';
import type { ProviderStatus } from './providerStatus.ts';

/**
 * The sources that learn about limits: own checks, traffic of other extensions, traffic of local tools, admin APIs,
 * public status pages.
 */
export const sourceIds = ['probe', 'listener', 'gateway', 'admin', 'status'] as const;
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
  /** `null` where it does not name it, which is usual in traffic. */
  readonly model: string | null;
  /** The user's tool that makes it, as in the exchange that ends it; left out where that alone tells. */
  readonly tool?: string | null;
  /** Monotonic milliseconds. */
  readonly sentAt: number;
  /** Tokens of the prompt, estimated. */
  readonly input: number;
  /** The most that they may be, where only its bytes are known. */
  readonly inputAtMost?: number;
  /** A digest of the beginning of the prompt; `null` where bodies are not looked at. */
  readonly conversation: string | null;
}

/** A request of which the model is known. */
export type NamedRequest = RequestSeen & { readonly model: string };

/** A session of a tool's, as far as it tells its own apart. */
export interface ToolSession {
  /** A digest of the name that the tool has given it. */
  readonly id: string;
  /** Whether an agent within it made the request that another one has started. */
  readonly isSubagent: boolean;
}

/** One exchange with a provider, by Keygauge or by the user. */
export interface ExchangeSeen extends Seen {
  readonly kind: 'exchange';
  /** The id of the request that it answers; `null` if nobody saw it leave. */
  readonly requestId: string | null;
  /** `null` where neither request nor answer names it, which is usual in traffic. */
  readonly model: string | null;
  /** Monotonic milliseconds; the provider wrote its headers somewhere in between. */
  readonly sentAt: number;
  readonly receivedAt: number;
  /** Keygauge's own check or the user's work; forecasts build only on the latter. */
  readonly by: Requester;
  /** The user's tool that made the request, by a name from outside; left out where it is unknown or Keygauge. */
  readonly tool?: string | null;
  /** The tool's session; left out where it names none. */
  readonly session?: ToolSession;
  readonly readings: readonly Reading[];
  /** `null` when the request was answered. */
  readonly failure: Failure | null;
  readonly charged: Charge;
  /** Tokens of answer that the request allowed, where it said so: some providers charge them, whatever is written. */
  readonly answerAtMost?: number;
  /** The gateway has kept this refusal from its tool, and sends the request once more: the two are one request of the tool's. */
  readonly leavesAgain?: boolean;
}

/** An exchange of which the model is known. */
export type NamedExchange = ExchangeSeen & { readonly model: string };

/** A look at a key that costs nothing and concerns no model: whether its provider accepts it. */
export interface KeyChecked extends Seen {
  readonly kind: 'key-check';
  /** Monotonic milliseconds. */
  readonly receivedAt: number;
  /** `null` when it was accepted, which says nothing of limits or credit. */
  readonly failure: Failure | null;
}

/** Capacities of limits from an admin API. They say nothing about the level or whether the key works. */
export interface LimitsTold extends Seen {
  readonly kind: 'limits';
  /** Whose limits they are; the smallest of those that a key is under is the one that counts. */
  readonly scope: LimitScope;
  /** The project's or workspace's own name, a text from outside; `null` where the scope is not one of many. */
  readonly name: string | null;
  /** Models that share the bucket. */
  readonly models: readonly string[];
  readonly limits: readonly Pick<Reading, 'unit' | 'pool' | 'window' | 'capacity'>[];
  /** Monotonic milliseconds. */
  readonly toldAt: number;
}

/** Those whose limits a provider sets apart. */
export const limitScopes = ['key', 'workspace', 'project', 'organization'] as const;
export type LimitScope = (typeof limitScopes)[number];

/** A key as its provider names it to an organization: never its value. */
export interface NamedKey {
  readonly id: string;
  /** As somebody there has called it: a text from outside. */
  readonly name: string | null;
  /** The last characters of its value, as the provider shows them, to tell which of the user's keys it is. */
  readonly ending: string | null;
}

/** What pays for a request at somebody who resells models: the plan, money beyond it, or a key of the user's own. */
export const payers = ['plan', 'on-demand', 'own-key'] as const;
export type Payer = (typeof payers)[number];

/** The use of one model with one key; `null` where the provider does not tell them apart. */
export interface Use {
  readonly model: string | null;
  readonly key: NamedKey | null;
  /** `null` where requests are not counted. */
  readonly requests: number | null;
  readonly tokens: { readonly input: number; readonly output: number };
  /** US dollars. */
  readonly dollars: number | null;
  /** Left out where nobody resells, or where it is not told. */
  readonly payer?: Payer;
}

/** The spans of time that use is summed over, each up to the time to which the provider has counted. */
export const usageSpans = ['hour', 'day', 'month'] as const;
export type UsageSpan = (typeof usageSpans)[number];

/**
 * All use within a span, in place of what was told of the span before. Epoch milliseconds, because it is kept. Never a
 * level.
 */
export interface UsageTold extends Seen {
  readonly kind: 'usage';
  readonly span: UsageSpan;
  readonly from: number;
  /** The time to which the provider has counted: what came later is missing. */
  readonly to: number;
  readonly uses: readonly Use[];
}

/** The parts of an account's standing that are asked for one by one, so that one can fail while the rest stands. */
export const accountParts = ['limits', 'usage', 'costs', 'spend-limits', 'balance'] as const;
export type AccountPart = (typeof accountParts)[number];

/** Money of an account, in place of what was told of the part before. */
export interface MoneyTold extends Seen {
  readonly kind: 'money';
  readonly part: 'costs' | 'spend-limits' | 'balance';
  /** Epoch milliseconds. */
  readonly toldAt: number;
  readonly money: readonly MoneyReading[];
}

/** A part of an account's standing that could not be had; what was told of it before gets old, the rest stands. */
export interface PartMissing extends Seen {
  readonly kind: 'missing';
  readonly part: AccountPart;
  readonly failure: Failure;
  /** Seconds until it is asked for again; `null` if only the user can change something. */
  readonly retryIn: number | null;
}

/** A provider's public status; of no account. */
export interface StatusTold {
  readonly kind: 'status';
  readonly source: SourceId;
  readonly status: ProviderStatus;
}

/** Anything that a source tells of an account. */
export type AccountObservation =
  | RequestSeen
  | ExchangeSeen
  | KeyChecked
  | LimitsTold
  | UsageTold
  | MoneyTold
  | PartMissing;

/** Anything that a source emits. */
export type Observation = AccountObservation | StatusTold;
