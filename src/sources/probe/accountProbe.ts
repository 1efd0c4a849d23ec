import type { Disposable } from '../../base/disposable.ts';
import { meanings } from '../../core/causes/meaning.ts';
import { waitAfter } from '../../core/causes/waitAfter.ts';
import type { MoneyPlace } from '../../core/dialects/moneyPlace.ts';
import { presets } from '../../core/dialects/presets.ts';
import type { Failure } from '../../core/model/failure.ts';
import { HOUR } from '../../core/model/limit.ts';
import { providers } from '../../core/model/provider.ts';
import type { NextCheck } from '../../core/model/snapshot.ts';
import { planCheck } from '../../core/schedule.ts';
import type { Ask, OwnRequest } from '../../engine/ownRequest.ts';
import type { WatchedKey } from '../../engine/source.ts';
import type { KeyValue } from './keyValue.ts';
import type { ProbeOwner, ProbeParts } from './probeParts.ts';

/** Seconds between two looks at money that requests may be spending, and at a key that tells nothing else. */
const moneyGap = 300;
const keyGap = 1800;
/** No two looks begin within this many milliseconds, whoever asks. */
const floor = 1000;
const longestSpread = 1000;
/** A look costs nothing, so only time is planned. */
const free = { tokens: 0, dollars: 0, ceiling: 0 };

/**
 * Asks with one key for what costs nothing but a request: its money and, where no answer tells limits, whether it is
 * accepted. Each part that cannot be had is told of by itself, and the rest stands.
 */
export class AccountProbe {
  readonly #key: WatchedKey;
  readonly #parts: ProbeParts;
  readonly #owner: ProbeOwner;
  readonly #value: KeyValue;
  readonly #places: readonly MoneyPlace[];
  /** Whether the key is accepted can only be seen here. */
  readonly #checksKey: boolean;
  /** Monotonic ms before which a place is not asked again. */
  readonly #suspended = new Map<MoneyPlace, number>();
  /** When the latest look began, and when the latest that had a value to ask with. */
  #begunAt = -Infinity;
  #lookedAt: number | null = null;
  #timer: Disposable | null = null;
  #inFlight: Promise<void> | null = null;
  readonly #abort = new AbortController();

  constructor(key: WatchedKey, parts: ProbeParts, owner: ProbeOwner, value: KeyValue) {
    this.#key = key;
    this.#parts = parts;
    this.#owner = owner;
    this.#value = value;
    this.#places = presets[key.provider].money ?? [];
    this.#checksKey = providers[key.provider].limitsIn !== 'answers';
  }

  /** Plans the next look again; called whenever something that it depends on has changed. */
  plan(): void {
    this.#timer?.dispose();
    this.#timer = null;
    const next = this.nextCheck;
    if (next === null || next.wait === null || this.#inFlight || this.#abort.signal.aborted) return;
    const { clock, random } = this.#parts;
    const wait = Math.max(next.wait * 1000, this.#begunAt + floor - clock.now());
    this.#timer = clock.after(wait + random() * Math.min(longestSpread, 0.05 * wait), () => {
      this.#timer = null;
      const due = this.nextCheck?.wait ?? null;
      if (due !== null && due <= 0.01) void this.#look();
      else this.plan();
    });
  }

