import type { Disposable } from '../../base/disposable.ts';
import { inTime } from '../../base/inTime.ts';
import { waitToAsk } from '../../core/askedCheck.ts';
import { ownFault } from '../../core/causes/ownFault.ts';
import { providers } from '../../core/model/provider.ts';
import type { NextCheck } from '../../core/model/snapshot.ts';
import { costAtMost, costOf, probeUsage, type Usage } from '../../core/prices.ts';
import { planCheck } from '../../core/schedule.ts';
import type { CheckCost } from '../../core/spending.ts';
import { withoutAnswer } from '../../engine/ownRequest.ts';
import type { CountedCheck } from '../../engine/purse.ts';
import type { WatchedKey } from '../../engine/source.ts';
import type { Exchange } from '../../providers/provider.ts';
import { CheckTimes } from './checkTimes.ts';
import type { KeyValue } from './keyValue.ts';
import type { ProbeOwner, ProbeParts } from './probeParts.ts';

/**
 * When the window is used again, checks start at a random moment within this many milliseconds, because windows that
 * know nothing of each other wake up too.
 */
const wakeUp = 2000;

/**
 * Each check is delayed by a random part of its wait, so that keys do not move in step; at most by this many
 * milliseconds.
 */
const longestSpread = 1000;

/** Checks the models of one key: one request at a time, each when its pace and the key's state allow. */
export class KeyProbe {
  #key: WatchedKey;
  readonly #parts: ProbeParts;
  readonly #owner: ProbeOwner;
  readonly #times = new CheckTimes();
  #timer: Disposable | null = null;
  #inFlight: Promise<void> | null = null;
  readonly #value: KeyValue;
  /** Whether the next check waits because the day's money is spent, or set aside. */
  #lacksMoney = false;
  /** Whether the user has asked once in spite of the wait that the provider asked for. */
  #askedInWait = false;
  /** Monotonic ms before which no check starts, since the window has just come into use again. */
  #rested = 0;
  readonly #abort = new AbortController();

  constructor(key: WatchedKey, parts: ProbeParts, owner: ProbeOwner, value: KeyValue) {
    this.#value = value;
    this.#key = key;
    this.#parts = parts;
    this.#owner = owner;
  }

  /** Takes over a new label or other models. A missing value may be there now: with a window that has just opened. */
  update(key: WatchedKey): void {
    this.#key = key;
    this.#value.forgetLack();
    this.#times.keepOnly(key.models);
  }

