import type { Failure } from './failure.ts';
import type { HeldRequest } from './heldRequest.ts';
import type { HiddenKey } from './hiddenKey.ts';
import type { Interval, LimitId, Pool, Unit } from './limit.ts';
import type { MoneyGauge, MoneyReading } from './money.ts';
import type { AccountPart, LimitScope, Requester, SourceId, UsageSpan, Use } from './observation.ts';
import type { ProviderId } from './provider.ts';
import type { ProviderStatus } from './providerStatus.ts';

/**
 * Our estimate of the level, with its uncertainty; all three in the limit's unit and within [0, capacity]. The estimate is
 * a number to act on: of all seconds in which requests may come unseen, it promises too much in a few in a hundred.
 */
export interface Level extends Interval {
  readonly estimate: number;
}

/**
 * The worst comes last. `soon`: a refusal within the next minute is likely, or a long window is being used up.
 * `unknown` is a state of its own: never shown as fine, never as empty.
 */
export const limitStates = ['unknown', 'fine', 'low', 'soon', 'critical', 'empty'] as const;
export type LimitState = (typeof limitStates)[number];

/** The requests that a limit gets, as far as they are seen or show in its level. */
export interface RequestPace {
  readonly requestsPerMinute: number;
  /** Units that a typical one takes. */
  readonly typicalRequest: number;
}

/** One step of a limit's past. `level` is a fraction of the capacity, `null` while it was unknown. */
export interface HistoryPoint {
  /** Seconds before the snapshot. */
  readonly ago: number;
  readonly level: number | null;
}

/** Seconds for which a surface may stay as it is. */
export const ahead = 5;

export interface LimitSnapshot {
  readonly id: LimitId;
  readonly keyId: string;
  readonly model: string;
  readonly unit: Unit;
  readonly pool: Pool;
  /** Seconds; `null` until a reading shows it. */
  readonly window: number | null;
  readonly capacity: number | null;
  /** Now. `null` once the last reading is older than the window. */
  readonly level: Level | null;
  /**
   * The same for the next `ahead` seconds, without a further reading: a surface that does not change for a while shows
   * this doubt.
   */
  readonly soon: Interval | null;
  /** The level in the last reading, and the age of that reading in seconds. */
  readonly lastLevel: Interval | null;
  readonly age: number;
  readonly source: SourceId;
  /** Seconds until full if nobody uses it. */
  readonly timeToFull: number | null;
  /** Seconds until it is empty or refuses if others go on as they do; `null` if neither is in sight. */
  readonly timeToEmpty: number | null;
  /** Use of this bucket by others, in units a second; `null` until two readings show it. */
  readonly burnRate: number | null;
  /** The requests that the forecast expects from anybody; `null` where single requests cannot be made out. */
  readonly pace: RequestPace | null;
  /** The part of `pace` that no source saw, from something else that uses the limit. */
  readonly others: RequestPace | null;
  /** Units that the next request probably takes; `null` where none was seen, or single ones cannot be made out. */
  readonly requestSize: number | null;
  /** Seconds since each refusal of the last ten minutes because of this limit, oldest first. */
  readonly refusals: readonly number[];
  readonly state: LimitState;
  readonly muted: boolean;
  /** Oldest first. */
  readonly history: readonly HistoryPoint[];
  /** Who used it within the last hour; left out where nobody could tell, or nobody did. */
  readonly usedBy?: UsedBy;
}

/**
 * Whoever uses a limit. A tool's name comes from outside, `null` where nothing told it; its sessions are told apart where
 * several used it. What is used elsewhere no source saw.
 */
export type LimitUser =
  | { readonly kind: 'tool'; readonly tool: string | null; readonly session?: UsingSession }
  | { readonly kind: 'keygauge' }
  | { readonly kind: 'elsewhere' };

/** One of several sessions of a tool, or the agents that were started within it. */
export interface UsingSession {
  /** Seconds since it was seen first to use the limit. */
  readonly since: number;
  readonly isSubagent: boolean;
}

/** The use of a limit within the last hour, or as long as it was watched. */
export interface UsedBy {
  /** Seconds for which it was watched. */
  readonly since: number;
  /** All that was used, in the limit's unit; above zero. */
  readonly units: number;
  /** Fractions above zero, which sum to 1: tools first, the largest of them first. */
  readonly shares: readonly { readonly user: LimitUser; readonly share: number }[];
}

