import { requestsPerMinute } from './keyUse.ts';
import type { LimitId, Pool, Unit } from './model/limit.ts';
import type { LimitSnapshot } from './model/snapshot.ts';

/** A limit as a recap names it. */
export interface NamedBucket {
  readonly id: LimitId;
  readonly model: string;
  readonly unit: Unit;
  readonly pool: Pool;
  /** Seconds. */
  readonly window: number | null;
}

/** A pace says nothing of a time longer than this, in which nobody looked; milliseconds. */
const longestStep = 60_000;

/** Collects what a recap tells, from one moment of use to the next. Times are epoch milliseconds and never go back. */
export class StretchFacts {
  readonly from: number;
  #to: number;
  #refusals = 0;
  #requests: number | null = null;
  #lowest: { fraction: number; at: number; limit: NamedBucket } | null = null;
  #tightest: NamedBucket | null = null;
  /** Milliseconds for which least was left of each limit. */
  readonly #tight = new Map<LimitId, { limit: NamedBucket; time: number }>();

  constructor(from: number) {
    this.from = from;
    this.#to = from;
  }

  get to(): number {
    return this.#to;
  }

  /** The key is in use now. `refused`: the refusals since the last time. */
  used(now: number, limits: readonly LimitSnapshot[], refused: number): void {
    const step = Math.min(longestStep, now - this.#to);
    this.#to = now;
    this.#refusals += refused;
    const pace = requestsPerMinute(limits);
    if (pace !== null) this.#requests = (this.#requests ?? 0) + (pace * step) / 60_000;
    if (this.#tightest) this.#lasted(this.#tightest, step);
    const [tightest] = limits.map((limit) => ({ limit, left: leftOf(limit) })).sort((a, b) => a.left - b.left);
    if (!tightest) return;
    this.#tightest = named(tightest.limit);
    this.#lasted(this.#tightest, 0);
    if (this.#lowest && this.#lowest.fraction <= tightest.left) return;
    this.#lowest = { fraction: tightest.left, at: now, limit: this.#tightest };
  }

  told() {
    const [binding] = [...this.#tight.values()].sort((a, b) => b.time - a.time);
    const requests = this.#requests === null ? null : Math.round(this.#requests);
    return {
      from: this.from,
      to: this.#to,
      lowest: this.#lowest,
      refusals: this.#refusals,
      requests,
      binding: binding?.limit ?? null,
    };
  }

  #lasted(limit: NamedBucket, time: number): void {
    this.#tight.set(limit.id, { limit, time: (this.#tight.get(limit.id)?.time ?? 0) + time });
  }
}

function leftOf(limit: LimitSnapshot): number {
  const { level, capacity, state } = limit;
  if (state === 'empty') return 0;
  return level && capacity ? Math.min(1, Math.max(0, level.estimate / capacity)) : 1;
}

function named({ id, model, unit, pool, window }: LimitSnapshot): NamedBucket {
  return { id, model, unit, pool, window };
}
