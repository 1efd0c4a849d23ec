import { meanings } from '../core/causes/meaning.ts';
import type { Failure } from '../core/model/failure.ts';
import type { ExchangeSeen, Requester } from '../core/model/observation.ts';
import type { LimitSnapshot, ModelSnapshot } from '../core/model/snapshot.ts';
import { isNoAnswer } from './keyHealth.ts';

/** One model of a key, from every exchange about it that any source saw. All times are monotonic milliseconds. */
export class ModelState {
  readonly #name: string;
  #answeredAt: number | null = null;
  #readAt: number | null = null;
  #bareAnswers = 0;
  #wasAnswered = false;
  #failure: { readonly failure: Failure; readonly by: Requester } | null = null;
  #isRefused = false;

  constructor(name: string) {
    this.#name = name;
  }

  /** Time of the last reading of any of its limits; `null` before the first. */
  get readAt(): number | null {
    return this.#readAt;
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
    return this.#answeredAt;
  }

  take({ receivedAt, readings, failure, by }: ExchangeSeen): void {
    this.#answeredAt = Math.max(receivedAt, this.#answeredAt ?? receivedAt);
    if (readings.length > 0) this.#readAt = Math.max(receivedAt, this.#readAt ?? receivedAt);
    this.#failure = failure && { failure, by };
    // A fault in a request of the user's need not be one in the next check.
    if (failure === null || by === 'keygauge') this.#isRefused = failure !== null && refusesModel(failure);
    if (failure !== null) return;
    if (readings.length > 0) this.#bareAnswers = 0;
    // Users' requests often go to endpoints without headers, while those of our checks have them.
    else if (by === 'keygauge') this.#bareAnswers++;
    if (readings.length > 0 || by === 'keygauge') this.#wasAnswered = true;
  }

  /** `wait`: seconds left of the wait that the provider asked of this key; `null` if it asked for none. */
  snapshot(limits: readonly LimitSnapshot[], now: number, wait: number | null): ModelSnapshot {
    const age = this.#answeredAt === null ? null : Math.max(0, (now - this.#answeredAt) / 1000);
    const failure = this.#failure && { ...this.#failure, model: this.#name, age: age ?? 0, wait };
    const headers = limits.length > 0 ? 'present' : this.#wasAnswered ? 'absent' : 'unknown';
    return { model: this.#name, limits, age, headers, failure };
  }
}

/** Whether a failure concerns this model and this request, not the key or the provider's state. */
function refusesModel({ cause, status }: Failure): boolean {
  return !isNoAnswer({ cause, status }) && meanings[cause].refusesModel;
}
