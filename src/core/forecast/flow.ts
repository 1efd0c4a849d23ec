/** Half of the past is forgotten after this many seconds. */
const halfLife = 20;
/** What comes is added up over so many seconds. */
const step = 2;
/** A flow that has been still for this long has ended; seconds. */
const ended = 300;

/** Normal deviates at equally likely steps. */
const deviates = Float64Array.from({ length: 64 }, (_, i) => deviate((i + 0.5) / 64));

/**
 * Requests that do not say which conversation they belong to, as of a service with many users: only their rate and their
 * sizes are known. Times are seconds.
 */
export class Flow {
  readonly step = step;
  #at = 0;
  #since: number | null = null;
  #lastAt = 0;
  /** Fading sums: requests, their charges, and the squares of these. */
  #requests = 0;
  #charges = 0;
  #squares = 0;
  #mean = 0;
  #spread = 0;

  get requestsPerMinute(): number {
    return this.#rate(this.#requests) * 60;
  }

  get typicalCharge(): number {
    return this.#requests > 0 ? this.#charges / this.#requests : 0;
  }

  add(at: number, charge: number): void {
    this.#since ??= at;
    this.#lastAt = at;
    this.#fade(at);
    this.#requests++;
    this.#charges += charge;
    this.#squares += charge * charge;
  }

  isOver(now: number): boolean {
    return now - this.#lastAt > ended;
  }

  /** Makes ready for `amount`. */
  settle(now: number): void {
    this.#fade(now);
    this.#mean = this.#rate(this.#charges) * step;
    this.#spread = Math.sqrt(this.#rate(this.#squares) * step);
  }

  /** What is charged within one step; `luck` from 0 to 1. */
  amount(luck: number): number {
    return Math.max(0, this.#mean + this.#spread * (deviates[(luck * deviates.length) | 0] ?? 0));
  }

  #rate(sum: number): number {
    const seen = Math.max(10, this.#at - (this.#since ?? this.#at));
    return (sum * Math.LN2) / (halfLife * (1 - 0.5 ** (seen / halfLife)));
  }

  #fade(now: number): void {
    if (now <= this.#at) return;
    const kept = 0.5 ** ((now - this.#at) / halfLife);
    this.#requests *= kept;
    this.#charges *= kept;
    this.#squares *= kept;
    this.#at = now;
  }
}

/** The normal deviate below which a share of all lies (Bowling et al. 2009: logistic approximation inverted). */
function deviate(share: number): number {
  const odds = Math.log(share / (1 - share));
  return 5.494 * Math.sinh(Math.asinh(0.3418 * odds) / 3);
}
