import type { Failure } from '../core/failure.ts';
import { HOUR } from '../core/limits.ts';
import type { ModelPace } from '../core/schedule.ts';
import type { LimitSnapshot, ModelSnapshot } from '../core/snapshot.ts';
import { isNoAnswer } from './keyHealth.ts';

/** One model of a key: when it was checked and what came of it. All times are monotonic milliseconds. */
export class WatchedModel {
  readonly #name: string;
  #checkedAt: number | null = null;
  /** Of the last hour, the oldest first. */
  #recentChecks: readonly number[] = [];
  /** Answers in a row without rate-limit headers. */
  #bareAnswers = 0;
  #wasAnswered = false;
  #failure: Failure | null = null;

  constructor(name: string) {
    this.#name = name;
  }

  /** A check has ended. */
  checked(at: number, hadHeaders: boolean, failure: Failure | null): void {
    this.#checkedAt = at;
    this.#recentChecks = [...this.#recentChecks.filter((then) => at - then < HOUR * 1000), at];
    this.#failure = failure;
    if (failure !== null) return;
    this.#wasAnswered = true;
    this.#bareAnswers = hadHeaders ? 0 : this.#bareAnswers + 1;
  }

  /** What its next check is planned from. `wish`: seconds from the last check, or `null` before any reading. */
  pace(wish: number | null, limits: readonly LimitSnapshot[]): ModelPace {
    return {
      checkedAt: this.#checkedAt,
      recentChecks: this.#recentChecks,
      wish,
      bareAnswers: this.#bareAnswers,
      refused: this.#failure !== null && refusesModel(this.#failure),
      limits,
    };
  }

  /** `wait`: seconds that the provider asked this key to wait for, if it did. */
  snapshot(limits: readonly LimitSnapshot[], now: number, wait: number | null): ModelSnapshot {
    const age = this.#checkedAt === null ? null : Math.max(0, (now - this.#checkedAt) / 1000);
    const failure = this.#failure && { failure: this.#failure, model: this.#name, age: age ?? 0, wait };
    const headers = limits.length > 0 ? 'present' : this.#wasAnswered ? 'absent' : 'unknown';
    return { model: this.#name, limits, age, headers, failure };
  }
}

/** A failure that is about this model and this request, not about the key or the provider's state. */
function refusesModel({ cause, status }: Failure): boolean {
  if (isNoAnswer({ cause, status })) return false;
  return (
    cause === 'model-not-found' ||
    cause === 'forbidden' ||
    cause === 'entitlement' ||
    cause === 'unknown' ||
    cause === 'request-too-large'
  );
}
