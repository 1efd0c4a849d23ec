import type { Failure } from './failure.ts';
import type { Reading, Unit } from './limits.ts';

/** Where an observation comes from. More will follow: admin APIs, a gateway, other windows. */
export type SourceName = 'probe';

/** What one exchange with a provider told. Every source emits these and nothing else. */
export interface Observation {
  readonly source: SourceName;
  readonly keyId: string;
  readonly model: string;
  /** Monotonic milliseconds; the provider wrote its headers somewhere in between. */
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly readings: readonly Reading[];
  /** `null` when the request was answered. */
  readonly failure: Failure | null;
  /** What this exchange itself took from the buckets, as far as known: not counted as somebody else's use. */
  readonly charged: Partial<Record<Unit, number>>;
}
