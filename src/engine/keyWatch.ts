import type { Observation } from '../core/observation.ts';
import { costAtMost, costOf, probeUsage } from '../core/prices.ts';
import { planCheck } from '../core/schedule.ts';
import type { Budget, KeyIdentity, KeySnapshot, LimitSnapshot, NextCheck, Spending } from '../core/snapshot.ts';
import type { CheckCost } from '../core/spending.ts';
import type { Access, ProviderClient } from '../providers/provider.ts';
import type { Clock } from './clock.ts';
import type { Disposable } from './disposable.ts';
import { inTime } from './inTime.ts';
import { KeyHealth } from './keyHealth.ts';
import { WatchedModel } from './watchedModel.ts';

/** A key and the models of it that are watched. */
export interface WatchedKey extends KeyIdentity {
  readonly models: readonly string[];
}

/** What a key's watch needs from the engine around it. */
export interface WatchSurroundings {
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Loaded when first asked for: the SDKs are large. */
  provider(): ProviderClient | Promise<ProviderClient>;
  /** The key's value and where it belongs; `null` when it is not there. May take long, and may fail. */
  access(keyId: string): Promise<Access | null>;
  windowInUse(): boolean;
  /** When somebody last came back to the window, monotonic ms; `null` while nobody has been away. */
  backAt(): number | null;
  budget(): Budget;
  dollarsLeft(): number;
  /** Sets US dollars aside while a check is under way, for another key may look at what is left; returns how to free them. */
  reserve(dollars: number): () => void;
  today(keyId: string): Spending;
  spend(keyId: string, cost: CheckCost): void;
  limits(keyId: string, model: string, now: number): LimitSnapshot[];
  /** Seconds from the last reading until the next is worth its price; `null` before the first. */
  nextLook(keyId: string, model: string, now: number): number | null;
  onObservation(observation: Observation): void;
  onChange(): void;
}

/** After a pause of the window a check comes at a random moment of so many milliseconds: other windows wake up too. */
const wakeUp = 2000;

/** Checks are late by a random part of their wait, so that keys do not move in step, but never by more than this; milliseconds. */
const longestSpread = 1000;

/** A secret storage that hangs must not hang the gauge; milliseconds. */
const accessDeadline = 10_000;

/** Watches the models of one key: one request at a time, each when its pace and the key's health allow. A source of observations. */
export class KeyWatch {
  #key: WatchedKey;
  readonly #around: WatchSurroundings;
  readonly #health = new KeyHealth();
  #models = new Map<string, WatchedModel>();
  #timer: Disposable | null = null;
  #inFlight: Promise<void> | null = null;
  /** No check before this, monotonic ms: the window has just come into use again. */
  #rested = 0;
  readonly #abort = new AbortController();

  constructor(key: WatchedKey, around: WatchSurroundings) {
    this.#key = key;
    this.#around = around;
    this.update(key);
  }

  /** Takes over a new label or other models; what is known of models that stay is kept. */
  update(key: WatchedKey): void {
    this.#key = key;
    this.#models = new Map(key.models.map((model) => [model, this.#models.get(model) ?? new WatchedModel(model)]));
    this.plan();
  }

  /** Plans the next check anew: called whenever something it depends on has changed. */
  plan(): void {
    this.#timer?.dispose();
    this.#timer = null;
    if (this.#inFlight || this.#abort.signal.aborted) return;
    const { model, next } = this.#next();
    if (model === null || next.wait === null) return;
    // A little late, never early: a wait that the provider asked for is kept to the second.
    const wait = Math.max(next.wait * 1000, this.#rested - this.#around.clock.now());
    const spread = this.#around.random() * Math.min(longestSpread, 0.05 * wait);
    this.#timer = this.#around.clock.after(wait + spread, () => {
      this.#timer = null;
      const due = this.#next();
      if (due.model !== null && due.next.wait !== null && due.next.wait <= 0.01) void this.#check([due.model]);
      else this.plan();
    });
  }

