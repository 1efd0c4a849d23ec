import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/disposable.ts';
import type { Thresholds } from '../core/limits/alarms.ts';
import { Ledger } from '../core/limits/ledger.ts';
import type { LimitId, Unit } from '../core/model/limit.ts';
import type { Observation } from '../core/model/observation.ts';
import type {
  Budget,
  CheckReason,
  KeySnapshot,
  KeyStatus,
  LimitSnapshot,
  NextCheck,
  Snapshot,
} from '../core/model/snapshot.ts';
import { rank } from '../core/shown/ranking.ts';
import type { Announcement, Board, Request } from './board.ts';
import { KeyState } from './keyState.ts';
import type { Purse } from './purse.ts';
import type { AskedSource, Known, Source, WatchedKey } from './source.ts';
import { Ticker } from './ticker.ts';

/** The user's choices that the engine needs. */
export interface EnginePreferences {
  readonly budget: Budget;
  readonly thresholds: (unit: Unit) => Thresholds;
  readonly muted: ReadonlySet<LimitId>;
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

/** After this many milliseconds away, coming back counts as a fresh start. */
const away = 5 * 60_000;

/** A watched key and what is known about it. */
interface EngineKey {
  readonly watched: WatchedKey;
  readonly state: KeyState;
}

/**
 * Takes in what sources observe, keeps it in the state of each key and in the ledger, looks at the alarms and announces
 * changes. Surfaces get snapshots from it and nothing else. Knows no source by name, and no editor. A surface that throws
 * stops neither a source nor another surface: that is logged, and the engine goes on.
 */
export class Engine implements Board {
  readonly #parts: EngineParts;
  #preferences: EnginePreferences;
  readonly #ledger: Ledger;
  readonly #keys = new Map<string, EngineKey>();
  readonly #ticker: Ticker;
  readonly #known: Known;
  #windowInUse = true;
  /** Monotonic ms at which the window was last left, and at which somebody last came back after a long absence. */
  #leftAt = 0;
  #backAt: number | null = null;
  readonly #changed = new Emitter<Snapshot>();
  readonly #announced = new Emitter<Announcement>();

  readonly onDidChange = this.#changed.event;
  readonly onDidAnnounce = this.#announced.event;

  constructor(parts: EngineParts, preferences: EnginePreferences) {
    this.#parts = parts;
    this.#preferences = preferences;
    this.#ledger = new Ledger((unit) => this.#preferences.thresholds(unit));
    this.#ticker = new Ticker(parts.clock, () => this.#lookAgain());
    const engine = this;
    this.#known = {
      get budget() {
        return engine.#preferences.budget;
      },
      get windowInUse() {
        return engine.#windowInUse;
      },
      get backAt() {
        return engine.#backAt;
      },
      key: (id) => this.#knownOf(id),
    };
    for (const source of [parts.checks, ...parts.sources]) {
      source.onDidChangeState(() => this.#change());
      source.start((observation) => this.observe(observation));
    }
  }

