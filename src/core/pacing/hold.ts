import type { Pool, Unit } from '../model/limit.ts';
import type { Estimate } from './estimate.ts';
import type { PacedLimit } from './pacedLimit.ts';

/** The limit that a request is held for. */
export interface HoldingLimit {
  readonly unit: Unit;
  readonly pool: Pool;
  /** Seconds. */
  readonly window: number;
  readonly capacity: number;
  /** What the request is likely to take of it. */
  readonly size: number;
}

/** A request that is held back, and why. Times are monotonic milliseconds. */
export interface Hold {
  readonly id: string;
  /** `null` where the provider has asked to wait and no limit shows why. */
  readonly limit: HoldingLimit | null;
  readonly since: number;
  /** It will probably be sent then. */
  readonly until: number;
  /** It is sent then in any case. */
  readonly latest: number;
  /** 1 for the next of those that wait for the same account and model. */
  readonly place: number;
}

export function holdingLimit({ unit, pool, window, capacity }: PacedLimit, size: Estimate): HoldingLimit {
  return { unit, pool, window, capacity, size: size.likely };
}
