import { seen } from './parameters.ts';

/** More requests than this between two readings are added up. */
const most = 64;

/** What the user's requests that were seen take from one limit, until a reading shows it. Monotonic ms and the limit's unit. */
export class SeenUse {
  readonly #charges: { at: number; units: number }[] = [];
  #endedAt = -Infinity;

  /** A request has left that will probably take so much. */
  sent(at: number, units: number): void {
    this.#charges.push({ at, units });
    if (this.#charges.length <= most) return;
    const [first, second] = this.#charges;
    this.#charges.shift();
    if (first && second) second.units += first.units;
  }

  /** The request that left at `sentAt` took so much in the end. */
  ended(sentAt: number, units: number, receivedAt: number): void {
    this.#endedAt = Math.max(this.#endedAt, receivedAt);
    const request = this.#charges.find(({ at }) => at === sentAt);
    if (request) request.units = units;
  }

  /** Units that requests took which left after `from` and not after `to`, without those that left at `but`. */
  within(from: number, to: number, but: number | null = null): number {
    const counts = ({ at }: { at: number }) => at > from && at <= to && at !== but;
    return this.#charges.filter(counts).reduce((sum, { units }) => sum + units, 0);
  }

  /** What left by then is in a reading now. */
  forget(until: number): void {
    while (this.#charges[0] && this.#charges[0].at <= until) this.#charges.shift();
  }

  /** Whether requests of the user's are seen at the moment. */
  isFlowing(now: number): boolean {
    return now - this.#endedAt < seen.flows;
  }
}
