import type { Thresholds } from '../core/alarms.ts';
import { type CrossedLimit, Ledger } from '../core/ledger.ts';
import type { LimitId, Unit } from '../core/limits.ts';
import type { ProviderId } from '../core/model/provider.ts';
import type { Observation } from '../core/observation.ts';
import type { Budget, KeySnapshot, NextCheck, Snapshot } from '../core/snapshot.ts';
import { addCheck, type DayOfSpending, spendingOn } from '../core/spending.ts';
import type { Access, ProviderClient } from '../providers/provider.ts';
import type { Clock } from './clock.ts';
import { type Disposable, Listeners } from './disposable.ts';
import { KeyWatch, type WatchedKey } from './keyWatch.ts';

/** What the user has decided, as the engine needs it. */
export interface EnginePreferences {
  readonly budget: Budget;
  readonly thresholds: (unit: Unit) => Thresholds;
  readonly muted: ReadonlySet<LimitId>;
}

export interface EngineParts {
  readonly clock: Clock;
  readonly random: () => number;
  providerOf(id: ProviderId): ProviderClient | Promise<ProviderClient>;
  access(keyId: string): Promise<Access | null>;
  /** What checking with a key has cost, kept across restarts. */
  readonly spending: { read(keyId: string): unknown; write(keyId: string, day: DayOfSpending): void };
  readonly log: { observation(observation: Observation): void };
}

/** A threshold just crossed, with everything as it was at that moment. */
export interface Announcement extends CrossedLimit {
  readonly snapshot: Snapshot;
}

/** Who has left the window for so long begins anew on coming back; milliseconds. */
const away = 5 * 60_000;

/**
 * Watches all keys: lets each be checked when it is due, keeps the ledger, looks at the alarms and says that something
 * changed. Surfaces get snapshots from it and nothing else. Knows no editor.
 */
export class Engine {
  readonly #parts: EngineParts;
  #preferences: EnginePreferences;
  readonly #ledger: Ledger;
  readonly #watches = new Map<string, KeyWatch>();
  #windowInUse = true;
  /** When the window was left, and when somebody came back after a while; monotonic ms. */
  #leftAt = 0;
  #backAt: number | null = null;
  #tick: Disposable | null = null;
  /** US dollars that checks under way may cost. */
  #reserved = 0;
  readonly #changed = new Listeners<void>();
  readonly #announced = new Listeners<Announcement>();

  /** Something a surface shows has changed: take a new snapshot. At most once a second while only time passes. */
  readonly onDidChange = this.#changed.event;
  /** A threshold was crossed; muted limits cross silently. */
  readonly onDidAnnounce = this.#announced.event;

  constructor(parts: EngineParts, preferences: EnginePreferences) {
    this.#parts = parts;
    this.#preferences = preferences;
    this.#ledger = new Ledger((unit) => this.#preferences.thresholds(unit));
  }

  /** Watches exactly these keys from now on. */
  watch(keys: readonly WatchedKey[]): void {
    for (const [id, watch] of this.#watches) {
      if (keys.some((key) => key.id === id)) continue;
      watch.dispose();
      this.#watches.delete(id);
    }
    this.#ledger.keepOnly(keys.flatMap((key) => key.models.map((model) => ({ keyId: key.id, model }))));
    for (const key of keys) {
      const known = this.#watches.get(key.id);
      if (known) known.update(key);
      else this.#watches.set(key.id, this.#watchKey(key));
    }
    this.#change();
  }

  /** Forgets how a key stood with its provider and what was left of its limits, because its value was replaced. */
  restart(key: WatchedKey): void {
    this.#watches.get(key.id)?.dispose();
    this.#ledger.forget(key.id);
    this.#watches.set(key.id, this.#watchKey(key));
    this.#change();
  }

  prefer(preferences: EnginePreferences): void {
    this.#preferences = preferences;
    this.#replan();
  }

