import type { Observation } from '../../core/model/observation.ts';
import type { Purse } from '../../engine/purse.ts';
import type { Known } from '../../engine/source.ts';
import type { Access } from '../../providers/provider.ts';
import type { RequestParts } from './ownRequest.ts';

/** The outside parts that probing needs. */
export interface ProbeParts extends RequestParts {
  /** From 0 to 1. */
  readonly random: () => number;
  readonly purse: Purse;
  /**
   * The key's value and where it belongs; `null` when it is not there, `changed` when it is no longer the one that the
   * user has allowed. May take long, and may fail.
   */
  access(keyId: string): Promise<Access | 'changed' | null>;
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
