import { meanings } from '../core/causes/meaning.ts';
import type { Failure } from '../core/model/failure.ts';
import type { ExchangeSeen } from '../core/model/observation.ts';
import type { LimitSnapshot, ModelSnapshot } from '../core/model/snapshot.ts';
import { isNoAnswer } from './keyHealth.ts';

/** One model of a key, from every exchange about it that any source saw. All times are monotonic milliseconds. */
export class ModelState {
  readonly #name: string;
  #answeredAt: number | null = null;
  #readAt: number | null = null;
  #bareAnswers = 0;
  #wasAnswered = false;
  #failure: Failure | null = null;
  #isRefused = false;

  constructor(name: string) {
    this.#name = name;
  }

  /** When anything was last read of its limits; `null` before. */
  get readAt(): number | null {
    return this.#readAt;
  }

  /** Answers to own checks in a row without rate-limit headers. */
  get bareAnswers(): number {
    return this.#bareAnswers;
  }

  /** The provider knows the key but not, or not for it, this model. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** When it was last heard of; `null` before. */
  get heardAt(): number | null {
    return this.#answeredAt;
  }

  take({ receivedAt, readings, failure, by }: ExchangeSeen): void {
    this.#answeredAt = Math.max(receivedAt, this.#answeredAt ?? receivedAt);
    if (readings.length > 0) this.#readAt = Math.max(receivedAt, this.#readAt ?? receivedAt);
    this.#failure = failure;
    // What is wrong with a request of the user's need not be wrong with the next check.
    if (failure === null || by === 'keygauge') this.#isRefused = failure !== null && refusesModel(failure);
    if (failure !== null) return;
    if (readings.length > 0) this.#bareAnswers = 0;
    // Many of a user's requests go to endpoints without headers where those of checks have them.
    else if (by === 'keygauge') this.#bareAnswers++;
    if (readings.length > 0 || by === 'keygauge') this.#wasAnswered = true;
  }

  /** `wait`: seconds that the provider asked this key to wait for, if it did. */
  snapshot(limits: readonly LimitSnapshot[], now: number, wait: number | null): ModelSnapshot {
    const age = this.#answeredAt === null ? null : Math.max(0, (now - this.#answeredAt) / 1000);
    const failure = this.#failure && { failure: this.#failure, model: this.#name, age: age ?? 0, wait };
    const headers = limits.length > 0 ? 'present' : this.#wasAnswered ? 'absent' : 'unknown';
    return { model: this.#name, limits, age, headers, failure };
  }
}

/** A failure that is about this model and this request, not about the key or the provider's state. */
function refusesModel({ cause, status }: Failure): boolean {
  return !isNoAnswer({ cause, status }) && meanings[cause].refusesModel;
}
