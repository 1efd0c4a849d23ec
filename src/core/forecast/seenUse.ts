import { seen } from './parameters.ts';

/** At most this many requests between two readings are kept apart; beyond that, the oldest are added up. */
const most = 64;

/** The use of one limit by the user's seen requests, until a reading shows it. Monotonic ms and the limit's unit. */
export class SeenUse {
  readonly #charges: { at: number; units: number }[] = [];
  #endedAt = -Infinity;

  /** A request was sent; it will probably take `units`. */
  sent(at: number, units: number): void {
    this.#charges.push({ at, units });
    if (this.#charges.length <= most) return;
    const [first, second] = this.#charges;
    this.#charges.shift();
    if (first && second) second.units += first.units;
  }

  /** The request sent at `sentAt` took `units` in the end. Returns whether it was seen leaving. */
  ended(sentAt: number, units: number, receivedAt: number): boolean {
    this.#endedAt = Math.max(this.#endedAt, receivedAt);
    const request = this.#charges.find(({ at }) => at === sentAt);
    if (request) request.units = units;
    return request !== undefined;
  }

  /** Units taken by requests sent after `from` and no later than `to`, except those sent at `but`. */
  within(from: number, to: number, but: number | null = null): number {
    const counts = ({ at }: { at: number }) => at > from && at <= to && at !== but;
    return this.#charges.filter(counts).reduce((sum, { units }) => sum + units, 0);
  }

  /** Drops the requests sent no later than `until`: a reading shows them now. */
  forget(until: number): void {
    while (this.#charges[0] && this.#charges[0].at <= until) this.#charges.shift();
  }

  /** Whether the user's requests are being seen at `now`. */
  isFlowing(now: number): boolean {
    return now - this.#endedAt < seen.flows;
  }
}