  /** Plans the next check again; called whenever something that it depends on has changed. */
  plan(): void {
    this.#timer?.dispose();
    this.#timer = null;
    if (this.#inFlight || this.#abort.signal.aborted) return;
    const { model, next } = this.#next();
    this.#lacksMoney = next.reason === 'budget-money';
    if (model === null || next.wait === null) return;
    const { clock, random } = this.#parts;
    const rested = Math.max(this.#rested, this.#times.restsUntil(model));
    // A little late, never early: the wait that the provider asked for must be kept in full.
    const wait = Math.max(next.wait * 1000, rested - clock.now());
    const spread = random() * Math.min(longestSpread, 0.05 * wait);
    this.#timer = clock.after(wait + spread, () => {
      this.#timer = null;
      const due = this.#next();
      const isDue = due.next.wait !== null && due.next.wait <= 0.01;
      if (isDue && due.model !== null && this.#isRested(due.model)) void this.#check([due.model], false);
      else this.plan();
    });
  }

  /** Plans again if it was money that was lacking: some was set aside and is free again. */
  moneyFreed(): void {
    if (this.#lacksMoney) this.plan();
  }

  get nextCheck(): NextCheck {
    return this.#inFlight ? { wait: 0, reason: 'in-flight' } : this.#next().next;
  }

  /**
   * Checks every model at once because the user asks. Pace and shares do not count then, but a floor and the day's money
   * do, and the provider's wait after the first time. Resolves when done, with the reason if it did not check.
   */
  async checkNow(): Promise<NextCheck | null> {
    if (!this.#inFlight) await this.#rest();
    if (this.#inFlight) {
      await this.#inFlight;
      return null;
    }
    const { models } = this.#key;
    if (models.length === 0) return { wait: null, reason: 'no-models' };
    // A request would make the machine load the model.
    if (providers[this.#key.provider].limitsIn === 'nowhere') return null;
    const wait = this.#remainingWait;
    if (wait > 0 && this.#askedInWait) return { wait, reason: 'retry-after' };
    const rested = models.filter((model) => this.#isRested(model));
    const [soonest] = rested.map((model) => this.#waitToAsk(model)).sort((one, other) => one - other);
    if (soonest === undefined || this.#isEnded) return null;
    if (wait <= 0 && soonest > 0) return { wait: soonest, reason: 'budget-rate' };
    const chosen = wait > 0 ? this.#waitingFirst(rested) : rested.filter((model) => this.#waitToAsk(model) === 0);
    if (this.#costOfCheck(chosen[0] ?? '') > this.#owner.dollarsLeft()) {
      return { wait: this.#parts.clock.today().untilTomorrow, reason: 'budget-money' };
    }
    await this.#check(chosen, true);
    return null;
  }

  /** The window is in use again. A missing key may be there now: the storage unlocked, the variable set. */
  wakeUp(): void {
    this.#value.forgetLack();
    this.#rested = this.#parts.clock.now() + wakeUp * this.#parts.random();
  }

  dispose(): void {
    this.#abort.abort();
    this.#timer?.dispose();
  }

  get #isEnded(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Seconds left of the wait that the provider asked for. */
  get #remainingWait(): number {
    const { waitUntil = null } = this.#owner.known.key(this.#key.id)?.pace ?? {};
    return waitUntil === null ? 0 : (waitUntil - this.#parts.clock.now()) / 1000;
  }

  /** Waits for the second to pass in which all models were checked already, so that who asks sees what is true now. */
  async #rest(): Promise<void> {
    const { clock } = this.#parts;
    const rest = Math.min(...this.#key.models.map((model) => this.#times.restsUntil(model))) - clock.now();
    if (rest > 0 && rest < Infinity) await inTime(() => new Promise<never>(() => {}), rest, clock, this.#abort.signal);
  }

  #isRested(model: string): boolean {
    return this.#times.restsUntil(model) <= this.#parts.clock.now();
  }

  #waitToAsk(model: string): number {
    const limits = this.#owner.known.key(this.#key.id)?.model(model).snapshots() ?? [];
    return waitToAsk(limits, this.#times.asked(model), this.#parts.clock.now());
  }

  /** The model that the provider asked to wait with comes first, since only its answer ends the wait. */
  #waitingFirst(models: readonly string[]): string[] {
    const { waitsWith = null } = this.#owner.known.key(this.#key.id)?.pace ?? {};
    return [...models.filter((model) => model === waitsWith), ...models.filter((model) => model !== waitsWith)];
  }

  /** Never rejects: whatever is thrown becomes a failure of the model's, from which the next check is planned. */
  #check(models: readonly string[], isAsked: boolean): Promise<void> {
    this.#timer?.dispose();
    this.#timer = null;
    this.#askedInWait = this.#remainingWait > 0 && (isAsked || this.#askedInWait);
    this.#inFlight = this.#checkEach(models, isAsked).finally(() => {
      this.#inFlight = null;
      this.plan();
      if (!this.#isEnded) this.#owner.changed();
    });
    this.#owner.changed();
    return this.#inFlight;
  }

  async #checkEach(models: readonly string[], isAsked: boolean): Promise<void> {
    for (const model of models) {
      this.#times.begun(model, this.#parts.clock.now(), isAsked);
      try {
        if (!(await this.#checkOne(model))) return;
      } catch (thrown) {
        const { exchange } = withoutAnswer(ownFault(thrown), { kind: 'probe', model }, null);
        this.#tell(model, this.#parts.clock.now(), exchange);
      }
      if (this.#isEnded || this.#isHeldBack) return;
    }
  }

  /** One refusal is enough: the other models wait with the key. */
  get #isHeldBack(): boolean {
    const pace = this.#owner.known.key(this.#key.id)?.pace;
    if (!pace) return true;
    const { isRefused, waitUntil, noCredit, offlineStreak, ownStreak } = pace;
    return isRefused || waitUntil !== null || noCredit || offlineStreak + ownStreak > 0;
  }

  /** Resolves with whether the model was checked: money, the key's value or the end may stand in the way. */
  async #checkOne(model: string): Promise<boolean> {
    const { purse } = this.#parts;
    await purse.refresh(this.#abort.signal);
    const cost = this.#costOfCheck(model);
    if (this.#isEnded || cost > this.#owner.dollarsLeft()) return false;
    const free = purse.reserve(cost);
    try {
      return await this.#probe(model, free);
    } finally {
      free();
      this.#owner.freed();
    }
  }

  /**
   * Counts the check before it leaves, at the most that it can cost, and corrects that by what the answer says of it.
   * `free` gives back the money set aside, as soon as the check itself is counted. Resolves with whether there was a value
   * to check with.
   */
  async #probe(model: string, free: () => void): Promise<boolean> {
    const { id } = this.#key;
    const { signal } = this.#abort;
    const atMost = this.#costIn(model, probeUsage);
    let counted: CountedCheck | null = null;
    const count = async () => {
      free();
      counted = await this.#parts.purse.spend(id, atMost, signal);
    };
    const made = await this.#value.ask({ kind: 'probe', model }, signal, count);
    const settle = (cost: CheckCost | null) => (counted as CountedCheck | null)?.settle(cost);
    if (made === null) {
      settle(null);
      return false;
    }
    const { sentAt, exchange } = made;
    // One that is called off or lost on the way may have cost the most that it can.
    settle(sentAt === null ? null : this.#isEnded ? atMost : this.#costIn(model, exchange.usage));
    this.#tell(model, sentAt ?? this.#parts.clock.now(), exchange);
    return true;
  }

  /** Notes the check's time whatever the answer was, because the next check is planned from it. */
  #tell(model: string, sentAt: number, { readings, failure, charged }: Exchange): void {
    if (this.#isEnded) return;
    const { id: keyId, provider } = this.#key;
    const account = { kind: 'key', provider, keyId } as const;
    const seen = { kind: 'exchange', source: 'probe', account, requestId: null, by: 'keygauge' } as const;
    const receivedAt = this.#parts.clock.now();
    if (this.#key.models.includes(model)) this.#times.checked(model, receivedAt);
    this.#owner.emit({ ...seen, model, sentAt, receivedAt, readings, failure, charged });
  }

  /** The model that is due first, and when. */
  #next(): { model: string | null; next: NextCheck } {
    const { clock, purse } = this.#parts;
    const { known } = this.#owner;
    const key = known.key(this.#key.id);
    let first: { model: string; next: NextCheck } | null = null;
    if (!key) return { model: null, next: { wait: null, reason: 'no-models' } };
    if (this.#value.lack) return { model: null, next: { wait: null, reason: this.#value.lack } };
    for (const model of this.#key.models) {
      if (!this.#isWorthARequest(model)) continue;
      const next = planCheck(this.#times.pace(model, key.model(model)), key.pace, {
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
    return first ?? { model: null, next: { wait: null, reason: this.#key.models[0] ? 'no-headers' : 'no-models' } };
  }

  /** Where answers tell no limits, a request is worth its price only while something is known to be wrong. */
  #isWorthARequest(name: string): boolean {
    const { pace, model } = this.#owner.known.key(this.#key.id) ?? {};
    const { limitsIn } = providers[this.#key.provider];
    if (limitsIn !== 'refusals') return limitsIn === 'answers';
    return pace?.noCredit || (pace?.waitUntil ?? null) !== null || (model?.(name).refused ?? false);
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