  /**
   * Checks every model at once because the user asks: pace and shares do not count then, but a wait that the provider
   * asked for and the day's money do. Resolves when done, with what kept it from checking.
   */
  async checkNow(): Promise<NextCheck | null> {
    if (this.#inFlight) {
      await this.#inFlight;
      return null;
    }
    if (this.#key.models.length === 0) return { wait: null, reason: 'no-models' };
    const wait = this.#health.remainingWait(this.#around.clock.now());
    if (wait) return { wait, reason: 'retry-after' };
    if (this.#costOfCheck(this.#key.models[0] ?? '') > this.#around.dollarsLeft()) {
      return { wait: this.#around.clock.today().untilTomorrow, reason: 'budget-money' };
    }
    await this.#check(this.#key.models);
    return null;
  }

  snapshot(): KeySnapshot {
    const now = this.#around.clock.now();
    const { id, label, provider, origin, fingerprint, storage } = this.#key;
    const wait = this.#health.remainingWait(now);
    const models = [...this.#models].map(([model, state]) =>
      state.snapshot(this.#around.limits(this.#key.id, model, now), now, wait),
    );
    const failures = models.flatMap((model) => model.failure ?? []).sort((a, b) => a.age - b.age);
    return {
      id,
      label,
      provider,
      origin,
      fingerprint,
      storage,
      status: this.#health.status(now),
      models,
      lastFailure: failures[0] ?? null,
      nextCheck: this.#inFlight ? { wait: 0, reason: 'in-flight' } : this.#next().next,
      today: this.#around.today(id),
    };
  }

  /**
   * The window is in use again. A key that was missing may be there: the storage has been unlocked, the variable set.
   */
  wakeUp(): void {
    this.#health.lookAgain();
    this.#rested = this.#around.clock.now() + wakeUp * this.#around.random();
  }

  /** Whether a countdown runs, so that surfaces have to be drawn again every second. */
  counts(now: number): boolean {
    return (this.#health.remainingWait(now) ?? 0) > 0;
  }

  dispose(): void {
    this.#abort.abort();
    this.#timer?.dispose();
  }

  async #check(models: readonly string[]): Promise<void> {
    this.#timer?.dispose();
    this.#inFlight = this.#checkEach(models).finally(() => {
      this.#inFlight = null;
      this.plan();
      if (!this.#abort.signal.aborted) this.#around.onChange();
    });
    this.#around.onChange();
    return this.#inFlight;
  }

  async #checkEach(models: readonly string[]): Promise<void> {
    const { clock } = this.#around;
    for (const model of models) {
      const cost = this.#costOfCheck(model);
      if (cost > this.#around.dollarsLeft()) return;
      const free = this.#around.reserve(cost);
      try {
        const access = await this.#access();
        if (this.#abort.signal.aborted) return;
        if (access === null) {
          this.#health.missing(clock.now());
          return;
        }
        await this.#probe(model, access);
      } finally {
        free();
      }
      // One refusal says enough: the rest of the models waits with the key.
      const { blocked, waitUntil, noCredit, offlineStreak } = this.#health.pace;
      if (this.#abort.signal.aborted || blocked || waitUntil !== null || noCredit || offlineStreak > 0) return;
    }
  }

  async #probe(model: string, access: Access): Promise<void> {
    const { clock, random } = this.#around;
    const provider = await this.#around.provider();
    if (this.#abort.signal.aborted) return;
    const { id, storage } = this.#key;
    const sentAt = clock.now();
    const { readings, failure, charged, usage } = await provider.probe(access, model, this.#abort.signal);
    if (this.#abort.signal.aborted) return;
    const receivedAt = clock.now();
    // Whatever becomes of the answer below, the next check is planned from this one.
    this.#health.ended(failure, receivedAt, random());
    const state = this.#models.get(model);
    state?.checked(receivedAt, readings.length > 0, failure);
    const tokens = usage.input + usage.output;
    const free = storage === 'demo' || tokens === 0;
    const ceiling = free ? 0 : costAtMost(model, usage);
    this.#around.spend(id, { tokens, dollars: free ? 0 : costOf(model, usage), ceiling });
    // No longer watched: the ledger has forgotten it, and is not to learn of it again.
    if (!state) return;
    this.#around.onObservation({ source: 'probe', keyId: id, model, sentAt, receivedAt, readings, failure, charged });
    this.#around.onChange();
  }

  /** The key's value, or `null` when the storage has none, fails, or does not answer. */
  async #access(): Promise<Access | null> {
    const asked = () => this.#around.access(this.#key.id);
    return inTime(asked, accessDeadline, this.#around.clock, this.#abort.signal).catch(() => null);
  }

  /** The model that is due first, and when. */
  #next(): { model: string | null; next: NextCheck } {
    const { clock, windowInUse, backAt, budget, dollarsLeft, limits, today } = this.#around;
    const now = clock.now();
    let first: { model: string; next: NextCheck } | null = null;
    for (const [model, state] of this.#models) {
      const wish = this.#around.nextLook(this.#key.id, model, now);
      const pace = state.pace(wish, limits(this.#key.id, model, now));
      const next = planCheck(pace, this.#health.pace, {
        now,
        windowInUse: windowInUse(),
        backAt: backAt(),
        budget: budget(),
        requestsToday: today(this.#key.id).requests,
        dollarsLeft: dollarsLeft(),
        untilTomorrow: clock.today().untilTomorrow,
        costOfCheck: this.#costOfCheck(model),
      });
      if (!first || (next.wait ?? Infinity) < (first.next.wait ?? Infinity)) first = { model, next };
    }
    return first ?? { model: null, next: { wait: null, reason: 'no-models' } };
  }

  #costOfCheck(model: string): number {
    return this.#key.storage === 'demo' ? 0 : costAtMost(model, probeUsage);
  }
}