/** Of a limit only what it counts, which hardly changes. */
export type LimitShape = Pick<LimitSnapshot, 'unit' | 'window' | 'capacity'>;

export interface FailureSnapshot {
  readonly failure: Failure;
  /** The sender of the request: Keygauge, to check, or the user, to work. */
  readonly by: Requester;
  readonly model: string | null;
  /** Seconds since the failure arrived. */
  readonly age: number;
  /** Seconds until the wait that the provider asked for is over; 0 once it is; `null` when it named none. */
  readonly wait: number | null;
  /** It says nothing about now any more, though nobody has tried that model again. */
  readonly isPast?: boolean;
}

declare const isModelId: unique symbol;

/** Names a model of a key. Stable across sessions, because users star models by it. */
export type ModelId = string & { readonly [isModelId]: true };

export function modelId(keyId: string, model: string): ModelId {
  return modelIdOf(JSON.stringify([keyId, model]));
}

/** Takes a text from a message or the disk as the name of a model; there need not be a model of that name. */
export function modelIdOf(text: string): ModelId {
  return text as ModelId;
}

export interface ModelSnapshot {
  readonly model: string;
  readonly limits: readonly LimitSnapshot[];
  /** Seconds since the last answer; `null` before the first. */
  readonly age: number | null;
  readonly headers: HeaderState;
  /** The failure of the latest exchange about this model; `null` once one was answered. */
  readonly failure: FailureSnapshot | null;
}

/** Reasons for the time of the next check. */
export const checkReasons = [
  'first',
  'in-flight',
  'level-moves',
  'which-model',
  'calm',
  'no-headers',
  'model-refused',
  'retry-after',
  'trouble',
  'own-fault',
  'offline',
  'budget-rate',
  'budget-spread',
  'budget-money',
  'window-idle',
  'key-refused',
  'no-credit',
  'key-missing',
  'key-changed',
  'no-models',
  'heard',
  'only-heard',
] as const;
export type CheckReason = (typeof checkReasons)[number];

export interface NextCheck {
  /** Seconds from now; `null` when only a change (window used again, key replaced, …) brings the next one. */
  readonly wait: number | null;
  readonly reason: CheckReason;
}

/** The cost of checking today. */
export interface Spending {
  readonly requests: number;
  readonly tokens: number;
  /** US dollars; `null` when the price of a model is not known. */
  readonly dollars: number | null;
}

/**
 * The places that can keep a key's value: the editor's secret storage, the environment, this session's memory, the demo,
 * or a tool of the user's in whose traffic it was heard, so that Keygauge has no value of it.
 */
export const keyStorages = ['secret', 'environment', 'session', 'demo', 'traffic'] as const;
export type KeyStorage = (typeof keyStorages)[number];

export const keyStatuses = [
  'starting',
  'ok',
  'waiting',
  'refused',
  'no-credit',
  'offline',
  'trouble',
  'missing',
  'changed',
] as const;
export type KeyStatus = (typeof keyStatuses)[number];

/** Some endpoints send no rate-limit headers at all; that is a normal state. */
export const headerStates = ['unknown', 'present', 'absent'] as const;
export type HeaderState = (typeof headerStates)[number];

/** A tool of the user's whose requests with a key were seen. */
export interface ToolUse {
  /** A name from outside; `null` where nothing told it. */
  readonly tool: string | null;
  /** Within the last hour. */
  readonly requests: number;
  /** Seconds since the last. */
  readonly age: number;
  /** Left out where it was heard in the editor. */
  readonly through?: 'gateway';
}

/** What the gateway has passed on, whatever keys it had. */
export interface PassedUses {
  /** By whom the address was given to: our own names. */
  readonly byAddress: readonly ToolUse[];
  /** Without a key that has limits of its own, such as with a login; by how tools name themselves. */
  readonly withoutKey: readonly ToolUse[];
}

/** A key as everyone but its keeper knows it: all but its value. */
export interface KeyIdentity {
  readonly id: string;
  readonly label: string;
  readonly provider: ProviderId;
  /** The only origin the key is sent to, such as `https://api.openai.com`. */
  readonly origin: string;
  /** A few characters that tell keys apart without revealing the key. */
  readonly fingerprint: string;
  readonly storage: KeyStorage;
}

export interface KeySnapshot extends KeyIdentity {
  readonly status: KeyStatus;
  readonly models: readonly ModelSnapshot[];
  readonly lastFailure: FailureSnapshot | null;
  readonly nextCheck: NextCheck;
  /** The one seen last comes first. */
  readonly tools: readonly ToolUse[];
  readonly today: Spending;
  /** The key's own money, where its provider tells it to the key. */
  readonly money: AccountMoney;
}

