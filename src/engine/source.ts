import type { Disposable, Event } from '../base/disposable.ts';
import type { HeldRequest } from '../core/model/heldRequest.ts';
import type { Observation, SourceId } from '../core/model/observation.ts';
import type { Budget, KeyIdentity, LimitShape, LimitSnapshot, NextCheck, SourceState } from '../core/model/snapshot.ts';
import type { KeyPace } from '../core/schedule.ts';

/** A key and its watched models. */
export interface WatchedKey extends KeyIdentity {
  readonly models: readonly string[];
}

/**
 * Something that learns of limits. It emits observations and reports its own state; it draws nothing and decides
 * nothing.
 */
export interface Source extends Disposable {
  readonly id: SourceId;
  readonly state: SourceState;
  /** Whether it hears requests of the user's while it is live. */
  readonly hearsUse?: true;
  readonly onDidChangeState: Event<void>;
  /** Begins; called once. Never throws: trouble becomes a state. */
  start(emit: (observation: Observation) => void): void;
  /** Tells whether somebody uses the window, which is so at first: whoever asks a provider rests while nobody does. */
  setWindowInUse?(inUse: boolean): void;
  /** Tells whether the user wants it, which is so at first. */
  allow?(isAllowed: boolean): void;
  /** Somebody looks at a surface that shows more than limits. */
  look?(): void;
  /** Requests of the user's tools that it holds back. */
  readonly holds?: readonly HeldRequest[];
  /** The user does not want to wait for one of those. */
  sendNow?(holdId: string): void;
}

/** A source that must be asked, at a cost. It plans from all that the engine knows, whichever source saw it. */
export interface AskedSource extends Source {
  /** Asks about exactly these keys from now on. */
  watch(keys: readonly WatchedKey[]): void;
  /** Starts over with a key whose value was replaced. */
  restart(key: WatchedKey): void;
  /** Plans again, because something that the plan depends on has changed. */
  plan(known: Known): void;
  /** The window is in use again: what was missing before may be there now. */
  wakeUp(): void;
  nextCheck(keyId: string): NextCheck;
  /**
   * Asks at once about one key, or about all (`null`). Resolves with the reason why it did not ask, `null` if it did.
   */
  checkNow(keyId: string | null): Promise<NextCheck | null>;
}

/** The engine's knowledge, for planning checks. All times are monotonic milliseconds. */
export interface Known {
  readonly budget: Budget;
  readonly windowInUse: boolean;
  /** Time of the last return to the window; `null` while nobody has been away. */
  readonly backAt: number | null;
  /** A key's standing with its provider and what is known about its models; `null` for a key that is not watched. */
  key(keyId: string): { readonly pace: KeyPace; model(name: string): ModelKnown } | null;
}

export interface ModelKnown {
  /** Time of the last reading of any of its limits, by any source; `null` before the first. */
  readonly readAt: number | null;
  /** Time of the last that a request of the user's brought; `null` before the first. */
  readonly usedAt: number | null;
  /** Seconds from the last reading until the next reading is worth its price; `null` before any reading. */
  readonly wish: number | null;
  /** Whether that is to tell for which model a request of the user's was. */
  readonly toDecide?: boolean;
  /** Answers in a row to our own checks that had no rate-limit headers. */
  readonly bareAnswers: number;
  /** Times of our own checks of late, also before a reload; oldest first. */
  readonly checks: readonly number[];
  /** Whether the provider knows the key but does not know this model or does not offer it to the key. */
  readonly refused: boolean;
  readonly limits: readonly LimitShape[];
  /** The same with their levels, which take far longer to work out. */
  snapshots(): readonly LimitSnapshot[];
}
