import { meanings } from '../core/causes/meaning.ts';
import type { KeptTime } from '../core/keptTime.ts';
import type { Failure } from '../core/model/failure.ts';
import { HOUR } from '../core/model/limit.ts';
import type { ExchangeSeen } from '../core/model/observation.ts';
import type { FailureSnapshot, LimitSnapshot, ModelSnapshot } from '../core/model/snapshot.ts';
import { type FailedRequest, failureSnapshot, isBefore, isEndedBy, pastAt, type Standing } from './failedRequest.ts';
import { isNoAnswer, isOwnFault } from './keyHealth.ts';
import type { SavedModel } from './savedState.ts';

/** One model of a key, from every exchange about it that any source saw. All times are monotonic milliseconds. */
export class ModelState {
  readonly #name: string;
  #heardAt: number | null = null;
  #readAt: number | null = null;
  #usedAt: number | null = null;
  #bareAnswers = 0;
  #wasAnswered = false;
  #failure: FailedRequest | null = null;
  #isRefused = false;
  #checks: readonly number[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  /** Time of the last reading of any of its limits; `null` before the first. */
  get readAt(): number | null {
    return this.#readAt;
  }

  /** Time of the last reading that a request of the user's brought; `null` before the first. */
  get usedAt(): number | null {
    return this.#usedAt;
  }

  /** Answers in a row to our own checks that had no rate-limit headers. */
  get bareAnswers(): number {
    return this.#bareAnswers;
  }

  /** Whether the provider knows the key but does not know this model or does not offer it to the key. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** Time of its last exchange; `null` before the first. */
  get heardAt(): number | null {
    return this.#heardAt;
  }

  /** Times of our own checks within the hour before the last of them, oldest first. */
  get checks(): readonly number[] {
    return this.#checks;
  }

  take(exchange: ExchangeSeen): void {
    const { receivedAt, readings, failure, by } = exchange;
    const wasSent = failure === null || !isOwnFault(failure);
    if (by === 'keygauge' && wasSent)
      this.#checks = [...this.#checks.filter((at) => receivedAt - at < HOUR * 1000), receivedAt];
    this.#heardAt = Math.max(receivedAt, this.#heardAt ?? receivedAt);
    if (readings.length > 0) this.#readAt = Math.max(receivedAt, this.#readAt ?? receivedAt);
    if (readings.length > 0 && by === 'user') this.#usedAt = Math.max(receivedAt, this.#usedAt ?? receivedAt);
    if (!isBefore(this.#failure, exchange)) this.#failure = failure && { failure, by, receivedAt };
    // A fault in a request of the user's need not be one in the next check.
    if (failure === null || by === 'keygauge') this.#isRefused = failure !== null && refusesModel(failure);
    if (failure !== null) return;
    if (readings.length > 0) this.#bareAnswers = 0;
    // Users' requests often go to endpoints without headers, while those of our checks have them.
    else if (by === 'keygauge') this.#bareAnswers++;
    if (readings.length > 0 || by === 'keygauge') this.#wasAnswered = true;
  }

  /** `admittedAt`: as in `pastAt`; what is past is not kept. */
  save(isWatched: boolean, time: KeptTime, admittedAt: number): SavedModel {
    const kept = (at: number | null) => (at === null ? null : time.kept(at));
    return {
      model: this.#name,
      isWatched,
      heardAt: kept(this.#heardAt),
      readAt: kept(this.#readAt),
      bareAnswers: this.#bareAnswers,
      wasAnswered: this.#wasAnswered,
      isRefused: this.#isRefused,
      failure: this.#failure && this.pastAt(admittedAt) > time.now ? kindOf(this.#failure) : null,
      checks: this.#checks.filter((at) => time.now - at < HOUR * 1000).map((at) => time.kept(at)),
    };
  }

  /** Goes on from what was kept, before anything is heard of it. */
  restore(saved: SavedModel, time: KeptTime): void {
    const past = (at: number | null) => (at === null ? null : time.past(at));
    this.#heardAt = past(saved.heardAt);
    this.#readAt = past(saved.readAt);
    this.#bareAnswers = saved.bareAnswers;
    this.#wasAnswered = saved.wasAnswered;
    this.#isRefused = saved.isRefused;
    const { failure } = saved;
    this.#failure = failure && this.#heardAt !== null ? { ...failure, receivedAt: this.#heardAt } : null;
    this.#checks = saved.checks.flatMap((at) => time.past(at) ?? []).sort((a, b) => a - b);
  }

  /** The key was accepted, which concerns no model: whatever kept the key from being answered at all is over. */
  looked(at: number): void {
    this.#heardAt = Math.max(at, this.#heardAt ?? at);
    this.#wasAnswered = true;
    if (this.#failure && isOfKey(this.#failure.failure)) this.#failure = null;
  }

  /** A request with the same key was answered. */
  keyAnswered(answered: Pick<ExchangeSeen, 'by' | 'sentAt'>): void {
    if (this.#failure && isEndedBy(this.#failure, answered)) this.#failure = null;
  }

  /** When its failure says nothing about now any more (`pastAt`). */
  pastAt(admittedAt: number): number {
    return this.#failure ? pastAt(this.#failure, admittedAt) : Infinity;
  }

  /** `null` once it was answered. */
  failure(standing: Omit<Standing, 'model'>): FailureSnapshot | null {
    return this.#failure && failureSnapshot(this.#failure, { ...standing, model: this.#name });
  }

  /** The rest as in `failureSnapshot`. */
  snapshot(limits: readonly LimitSnapshot[], standing: Omit<Standing, 'model'>): ModelSnapshot {
    const age = this.#heardAt === null ? null : Math.max(0, (standing.now - this.#heardAt) / 1000);
    const headers = limits.length > 0 ? 'present' : this.#wasAnswered ? 'absent' : 'unknown';
    return { model: this.#name, limits, age, headers, failure: this.failure(standing) };
  }
}

/**
 * A failure as it is kept. Ours is not, since a reload may well have mended it; of the user's requests no words are, because
 * they may speak of what was asked.
 */
function kindOf({ failure, by }: FailedRequest): SavedModel['failure'] {
  if (isOwnFault(failure)) return null;
  return { failure: by === 'user' ? { ...failure, message: '' } : failure, by };
}

function isOfKey(failure: Failure): boolean {
  return isNoAnswer(failure) || ['key', 'offline', 'trouble', 'own'].includes(meanings[failure.cause].holdsBack);
}

/** Whether a failure concerns this model and this request, not the key or the provider's state. */
function refusesModel({ cause, status }: Failure): boolean {
  return !isNoAnswer({ cause, status }) && meanings[cause].refusesModel;
}