  /** An unused window checks nothing; used again, it looks within two seconds if a check is due. */
  setWindowInUse(inUse: boolean): void {
    if (inUse === this.#windowInUse) return;
    this.#windowInUse = inUse;
    const now = this.#parts.clock.now();
    if (inUse) {
      if (now - this.#leftAt >= away) this.#backAt = now;
      for (const watch of this.#watches.values()) watch.wakeUp();
    } else this.#leftAt = now;
    this.#replan();
  }

  /** Checks all keys, or one, because the user asks; resolves with what kept a key from being checked. */
  async checkNow(keyId?: string): Promise<NextCheck | null> {
    const watches = keyId === undefined ? [...this.#watches.values()] : [this.#watches.get(keyId)];
    const kept = await Promise.all(watches.map((watch) => watch?.checkNow() ?? null));
    return kept.find((next) => next !== null) ?? null;
  }

  /** Takes an observation from any source. */
  observe(observation: Observation): void {
    this.#parts.log.observation(observation);
    this.#ledger.record(observation);
    this.#lookAtAlarms();
  }

  snapshot(): Snapshot {
    const keys: KeySnapshot[] = [...this.#watches.values()].map((watch) => watch.snapshot());
    return { keys, budget: this.#preferences.budget };
  }

  dispose(): void {
    this.#tick?.dispose();
    for (const watch of this.#watches.values()) watch.dispose();
    this.#watches.clear();
    this.#changed.dispose();
    this.#announced.dispose();
  }

  #watchKey(key: WatchedKey): KeyWatch {
    const { clock, random, providerOf, access, spending } = this.#parts;
    return new KeyWatch(key, {
      clock,
      random,
      access,
      provider: () => providerOf(key.provider),
      windowInUse: () => this.#windowInUse,
      backAt: () => this.#backAt,
      budget: () => this.#preferences.budget,
      dollarsLeft: () => this.#dollarsLeft(),
      reserve: (dollars) => this.#reserve(dollars),
      today: (keyId) => spendingOn(clock.today().day, spending.read(keyId)),
      spend: (keyId, cost) => {
        const today = spendingOn(clock.today().day, spending.read(keyId));
        spending.write(keyId, addCheck(today, cost));
      },
      limits: (keyId, model, now) => this.#ledger.limits(keyId, model, now, this.#preferences.muted),
      nextLook: (keyId, model, now) => this.#ledger.nextLook(keyId, model, now),
      onObservation: (observation) => this.observe(observation),
      onChange: () => this.#change(),
    });
  }

  #reserve(dollars: number): () => void {
    this.#reserved += dollars;
    return () => {
      this.#reserved -= dollars;
    };
  }

  #dollarsLeft(): number {
    const { day } = this.#parts.clock.today();
    const spent = [...this.#watches.keys()].map((id) => spendingOn(day, this.#parts.spending.read(id)).ceiling);
    return this.#preferences.budget.dollarsPerDay - this.#reserved - spent.reduce((sum, dollars) => sum + dollars, 0);
  }

  #replan(): void {
    for (const watch of this.#watches.values()) watch.plan();
    this.#change();
  }

  #change(): void {
    this.#schedule();
    this.#changed.fire();
  }

  #lookAtAlarms(): void {
    const crossed = this.#ledger.look(this.#parts.clock.now(), this.#preferences.muted);
    if (crossed.length === 0) return;
    const snapshot = this.snapshot();
    for (const one of crossed) this.#announced.fire({ ...one, snapshot });
  }

  /** One timer, at most once a second: when a level moves, a wait counts down or a reading grows too old. */
  #schedule(): void {
    this.#tick?.dispose();
    this.#tick = null;
    const now = this.#parts.clock.now();
    const counts = [...this.#watches.values()].some((watch) => watch.counts(now));
    const expiry = this.#ledger.nextExpiry(now);
    const delay = Math.min(
      counts ? 1000 : Infinity,
      this.#ledger.movesIn(now) ?? Infinity,
      expiry === null ? Infinity : Math.max(1000, expiry - now + 1),
    );
    if (delay === Infinity) return;
    this.#tick = this.#parts.clock.after(delay, () => {
      try {
        this.#lookAtAlarms();
      } finally {
        this.#change();
      }
    });
  }
}
