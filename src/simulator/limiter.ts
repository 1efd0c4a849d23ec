import { MINUTE } from '../core/model/limit.ts';
import { Bucket, tolerance } from './bucket.ts';
import type { ModelLimit, SimulatedModel } from './models.ts';

/** The limit that kept a request out, with the numbers that the refusal names. */
export interface Refusal {
  /** The one that refuses for longest, if several do. */
  readonly limit: ModelLimit;
  /** Whole units used and asked for, as in "Used 29937, Requested 385". */
  readonly used: number;
  readonly requested: number;
  /** The request is larger than the whole bucket. */
  readonly tooLarge: boolean;
  /** Seconds until the request would be admitted if nobody else came; until full if it never will be. */
  readonly wait: number;
}

/** The buckets of one model of one key. All times are monotonic milliseconds. */
export class Limiter {
  readonly model: SimulatedModel;
  readonly buckets: readonly Bucket[];

  constructor(model: SimulatedModel, at: number) {
    this.model = model;
    this.buckets = model.limits.map((limit) => new Bucket(limit, at));
  }

  bucket(unit: ModelLimit['unit'], window: number, pool: ModelLimit['pool'] = 'standard'): Bucket | undefined {
    return this.buckets.find(({ limit }) => limit.unit === unit && limit.window === window && limit.pool === pool);
  }

  /**
   * Takes the cost of a request of `tokens` at admission and returns `null`; returns the refusal if there is no room.
   */
  admit(at: number, tokens: number): Refusal | null {
    const refusals = this.buckets.flatMap((bucket) => this.#refusal(bucket, at, tokens) ?? []);
    const refusal = refusals.sort((a, b) => Number(b.tooLarge) - Number(a.tooLarge) || b.wait - a.wait)[0];
    if (refusal) {
      this.#countUnsuccessful(at);
      return refusal;
    }
    for (const bucket of this.buckets) bucket.take(at, costAtAdmission(bucket.limit, tokens));
    return null;
  }

  /**
   * Corrects the estimate taken at admission: a positive difference takes more, a negative one gives back
   * (docs/providers.md, Anthropic: the limiter).
   */
  correctInput(at: number, difference: number): void {
    this.#take('input-tokens', at, difference);
  }

  /** Output counts as it is produced (docs/providers.md, Anthropic: the limiter). */
  produce(at: number, tokens: number): void {
    this.#take('output-tokens', at, tokens);
  }

  #take(unit: ModelLimit['unit'], at: number, amount: number): void {
    if (amount === 0) return;
    for (const bucket of this.buckets) if (bucket.limit.unit === unit) bucket.take(at, amount);
  }

  #refusal(bucket: Bucket, at: number, tokens: number): Refusal | null {
    const { limit } = bucket;
    const level = bucket.levelAt(at);
    const requested = costAtAdmission(limit, tokens);
    const lacking = limit.unit === 'output-tokens' ? level <= 0 : level + tolerance < requested;
    if (!lacking) return null;
    // OpenAI's numbers are whole, and its wait follows from them: "Used 200, Requested 1" of 200 a day is always 7m12s.
    const left = this.model.provider === 'openai' ? wholeUnits(level) : level;
    const missing = Math.min(requested, limit.capacity) - left;
    return {
      limit,
      used: limit.capacity - wholeUnits(level),
      requested,
      tooLarge: requested > limit.capacity,
      wait: Math.max(0, (missing * limit.window) / limit.capacity),
    };
  }

  /**
   * OpenAI: "unsuccessful requests contribute to your per-minute limit" (docs/providers.md, OpenAI: what is charged);
   * here only if there is room.
   */
  #countUnsuccessful(at: number): void {
    if (this.model.provider !== 'openai') return;
    const requests = this.bucket('requests', MINUTE);
    if (requests && requests.levelAt(at) + tolerance >= 1) requests.take(at, 1);
  }
}

/** Whole units left, never below 0. */
export function wholeUnits(level: number): number {
  return Math.max(0, Math.floor(level + tolerance));
}

function costAtAdmission(limit: ModelLimit, tokens: number): number {
  switch (limit.unit) {
    case 'requests':
      return 1;
    case 'output-tokens':
      return 0;
    default:
      return tokens;
  }
}
