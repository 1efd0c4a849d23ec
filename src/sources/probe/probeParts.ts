import type { Clock } from '../../base/clock.ts';
import type { Observation } from '../../core/model/observation.ts';
import type { MakeRequest } from '../../engine/ownRequest.ts';
import type { Purse } from '../../engine/purse.ts';
import type { Known } from '../../engine/source.ts';

/** The outside parts that probing needs. */
export interface ProbeParts {
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  readonly purse: Purse;
  readonly request: MakeRequest;
}

/** The source, as the probe of one key needs it. */
export interface ProbeOwner {
  readonly known: Known;
  /** US dollars left of today's budget, over all keys. */
  dollarsLeft(): number;
  emit(observation: Observation): void;
  /** Reports that a check began, or ended without an observation. */
  changed(): void;
  /** Money that was set aside for a check may be spent by others again. */
  freed(): void;
}
