import type { Disposable, Event } from '../base/disposable.ts';
import type { Observation, SourceId } from '../core/model/observation.ts';
import type { Budget, KeyIdentity, LimitSnapshot, NextCheck, SourceState } from '../core/model/snapshot.ts';
import type { KeyPace } from '../core/schedule.ts';

/** A key and the models of it that are watched. */
export interface WatchedKey extends KeyIdentity {
  readonly models: readonly string[];
}

/** Something that learns of limits. It emits observations and shows how it is itself; it draws nothing and decides nothing. */
export interface Source extends Disposable {
  readonly id: SourceId;
  readonly state: SourceState;
  readonly onDidChangeState: Event<void>;
  /** Begins; called once. Never throws: what goes wrong is a state. */
  start(emit: (observation: Observation) => void): void;
}

/** A source that is asked and whose asking costs. It plans from what the engine knows, whoever saw it. */
export interface AskedSource extends Source {
  /** Asks about exactly these keys from now on. */
  watch(keys: readonly WatchedKey[]): void;
  /** Begins anew with a key whose value was replaced. */
  restart(key: WatchedKey): void;
  /** Plans anew: something that the plan depends on has changed. */
  plan(known: Known): void;
  /** Somebody uses the window again: what could not be had before may be there. */
  wakeUp(): void;
  nextCheck(keyId: string): NextCheck;
  /** Asks at once about one key, or all; resolves with what kept it from asking. */
  checkNow(keyId: string | null): Promise<NextCheck | null>;
}

/** What the engine knows, for whoever plans from it. All times are monotonic milliseconds. */
export interface Known {
  readonly budget: Budget;
  readonly windowInUse: boolean;
  /** When somebody last came back to the window; `null` while nobody has been away. */
  readonly backAt: number | null;
  /** How a key stands with its provider, and what is known of a model of it; `null` for a key that is not watched. */
  key(keyId: string): { readonly pace: KeyPace; model(name: string): ModelKnown } | null;
}

export interface ModelKnown {
  /** When anything was last read of its limits, by any source; `null` before. */
  readonly readAt: number | null;
  /** Seconds from then until the next reading is worth its price; `null` before any reading. */
  readonly wish: number | null;
  /** Answers to own checks in a row without rate-limit headers. */
  readonly bareAnswers: number;
  /** The provider knows the key but not, or not for it, this model. */
  readonly refused: boolean;
  readonly limits: readonly LimitSnapshot[];
}
