import { deviate } from './quantiles.ts';

/** Seconds after which half of the past is forgotten, for the last burst and for the usual rate. */
const burstHalfLife = 20;
const usualHalfLife = 240;
/** Share of the last burst's excess over the usual rate that lasts through the next minute. */
const lasting = 0.5;
/** Standard deviation of the logarithm of the next minute's rate. */
const strays = 0.6;
/** Charges are added up over this many seconds. */
const step = 2;
/** A flow that has been still for this long has ended; seconds. */
const ended = 300;

/** Normal deviates, and rates against the expected one, at equally likely steps. */
const deviates = Float64Array.from({ length: 64 }, (_, i) => deviate((i + 0.5) / 64));
const rates = deviates.map((z) => Math.exp(strays * z - strays ** 2 / 2));

/**
 * Requests that do not name their conversation, such as those of a service with many users: only their rate and sizes
 * are known. Times are seconds.
 */
export class Flow {
  readonly step = step;
  readonly #burst = new FadingSums(burstHalfLife);
  readonly #usual = new FadingSums(usualHalfLife);
  #lastAt = 0;
  #requests = 0;
  #mean = 0;
  #spread = 0;

  get requestsPerMinute(): number {
    return this.#requests * 60;
  }

  get typicalCharge(): number {
    return this.#usual.requests > 0 ? this.#usual.charges / this.#usual.requests : 0;
  }

  add(at: number, charge: number): void {
    this.#lastAt = at;
    this.#burst.add(at, charge);
    this.#usual.add(at, charge);
  }

  isOver(now: number): boolean {
    return now - this.#lastAt > ended;
  }

  /** Brings the rates up to `now`; call it before the getters and `amount`. */
  look(now: number): void {
    const rate = (of: 'requests' | 'charges' | 'squares') =>
      lasting * this.#burst.rate(now, of) + (1 - lasting) * this.#usual.rate(now, of);
    this.#requests = rate('requests');
    this.#mean = rate('charges') * step;
    this.#spread = Math.sqrt(rate('squares') * step);
  }

  /**
   * Units charged within one step of a possible future. `luck` sets that future's rate, `dice` this step; both from 0
   * to 1.
   */
  amount(luck: number, dice: number): number {
    const factor = rates[(luck * rates.length) | 0] ?? 1;
    return Math.max(0, this.#mean * factor + this.#spread * (deviates[(dice * deviates.length) | 0] ?? 0));
  }
}

/** Requests, their charges, and the squares of these. */
class FadingSums {
  readonly #halfLife: number;
  #since: number | null = null;
  #at = 0;
  requests = 0;
  charges = 0;
  squares = 0;

  constructor(halfLife: number) {
    this.#halfLife = halfLife;
  }

  add(at: number, charge: number): void {
    this.#since ??= at;
    const kept = 0.5 ** (Math.max(0, at - this.#at) / this.#halfLife);
    this.requests = this.requests * kept + 1;
    this.charges = this.charges * kept + charge;
    this.squares = this.squares * kept + charge * charge;
    this.#at = Math.max(this.#at, at);
  }

  /** Rate per second. The first seconds say little, so they count as ten. */
  rate(now: number, of: 'requests' | 'charges' | 'squares'): number {
    const seen = Math.max(10, now - (this.#since ?? now));
    const kept = 0.5 ** (Math.max(0, now - this.#at) / this.#halfLife);
    return (this[of] * kept * Math.LN2) / (this.#halfLife * (1 - 0.5 ** (seen / this.#halfLife)));
  }
}
