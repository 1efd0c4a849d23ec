import { Attribution } from '../core/attribution/attribution.ts';
import { Strangers } from '../core/attribution/strangers.ts';
import type { KeptTime } from '../core/keptTime.ts';
import { asLastRead } from '../core/limits/silentLimit.ts';
import type { Failure } from '../core/model/failure.ts';
import type {
  ExchangeSeen,
  KeyChecked,
  MoneyTold,
  NamedExchange,
  PartMissing,
  RequestSeen,
} from '../core/model/observation.ts';
import type {
  AccountMoney,
  FailureSnapshot,
  KeyStatus,
  LimitSnapshot,
  ModelSnapshot,
  ToolUse,
} from '../core/model/snapshot.ts';
import type { KeyPace } from '../core/schedule.ts';
import { AccountState } from './accountState.ts';
import { type FailedRequest, failureSnapshot, isBefore, pastAt } from './failedRequest.ts';
import { heldBackBy, isOwnFault, KeyHealth } from './keyHealth.ts';
import { ModelState } from './modelState.ts';
import type { SavedModel, SavedStanding } from './savedState.ts';
import { ToolUses } from './toolUses.ts';
import { UnderWay } from './underWay.ts';

/** The most unwatched models remembered from the user's traffic; the one silent for longest makes room. */
const mostSeenModels = 20;
/** Milliseconds within which a model that was used is expected to be used again. */
const recently = 3_600_000;

/**
 * One key's standing with its provider and what is known about its models, from every exchange that any source saw. All
 * times are monotonic milliseconds.
 */
export class KeyState {
  readonly #health = new KeyHealth();
  readonly #account = new AccountState();
  readonly #tools = new ToolUses();
  /** The user's requests with it that name no model. */
  readonly underWay = new UnderWay();
  /** Tells its models with limits of one size apart. */
  readonly attribution = new Attribution();
  /** Notices requests for models that nobody knows. */
  readonly strangers = new Strangers();
  #watched: readonly string[] = [];
  /** The failure of the latest request that concerned no known model; `null` once anything was answered. */
  #keyFailed: FailedRequest | null = null;
  /** When the last request that was answered had left. */
  #admittedAt = -Infinity;
  readonly #models = new Map<string, ModelState>();

  /** Watches these models from the first. */
  constructor(models: readonly string[] = []) {
    this.watch(models);
  }

  get pace(): KeyPace {
    return this.#health.pace;
  }

