import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';
import { inTime } from '../../base/inTime.ts';
import { ownFault } from '../../core/causes/failureOf.ts';
import type { ExchangeSeen, Observation } from '../../core/model/observation.ts';
import type { NextCheck } from '../../core/model/snapshot.ts';
import { costAtMost, costOf, probeUsage, type Usage } from '../../core/prices.ts';
import { planCheck } from '../../core/schedule.ts';
import type { CheckCost } from '../../core/spending.ts';
import type { Purse } from '../../engine/purse.ts';
import type { Known, WatchedKey } from '../../engine/source.ts';
import type { Access, Exchange, ProviderClient } from '../../providers/provider.ts';
import { CheckTimes } from './checkTimes.ts';

/** The outside parts that probing needs. */
export interface ProbeParts {
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly purse: Purse;
  /** Loaded when first asked for: the SDKs are large. May fail. */
  clientOf(id: WatchedKey['provider']): ProviderClient | Promise<ProviderClient>;
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
}

/**
 * When the window is used again, checks start at a random moment within this many milliseconds, because other windows
 * wake up too.
 */
const wakeUp = 2000;

/**
 * Each check is delayed by a random part of its wait, so that keys do not move in step; at most by this many
 * milliseconds.
 */
const longestSpread = 1000;

/** A secret storage that hangs must not hang the gauge; milliseconds. */
const accessDeadline = 10_000;

/** Checks the models of one key: one request at a time, each when its pace and the key's state allow. */
export class KeyProbe {
  #key: WatchedKey;
  readonly #parts: ProbeParts;
  readonly #owner: ProbeOwner;
  readonly #times = new CheckTimes();
  #timer: Disposable | null = null;
  #inFlight: Promise<void> | null = null;
  /** Why the key's value cannot be used, as found at the last check. */
  #withoutValue: 'key-missing' | 'key-changed' | null = null;
  /** Monotonic ms before which no check starts, since the window has just come into use again. */
  #rested = 0;
  readonly #abort = new AbortController();

  constructor(key: WatchedKey, parts: ProbeParts, owner: ProbeOwner) {
    this.#key = key;
    this.#parts = parts;
    this.#owner = owner;
  }

  /** Takes over a new label or other models. */
  update(key: WatchedKey): void {
    this.#key = key;
    this.#times.keepOnly(key.models);
  }

  /** Plans the next check again; called whenever something that it depends on has changed. */
  plan(): void {
    this.#timer?.dispose();
    this.#timer = null;
    if (this.#inFlight || this.#abort.signal.aborted) return;
    const { model, next } = this.#next();
    if (model === null || next.wait === null) return;
    const { clock, random } = this.#parts;
    // A little late, never early: the wait that the provider asked for must be kept in full.
    const wait = Math.max(next.wait * 1000, this.#rested - clock.now());
    const spread = random() * Math.min(longestSpread, 0.05 * wait);
    this.#timer = clock.after(wait + spread, () => {
      this.#timer = null;
      const due = this.#next();
      if (due.model !== null && due.next.wait !== null && due.next.wait <= 0.01) void this.#check([due.model]);
      else this.plan();
    });
  }

  get nextCheck(): NextCheck {
    return this.#inFlight ? { wait: 0, reason: 'in-flight' } : this.#next().next;
  }

  /**
   * Checks every model at once because the user asks. Pace and shares do not count then, but the provider's wait and
   * the day's money do. Resolves when done, with the reason if it did not check.
   */
  async checkNow(): Promise<NextCheck | null> {
    if (this.#inFlight) {
      await this.#inFlight;
      return null;
    }
    const { clock } = this.#parts;
    const [first] = this.#key.models;
    if (first === undefined) return { wait: null, reason: 'no-models' };
    const { waitUntil = null } = this.#owner.known.key(this.#key.id)?.pace ?? {};
    const wait = waitUntil === null ? 0 : (waitUntil - clock.now()) / 1000;
    if (wait > 0) return { wait, reason: 'retry-after' };
    if (this.#costOfCheck(first) > this.#owner.dollarsLeft()) {
      return { wait: clock.today().untilTomorrow, reason: 'budget-money' };
    }
    await this.#check(this.#key.models);
    return null;
  }

