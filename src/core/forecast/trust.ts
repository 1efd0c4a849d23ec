import { seen } from './parameters.ts';

/** Whether the requests that are seen explain all use of a limit. Monotonic milliseconds. */
export class Trust {
  #unexplainedAt = -Infinity;
  #beganLowAt = -Infinity;

  /** A level fell, and no request that was seen explains it. */
  unexplained(at: number): void {
    this.#unexplainedAt = at;
  }

  /** Something was missing at the first reading, which the request that brought it does not explain. */
  beganLow(at: number): void {
    this.#beganLowAt = at;
  }

  /** `readAt`: the last reading. */
  isGiven(now: number, readAt: number): boolean {
    return now - this.#unexplainedAt > seen.trusted && readAt - this.#beganLowAt >= seen.cleared;
  }
}
