import type { Clock } from '../base/clock.ts';
import type { Thresholds } from '../core/limits/alarms.ts';
import type { LimitId, Unit } from '../core/model/limit.ts';
import type { Observation, SourceId } from '../core/model/observation.ts';
import type { Budget } from '../core/model/snapshot.ts';
import type { Purse } from './purse.ts';
import type { AskedSource, Source } from './source.ts';

/** The user's choices that the engine needs. */
export interface EnginePreferences {
  readonly budget: Budget;
  readonly thresholds: (unit: Unit) => Thresholds;
  readonly muted: ReadonlySet<LimitId>;
  /** What keys and organizations may cost a month, by their labels, in the currency that their providers count in. */
  readonly budgets: ReadonlyMap<string, number>;
  /** Sources that the user does not want. */
  readonly unwanted: ReadonlySet<SourceId>;
}

export interface EngineParts {
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly purse: Purse;
  /** The source of our own checks; the engine shares with it what it knows. */
  readonly checks: AskedSource;
  /** All other sources. */
  readonly sources: readonly Source[];
  readonly log: { observation(observation: Observation): void; fault(thrown: unknown): void };
}
