import type { Failure } from '../../core/model/failure.ts';
import type { Money, Spend } from '../../core/model/money.ts';
import type { LimitsTold, NamedKey } from '../../core/model/observation.ts';
import type { ProviderId } from '../../core/model/provider.ts';
import type { Access } from '../provider.ts';

/** A project or workspace: a part of an organization whose limits are set apart. */
export interface Division {
  readonly id: string;
  /** As somebody there has called it: a text from outside. */
  readonly name: string;
}

/** One page of an answer. */
export interface AdminPage<T> {
  readonly items: readonly T[];
  /** Names the next page; `null` for the last one. */
  readonly next: string | null;
}

/** A page, or the reason why there is none, and when the provider says that it is; epoch milliseconds. */
export type AdminAnswer<T> =
  | { readonly page: AdminPage<T>; readonly failure: null; readonly date: number | null }
  | { readonly page: null; readonly failure: Failure; readonly date: number | null };

/** Asks for one page with one request; `cursor` is `null` for the first. Never throws. */
export type AdminQuestion<T> = (access: Access, cursor: string | null, signal: AbortSignal) => Promise<AdminAnswer<T>>;

/** Limits of some models that share their buckets. */
export type DividedLimits = Pick<LimitsTold, 'models' | 'limits'>;

/** Epoch milliseconds of the provider's clock, without the end. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export type BucketWidth = '1m' | '1h' | '1d';

/** The use of one model with one key within a bucket; `null` where the provider does not tell them apart. */
export interface KeyUse {
  readonly keyId: string | null;
  readonly model: string | null;
  /** `null` where requests are not counted. */
  readonly requests: number | null;
  readonly input: number;
  readonly output: number;
}

export interface UsageBucket extends TimeRange {
  readonly uses: readonly KeyUse[];
}

export interface CostBucket extends TimeRange {
  readonly costs: readonly { readonly divisionId: string | null; readonly money: Money }[];
}

/** What may be spent in a period; its division is `null` for all of the organization. */
export type SpendCap = Pick<Spend, 'period' | 'spent' | 'limit' | 'isEnforced'> & {
  readonly divisionId: string | null;
};

/**
 * Reads what one provider tells of an organization, and changes nothing there. A question is `null` where the provider
 * has no answer to it; a `division` of `null` stands for all of the organization.
 */
export interface AdminClient {
  readonly id: ProviderId;
  /** Where the provider's users make admin keys, and whether one can be made there that may only read. */
  readonly keyPage: string;
  readonly offersReadOnly: boolean;
  /** Whose limits those of a division are. */
  readonly divisionScope: 'project' | 'workspace';
  readonly divisions: AdminQuestion<Division>;
  limits(division: Division | null): AdminQuestion<DividedLimits> | null;
  keys(division: Division | null): AdminQuestion<NamedKey> | null;
  /** The first is the one that every organization answers; of the others, some have what they ask for. */
  spendLimits(division: Division | null): readonly AdminQuestion<SpendCap>[];
  usage(range: TimeRange, width: BucketWidth): AdminQuestion<UsageBucket>;
  /** At most 31 days. */
  costs(range: TimeRange): AdminQuestion<CostBucket>;
}