  /** When it looks next and why then; `null` where there is nothing to look at. */
  get nextCheck(): NextCheck | null {
    if (!this.#checksKey && this.#places.length === 0) return null;
    if (this.#inFlight) return { wait: 0, reason: 'in-flight' };
    if (this.#value.lack) return { wait: null, reason: this.#value.lack };
    const { known } = this.#owner;
    const pace = known.key(this.#key.id)?.pace;
    if (!pace) return { wait: null, reason: 'no-models' };
    const looked = {
      checkedAt: this.#lookedAt,
      recentChecks: [],
      readAt: null,
      usedAt: null,
      bareAnswers: 0,
      refused: false,
    };
    const { clock } = this.#parts;
    const next = planCheck({ ...looked, wish: this.#gap, limits: [] }, pace, {
      now: clock.now(),
      windowInUse: known.windowInUse,
      backAt: null,
      budget: known.budget,
      requestsToday: 0,
      dollarsLeft: 0,
      untilTomorrow: clock.today().untilTomorrow,
      costOfCheck: free.ceiling,
    });
    return next.reason === 'calm' ? { ...next, reason: 'no-headers' } : next;
  }

  /** Looks at once because the user asks, unless it just has, or the provider asked to wait. */
  async checkNow(): Promise<void> {
    const { clock } = this.#parts;
    const { waitUntil = null } = this.#owner.known.key(this.#key.id)?.pace ?? {};
    const isWaiting = Math.max(waitUntil ?? -Infinity, this.#begunAt + floor) > clock.now();
    if (this.nextCheck === null || (isWaiting && !this.#inFlight) || this.#abort.signal.aborted) return;
    this.#suspended.clear();
    await (this.#inFlight ?? this.#look());
  }

  dispose(): void {
    this.#abort.abort();
    this.#timer?.dispose();
  }

  get #gap(): number {
    if (!this.#checksKey) return HOUR;
    return this.#places.length > 0 ? moneyGap : keyGap;
  }

  #look(): Promise<void> {
    this.#timer?.dispose();
    this.#timer = null;
    this.#begunAt = this.#parts.clock.now();
    this.#inFlight = this.#lookEverywhere()
      .catch(() => {})
      .finally(() => {
        this.#inFlight = null;
        this.plan();
        if (!this.#abort.signal.aborted) this.#owner.changed();
      });
    this.#owner.changed();
    return this.#inFlight;
  }

  async #lookEverywhere(): Promise<void> {
    let isChecked = !this.#checksKey;
    for (const place of this.#places) {
      if ((this.#suspended.get(place) ?? -Infinity) > this.#parts.clock.now()) continue;
      const asked = await this.#readMoney(place);
      if (asked === null) return;
      const { failure } = asked;
      if (isChecked || !place.provesKey || !isOfKey(failure)) continue;
      this.#tellOfKey(failure);
      if (failure !== null) return;
      isChecked = true;
    }
    if (!isChecked) await this.#listModels();
  }

  /** Asks one place and tells what came of it; resolves with `null` without a value to ask with, or at the end. */
  async #readMoney(place: MoneyPlace): Promise<{ readonly failure: Failure | null } | null> {
    const { clock, wall } = this.#parts;
    const made = await this.#ask({ kind: 'money', path: place.path });
    if (made === null) return null;
    const { failure } = made.exchange;
    const told = { source: 'probe', account: this.#account, part: place.part } as const;
    if (failure === null) {
      this.#suspended.delete(place);
      this.#owner.emit({ ...told, kind: 'money', toldAt: wall(), money: made.money ?? [] });
      return { failure };
    }
    const retryIn = this.#retryIn(failure);
    // What concerns the whole key holds back the next look at all.
    if (!place.provesKey || !isOfKey(failure)) this.#suspended.set(place, clock.now() + (retryIn ?? Infinity) * 1000);
    this.#owner.emit({ ...told, kind: 'missing', failure, retryIn });
    return { failure };
  }

  async #listModels(): Promise<void> {
    const made = await this.#ask({ kind: 'models' });
    if (made === null) return;
    const { failure } = made.exchange;
    this.#tellOfKey(isOfKey(failure) ? failure : null);
  }

  /** Counts the call before it leaves, as every request is. `null` without a value to ask with, or at the end. */
  async #ask(ask: Ask): Promise<OwnRequest | null> {
    const { signal } = this.#abort;
    const count = async () => (await this.#parts.purse.spend(this.#key.id, free, signal)).settle(free);
    const made = await this.#value.ask(ask, signal, count);
    if (made === null || signal.aborted) return null;
    this.#lookedAt = this.#begunAt;
    return made;
  }

  #tellOfKey(failure: Failure | null): void {
    const receivedAt = this.#parts.clock.now();
    this.#owner.emit({ kind: 'key-check', source: 'probe', account: this.#account, receivedAt, failure });
  }

  get #account() {
    return { kind: 'key', provider: this.#key.provider, keyId: this.#key.id } as const;
  }

  /** Seconds until a place is asked again; `null` if only the user can change that it fails. */
  #retryIn(failure: Failure): number | null {
    const { holdsBack, needsUser } = meanings[failure.cause];
    if (holdsBack === 'credit') return keyGap;
    if (needsUser || failure.cause === 'forbidden') return null;
    return Math.max(waitAfter(failure) ?? 0, holdsBack === 'nothing' ? HOUR : this.#gap);
  }
}

/** Whether an answer is about the key or its provider as a whole, and not about the one place that was asked. */
function isOfKey(failure: Failure | null): boolean {
  return failure === null || meanings[failure.cause].holdsBack !== 'nothing';
}
