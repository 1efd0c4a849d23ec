import type { ExchangeSeen } from '../model/observation.ts';
import { isCountedWhole, type LevelsAt, levelsAt, refilled } from './expectedLevels.ts';

type Answered = Pick<ExchangeSeen, 'readings' | 'sentAt' | 'receivedAt'>;

/** The share of a capacity by which a bucket must be fuller than what a request has left to be another one. */
const clearly = 0.1;

/**
 * Notices models of a key that nobody knows. A request is taken for the only known model with its limits; where that turns out
 * to be fuller than the request has left its bucket, it was for another one with limits of the same size.
 */
export class Strangers {
  /** By the model that it was taken for, what the last such request has left, and when it was answered. */
  readonly #taken = new Map<string, { readonly left: LevelsAt; readonly answeredAt: number }>();
  /** Models that have been taken for another. */
  readonly #mistaken = new Set<string>();

  /** Whether a request that looks as one for this model may be for one that nobody knows. */
  isMistaken(model: string): boolean {
    return this.#mistaken.has(model);
  }

  /** A request that names no model was taken for this one. Times are monotonic milliseconds. */
  taken(model: string, { readings, sentAt, receivedAt }: Answered): void {
    this.#taken.set(model, { left: levelsAt(readings, sentAt), answeredAt: receivedAt });
  }

  /** A response about a model that is known. */
  read(model: string, { readings, sentAt, receivedAt }: Answered): void {
    const taken = this.#taken.get(model);
    // Of two that were under way at once nobody can tell which came first.
    if (!taken || sentAt < taken.answeredAt) return;
    if (isFuller(levelsAt(readings, receivedAt), taken.left)) this.#mistaken.add(model);
    this.#taken.delete(model);
  }
}

function isFuller({ at, levels }: LevelsAt, than: LevelsAt): boolean {
  return [...levels].some(([unit, { level, capacity }]) => {
    const left = isCountedWhole(unit) ? null : refilled(than, unit, at);
    return left !== null && level.low > left.high + clearly * capacity;
  });
}
