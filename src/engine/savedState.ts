import type { SavedLimit } from '../core/limits/savedLimit.ts';
import type { Failure } from '../core/model/failure.ts';
import type { Requester } from '../core/model/observation.ts';
import type { ProviderId } from '../core/model/provider.ts';

/**
 * All that the engine knows and what was told of it, as it is kept while nobody looks. All times are milliseconds since
 * 1970 (`KeptTime`). Holds no value of a key, and of what the user's requests were answered no words.
 */
export interface SavedState {
  readonly keys: readonly SavedKey[];
  readonly heardKeys: readonly SavedHeardKey[];
}

/** What the user has chosen for a key that is known from traffic alone; of what was heard of it nothing is kept. */
export interface SavedHeardKey {
  /** The engine's name of it: a digest of its value, and its origin. */
  readonly id: string;
  readonly provider: ProviderId;
  readonly origin: string;
  readonly fingerprint: string;
  /** The user's own name for it; `null` for none. */
  readonly name: string | null;
  readonly isHidden: boolean;
}

/** What is known about a key, while it has the value that the fingerprint tells and goes to this origin. */
export interface SavedKey extends SavedStanding {
  readonly id: string;
  readonly origin: string;
  readonly fingerprint: string;
  /** When somebody last heard of it. */
  readonly heardAt: number;
  readonly limits: readonly SavedLimit[];
}

/** A key's standing with its provider. */
export interface SavedStanding {
  readonly health: SavedHealth;
  /** The failure of the latest look at the key itself; `null` once anything was answered. */
  readonly check: { readonly failure: Failure; readonly at: number } | null;
  readonly models: readonly SavedModel[];
}

/** How the last requests of a key ended. */
export interface SavedHealth {
  readonly isRefused: boolean;
  readonly hasNoCredit: boolean;
  /** The wait that the provider asked for, and the model it was about, if any; `null` where it asked for none. */
  readonly wait: { readonly model: string | null; readonly from: number; readonly until: number } | null;
  /** Failures in a row without an answer, and with trouble of the provider's. */
  readonly offlineStreak: number;
  readonly troubleStreak: number;
  /** When its last request ended, and when the last failed. */
  readonly endedAt: number | null;
  readonly failedAt: number | null;
  /** From 0 to 1: the spread of the next try. */
  readonly jitter: number;
}

/** How the last requests with one model ended. */
export interface SavedModel {
  readonly model: string;
  /** Whether the user watched it; the others were seen in traffic. */
  readonly isWatched: boolean;
  readonly heardAt: number | null;
  readonly readAt: number | null;
  /** Answers in a row to our own checks that had no rate-limit headers. */
  readonly bareAnswers: number;
  readonly wasAnswered: boolean;
  readonly isRefused: boolean;
  readonly failure: { readonly failure: Failure; readonly by: Requester } | null;
  /** Our own checks of the last hour, oldest first. */
  readonly checks: readonly number[];
}