  /** The watched models first, in the user's order, then those that were seen in traffic. */
  get models(): readonly string[] {
    return [...this.#watched, ...[...this.#models.keys()].filter((name) => !this.#watched.includes(name))];
  }

  /** Watches exactly these models and forgets any other that was watched. */
  watch(models: readonly string[]): void {
    for (const name of this.#watched) if (!models.includes(name)) this.#models.delete(name);
    for (const name of models) if (!this.#models.has(name)) this.#models.set(name, new ModelState(name));
    this.#watched = models;
  }

  /** Whether an exchange says anything about this key; our own check of a model no longer watched does not. */
  concerns(exchange: ExchangeSeen): exchange is NamedExchange {
    const { by, model } = exchange;
    return model !== null && (by === 'user' || this.#watched.includes(model));
  }

  model(name: string): ModelState {
    return this.#models.get(name) ?? new ModelState(name);
  }

  /**
   * `jitter` from 0 to 1 spreads retries after a failure. Returns a model that had to make room, `null` if none did.
   */
  take(exchange: ExchangeSeen, jitter: number): string | null {
    this.#health.take(exchange, jitter);
    this.#tools.take(exchange);
    const { model: named, failure, by, receivedAt } = exchange;
    if (!isBefore(this.#keyFailed, exchange))
      this.#keyFailed =
        named === null && failure && (heldBackBy(failure) !== 'nothing' || isOfRequest(failure))
          ? { failure, by, receivedAt }
          : null;
    if (failure === null) this.#answered(exchange);
    if (!this.concerns(exchange)) return null;
    const { model } = exchange;
    const state = this.model(model);
    state.take(exchange);
    this.#models.set(model, state);
    return this.#makeRoom();
  }

  /** `jitter` as in `take`. */
  takeCheck(check: KeyChecked, jitter: number): void {
    this.#health.look(check, jitter);
    const { failure, receivedAt } = check;
    this.#keyFailed = failure && { failure, by: 'keygauge', receivedAt };
    if (check.failure === null) for (const name of this.#watched) this.model(name).looked(check.receivedAt);
  }

  /** `at`: epoch milliseconds. */
  takeMoney(observation: MoneyTold | PartMissing, at: number): void {
    this.#account.take(observation, at);
  }

  /** `now`: epoch milliseconds. `budget`: the user's own, for a month. */
  money(now: number, budget: number | null): AccountMoney {
    return this.#account.snapshot(now, budget);
  }

  /** A request of the user's has left. */
  left(request: RequestSeen): void {
    this.#tools.left(request);
  }

  /** Goes on from the tools that the leader before has shown at a moment. */
  restoreTools(shown: readonly ToolUse[], shownAt: number): void {
    this.#tools.restore(shown, shownAt);
  }

  /** The user's tools that were seen to use it. */
  tools(now: number): ToolUse[] {
    return this.#tools.snapshot(now);
  }

  /** The one model that the user's requests have told of within the last hour; `null` if there are more or none. */
  onlyUsed(now: number): string | null {
    const used = [...this.#models].filter(([, { usedAt }]) => usedAt !== null && now - usedAt < recently);
    return used.length === 1 ? (used[0]?.[0] ?? null) : null;
  }

  /** Forgets a model that was seen in traffic. */
  forget(model: string): void {
    if (!this.#watched.includes(model)) this.#models.delete(model);
  }

  status(now: number): KeyStatus {
    return this.#health.status(now);
  }

  /** Seconds left of the wait that the provider asked for; `null` if it asked for none. */
  remainingWait(now: number): number | null {
    return this.#health.remainingWait(now);
  }

  /** Milliseconds until its state changes by time alone; 0 while a wait is counted, Infinity for never. */
  movesIn(now: number): number {
    const standing = this.#standing(now);
    const waits = [standing.wait, ...[...this.#models.values()].map((model) => model.failure(standing)?.wait)];
    if (waits.some((wait) => (wait ?? 0) > 0)) return 0;
    const failures = [...this.#models.values()].map((model) => model.pastAt(this.#admittedAt));
    if (this.#keyFailed) failures.push(pastAt(this.#keyFailed, this.#admittedAt));
    const times = [this.#health.unheardAt, ...failures].filter((at) => at > now);
    return Math.min(...times) - now;
  }

  snapshot(limitsOf: (model: string) => readonly LimitSnapshot[], now: number): ModelSnapshot[] {
    const standing = this.#standing(now);
    const status = this.status(now);
    const isSilent = status === 'offline' || status === 'trouble';
    return this.models.map((name) => {
      const limits = limitsOf(name);
      const snapshot = this.model(name).snapshot(isSilent ? limits.map(asLastRead) : limits, standing);
      return snapshot.failure || !this.#isOfAllModels
        ? snapshot
        : { ...snapshot, failure: this.#failureOfKey(name, now) };
    });
  }

  save(time: KeptTime): SavedStanding {
    const models = this.models.map((name) =>
      this.model(name).save(this.#watched.includes(name), time, this.#admittedAt),
    );
    const failed = this.#keyFailed;
    const isKept = failed?.by === 'keygauge' && !isOwnFault(failed.failure);
    const check = isKept ? { failure: failed.failure, at: time.kept(failed.receivedAt) } : null;
    return { health: this.#health.save(time), check, models };
  }

  /** Goes on from what was kept, before any exchange. A model that is not watched any more is left out. */
  restore({ health, check, models }: SavedStanding, time: KeptTime): void {
    this.#health.restore(health, time);
    const receivedAt = check && time.past(check.at);
    if (check && receivedAt !== null) this.#keyFailed = { failure: check.failure, by: 'keygauge', receivedAt };
    const isKnown = ({ model, isWatched }: SavedModel) => !isWatched || this.#watched.includes(model);
    for (const saved of models.filter(isKnown)) {
      const state = new ModelState(saved.model);
      state.restore(saved, time);
      this.#models.set(saved.model, state);
      this.#makeRoom();
    }
  }

  /** The failure that concerned no known model, for a key of which none is shown; `null` if there is none. */
  failure(now: number): FailureSnapshot | null {
    return this.#failureOfKey(null, now);
  }

  /** Whether the failure of the key concerns all of its models, not one request of the user's. */
  get #isOfAllModels(): boolean {
    return this.#keyFailed?.by === 'keygauge' || !this.#keyFailed || !isOfRequest(this.#keyFailed.failure);
  }

  #failureOfKey(model: string | null, now: number): FailureSnapshot | null {
    return this.#keyFailed && failureSnapshot(this.#keyFailed, { ...this.#standing(now), model }, null);
  }

  #standing(now: number) {
    return { now, wait: this.remainingWait(now), waitsWith: this.pace.waitsWith, admittedAt: this.#admittedAt };
  }

  #answered(exchange: ExchangeSeen): void {
    this.#admittedAt = Math.max(this.#admittedAt, exchange.sentAt);
    for (const model of this.#models.values()) model.keyAnswered(exchange);
  }

  #makeRoom(): string | null {
    const seen = [...this.#models].filter(([name]) => !this.#watched.includes(name));
    if (seen.length <= mostSeenModels) return null;
    const [oldest] = seen.sort(([, one], [, other]) => (one.heardAt ?? 0) - (other.heardAt ?? 0));
    const name = oldest?.[0] ?? null;
    if (name !== null) this.#models.delete(name);
    return name;
  }
}

/** Whether a failure concerns one request, or its model, and says why. */
export function isOfRequest(failure: Failure): boolean {
  return heldBackBy(failure) === 'nothing' && failure.cause !== 'unknown';
}