  /** The window is in use again. A missing key may be there now: the storage unlocked, the variable set. */
  wakeUp(): void {
    this.#withoutValue = null;
    this.#rested = this.#parts.clock.now() + wakeUp * this.#parts.random();
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
      if (!this.#abort.signal.aborted) this.#owner.changed();
    });
    this.#owner.changed();
    return this.#inFlight;
  }

  async #checkEach(models: readonly string[]): Promise<void> {
    const { purse } = this.#parts;
    for (const model of models) {
      await purse.refresh(this.#abort.signal);
      const cost = this.#costOfCheck(model);
      if (this.#abort.signal.aborted || cost > this.#owner.dollarsLeft()) return;
      const free = purse.reserve(cost);
      try {
        const access = await this.#access();
        if (this.#abort.signal.aborted) return;
        this.#withoutValue = access === null ? 'key-missing' : access === 'changed' ? 'key-changed' : null;
        if (access === null || access === 'changed') return;
        await this.#probe(model, access, free);
      } finally {
        free();
      }
      if (this.#abort.signal.aborted || this.#isHeldBack) return;
    }
  }

  /** One refusal is enough: the other models wait with the key. */
  get #isHeldBack(): boolean {
    const pace = this.#owner.known.key(this.#key.id)?.pace;
    return !pace || pace.blocked !== null || pace.waitUntil !== null || pace.noCredit || pace.offlineStreak > 0;
  }

  /** `free` gives back the money set aside, as soon as the check itself is counted. */
  async #probe(model: string, access: Access, free: () => void): Promise<void> {
    const { clock, clientOf } = this.#parts;
    const { id, provider } = this.#key;
    const account = { kind: 'key', provider, keyId: id } as const;
    const seen = { kind: 'exchange', source: 'probe', account, requestId: null, model, by: 'keygauge' } as const;
    let sentAt = clock.now();
    let exchange: Exchange | null;
    try {
      const client = await clientOf(provider);
      if (this.#abort.signal.aborted) return;
      free();
      exchange = await this.#counted(model, () => {
        sentAt = clock.now();
        return client.probe(access, model, this.#abort.signal);
      });
    } catch (error) {
      const failure = ownFault(error, [access.apiKey]);
      return this.#tell({ ...seen, sentAt, receivedAt: clock.now(), readings: [], failure, charged: {} });
    }
    if (exchange === null) return;
    const { readings, failure, charged } = exchange;
    this.#tell({ ...seen, sentAt, receivedAt: clock.now(), readings, failure, charged });
  }

  /**
   * Counts a check before it leaves, and corrects its cost by what the answer says of it. One that is called off or
   * lost on the way may have cost the most that it can. `null` if it was called off before it left.
   */
  async #counted(model: string, send: () => Promise<Exchange>): Promise<Exchange | null> {
    const { signal } = this.#abort;
    const atMost = this.#costIn(model, probeUsage);
    const check = await this.#parts.purse.spend(this.#key.id, atMost, signal);
    if (signal.aborted) {
      check.settle(null);
      return null;
    }
    let cost = atMost;
    try {
      const exchange = await send();
      if (!signal.aborted) cost = this.#costIn(model, exchange.usage);
      return exchange;
    } finally {
      check.settle(cost);
    }
  }

  /** Notes the check's time whatever the answer was, because the next check is planned from it. */
  #tell(exchange: ExchangeSeen): void {
    if (this.#abort.signal.aborted) return;
    if (this.#key.models.includes(exchange.model)) this.#times.checked(exchange.model, exchange.receivedAt);
    this.#owner.emit(exchange);
  }

  /** The key's value, or `null` when the storage has none, fails, or does not answer. */
  async #access(): Promise<Access | 'changed' | null> {
    const asked = () => this.#parts.access(this.#key.id);
    return inTime(asked, accessDeadline, this.#parts.clock, this.#abort.signal).catch(() => null);
  }

  /** The model that is due first, and when. */
  #next(): { model: string | null; next: NextCheck } {
    const { clock, purse } = this.#parts;
    const { known } = this.#owner;
    const key = known.key(this.#key.id);
    let first: { model: string; next: NextCheck } | null = null;
    if (!key) return { model: null, next: { wait: null, reason: 'no-models' } };
    if (this.#withoutValue) return { model: null, next: { wait: null, reason: this.#withoutValue } };
    for (const model of this.#key.models) {
      const next = planCheck({ ...key.model(model), ...this.#times.of(model) }, key.pace, {
        now: clock.now(),
        windowInUse: known.windowInUse,
        backAt: known.backAt,
        budget: known.budget,
        requestsToday: purse.today(this.#key.id).requests,
        dollarsLeft: this.#owner.dollarsLeft(),
        untilTomorrow: clock.today().untilTomorrow,
        costOfCheck: this.#costOfCheck(model),
      });
      if (!first || (next.wait ?? Infinity) < (first.next.wait ?? Infinity)) first = { model, next };
    }
    return first ?? { model: null, next: { wait: null, reason: 'no-models' } };
  }

  #costOfCheck(model: string): number {
    return this.#costIn(model, probeUsage).ceiling;
  }

  #costIn(model: string, usage: Usage): CheckCost {
    const tokens = usage.input + usage.output;
    if (this.#key.storage === 'demo' || tokens === 0) return { tokens, dollars: 0, ceiling: 0 };
    return { tokens, dollars: costOf(model, usage), ceiling: costAtMost(model, usage) };
  }
}