/** What is known of an account's money, and which parts of it could not be had. */
export interface AccountMoney {
  readonly readings: readonly ToldMoney[];
  /** What the readings and the user's budget come to, the most urgent first. */
  readonly gauges: readonly MoneyGauge[];
  readonly missing: readonly MissingPart[];
}

/** Money as it was told, with its age in seconds. */
export interface ToldMoney {
  readonly reading: MoneyReading;
  readonly age: number;
}

/** A part of an account's standing that could not be had when it was last asked for. */
export interface MissingPart {
  readonly part: AccountPart;
  readonly failure: Failure;
  /** Seconds until it is asked for again; `null` if only the user can change something. */
  readonly retryIn: number | null;
}

/** An organization as everyone but the keeper of its admin key knows it. */
export interface OrganizationIdentity {
  readonly id: string;
  readonly label: string;
  readonly provider: ProviderId;
  /** The only origin its admin key is sent to. */
  readonly origin: string;
  readonly fingerprint: string;
}

/** Limits that an organization, one of its projects or one of its workspaces sets for some models. */
export interface OrganizationLimit {
  readonly scope: LimitScope;
  /** The project's or workspace's own name. */
  readonly name: string | null;
  readonly models: readonly string[];
  readonly unit: Unit;
  readonly pool: Pool;
  /** Seconds; `null` where it is not told. */
  readonly window: number | null;
  readonly capacity: number;
}

/** The use of an organization within a span of time; epoch milliseconds. */
export interface SpanOfUse {
  readonly span: UsageSpan;
  readonly from: number;
  readonly to: number;
  readonly uses: readonly Use[];
}

/** An organization that the user has an admin key of. */
export interface OrganizationSnapshot extends OrganizationIdentity, AccountMoney {
  readonly limits: readonly OrganizationLimit[];
  readonly usage: readonly SpanOfUse[];
}

/**
 * The state of a source. `trouble`: it is on but learns nothing; `retryIn` in seconds. `holdsFor`: seconds for which it holds
 * requests back at most; left out where it holds none. `port`: that of this machine on which it listens; left out where there is none.
 * `passed`: left out where nothing passes. `connected`: our own names of the tools that were given an address; left out where none was.
 */
export type SourceState =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'live';
      readonly holdsFor?: number;
      readonly port?: number;
      readonly passed?: PassedUses;
      readonly connected?: readonly string[];
    }
  | { readonly kind: 'trouble'; readonly failure: Failure; readonly retryIn: number | null }
  /** It cannot listen on its port of this machine, as somebody else does (`isTaken`) or the system does not let it. It tries on. */
  | { readonly kind: 'no-port'; readonly port: number; readonly isTaken: boolean };

/** Everything a surface shows, at one moment. Immutable; surfaces get it whole. */
export interface Snapshot {
  /**
   * Epoch milliseconds at which it was made. Texts take "now" from here, so that the same snapshot always reads the
   * same.
   */
  readonly at: number;
  readonly keys: readonly KeySnapshot[];
  readonly organizations: readonly OrganizationSnapshot[];
  /** The public status of providers, as far as it was read. */
  readonly statuses: readonly ProviderStatus[];
  /** The budget in force, so that the allowed cost of checking can be shown beside its real cost. */
  readonly budget: Budget;
  readonly sources: readonly { readonly id: SourceId; readonly state: SourceState }[];
  /** Every model, the most urgent first; the order in which all surfaces name them. */
  readonly ranking: readonly RankedModel[];
  /** Keys known from traffic alone that the user has hidden; not there where there is none. */
  readonly hiddenKeys?: readonly HiddenKey[];
  /** What the gateway holds back, in the order in which it came; not there where that is nothing. */
  readonly holds?: readonly HeldRequest[];
}

/** A model's place in the ranking, with the limit that binds it; `null` where it has no limit. */
export interface RankedModel {
  readonly keyId: string;
  readonly model: string;
  readonly binding: LimitId | null;
}

/** The part of the user's allowance that checking may take. */
export interface Budget {
  /** Fraction of a model's requests per minute. */
  readonly shareOfRequestsPerMinute: number;
  /** Fraction of a model's requests per day. */
  readonly shareOfRequestsPerDay: number;
  /** US dollars a day over all keys. */
  readonly dollarsPerDay: number;
}