  /** Watches exactly these keys from now on. */
  watch(keys: readonly WatchedKey[]): void {
    for (const id of this.#keys.keys()) if (!keys.some((key) => key.id === id)) this.#keys.delete(id);
    for (const watched of keys) {
      const { state } = this.#keys.get(watched.id) ?? { state: new KeyState() };
      state.watch(watched.models);
      // Deleted and set again, so that the keys stay in the user's order.
      this.#keys.delete(watched.id);
      this.#keys.set(watched.id, { watched, state });
    }
    this.#ledger.keepOnly(
      [...this.#keys].flatMap(([owner, { state }]) => state.models.map((model) => ({ owner, model }))),
    );
    this.#parts.checks.watch(keys);
    this.#replan();
  }

  /** Forgets a key's standing with its provider and its limits, because its value was replaced. */
  restart(key: WatchedKey): void {
    this.#ledger.forget(key.id);
    const state = new KeyState();
    state.watch(key.models);
    this.#keys.set(key.id, { watched: key, state });
    this.#parts.checks.restart(key);
    this.#replan();
  }

  prefer(preferences: EnginePreferences): void {
    this.#preferences = preferences;
    this.#replan();
  }

  async ask(request: Request): Promise<NextCheck | null> {
    switch (request.type) {
      case 'check-now':
        return this.#parts.checks.checkNow(request.keyId);
      case 'in-use':
        this.#setWindowInUse(request.inUse);
        return null;
    }
  }

  /**
   * Takes an observation from any source; one about a key that is not the user's holds nothing to show, so it is
   * dropped.
   */
  observe(observation: Observation): void {
    this.#safely(() => this.#parts.log.observation(observation));
    const { account } = observation;
    const key = account.kind === 'key' ? this.#keys.get(account.keyId) : undefined;
    if (!key) return;
    this.#safely(() => this.#take(observation, key));
    this.#parts.checks.plan(this.#known);
    this.#lookAgain();
  }

  #take(observation: Observation, { watched, state }: EngineKey): void {
    const isOfInterest = observation.kind !== 'exchange' || state.concerns(observation);
    const forgotten = observation.kind === 'exchange' ? state.take(observation, this.#parts.random()) : null;
    if (forgotten !== null) this.#ledger.forget(watched.id, forgotten);
    if (isOfInterest) this.#ledger.take(observation);
  }

  get current(): Snapshot {
    const now = this.#parts.clock.now();
    const keys = [...this.#keys.values()].map((key) => this.#snapshotOf(key, now));
    const sources = [this.#parts.checks, ...this.#parts.sources].map(({ id, state }) => ({ id, state }));
    return { at: this.#parts.wall(), keys, budget: this.#preferences.budget, sources, ranking: rank(keys) };
  }

  dispose(): void {
    this.#ticker.dispose();
    for (const source of [this.#parts.checks, ...this.#parts.sources]) source.dispose();
    this.#keys.clear();
    this.#changed.dispose();
    this.#announced.dispose();
  }

  /** An unused window checks nothing; once used again, it makes any check that is due within two seconds. */
  #setWindowInUse(inUse: boolean): void {
    if (inUse === this.#windowInUse) return;
    this.#windowInUse = inUse;
    const now = this.#parts.clock.now();
    if (inUse) {
      if (now - this.#leftAt >= away) this.#backAt = now;
      this.#parts.checks.wakeUp();
    } else this.#leftAt = now;
    this.#replan();
  }

  #snapshotOf({ watched, state }: EngineKey, now: number): KeySnapshot {
    const { id, label, provider, origin, fingerprint, storage } = watched;
    const models = state.snapshot((model) => this.#limitsOf(id, model), now);
    const failures = models.flatMap((model) => model.failure ?? []).sort((a, b) => a.age - b.age);
    const nextCheck = this.#parts.checks.nextCheck(id);
    const { requests, tokens, dollars } = this.#parts.purse.today(id);
    return {
      id,
      label,
      provider,
      origin,
      fingerprint,
      storage,
      status: statusWithoutValue(nextCheck.reason) ?? state.status(now),
      models,
      lastFailure: failures[0] ?? null,
      nextCheck,
      today: { requests, tokens, dollars },
    };
  }

  #knownOf(id: string): ReturnType<Known['key']> {
    const state = this.#keys.get(id)?.state;
    if (!state) return null;
    return {
      pace: state.pace,
      model: (name) => {
        const { readAt, bareAnswers, isRefused } = state.model(name);
        const wish = this.#ledger.nextLook(id, name, this.#parts.clock.now());
        return { readAt, wish, bareAnswers, refused: isRefused, limits: this.#limitsOf(id, name) };
      },
    };
  }

  #limitsOf(keyId: string, model: string): LimitSnapshot[] {
    return this.#ledger.limits(keyId, model, this.#parts.clock.now(), this.#preferences.muted);
  }

  #replan(): void {
    this.#parts.checks.plan(this.#known);
    this.#change();
  }

  #lookAgain(): void {
    let snapshot: Snapshot | null = null;
    this.#safely(() => {
      const crossed = this.#ledger.look(this.#parts.clock.now(), this.#preferences.muted);
      const found = this.current;
      snapshot = found;
      for (const one of crossed) this.#safely(() => this.#announced.fire({ ...one, snapshot: found }));
    });
    this.#change(snapshot);
  }

  #change(snapshot: Snapshot | null = null): void {
    this.#safely(() => this.#tick());
    this.#safely(() => this.#changed.fire(snapshot ?? this.current));
  }

  #tick(): void {
    const now = this.#parts.clock.now();
    const expiry = this.#ledger.nextExpiry(now);
    const counts = [...this.#keys.values()].some(({ state }) => (state.remainingWait(now) ?? 0) > 0);
    this.#ticker.set([counts ? 0 : null, this.#ledger.movesIn(now), expiry === null ? null : expiry - now + 1]);
  }

  #safely(act: () => void): void {
    try {
      act();
    } catch (thrown) {
      this.#parts.log.fault(thrown);
    }
  }
}

/** The status of a key whose value cannot be used; `null` if it can. */
function statusWithoutValue(reason: CheckReason): KeyStatus | null {
  if (reason === 'key-missing') return 'missing';
  return reason === 'key-changed' ? 'changed' : null;
}
