import type { Attribution } from '../core/attribution/attribution.ts';
import type { LimitSnapshot } from '../core/model/snapshot.ts';

/** Seconds after which a look tells most of a bucket that some request has used. */
const soon = 2;

/** A model's limits, none of them above what a request has left that may have been for this model. */
export function notAbove(limits: LimitSnapshot[], attribution: Attribution | null, now: number): LimitSnapshot[] {
  if (!attribution?.isOpen(now)) return limits;
  return limits.map((limit) => {
    const { level, model, unit } = limit;
    const lowest = level && attribution.lowest(model, unit, now);
    if (!level || !lowest || lowest.low >= level.low) return limit;
    const estimate = Math.min(level.estimate, (lowest.low + lowest.high) / 2);
    return { ...limit, level: { ...level, low: lowest.low, estimate } };
  });
}

interface Rest {
  /** Seconds from the last reading until the next is worth its price; `null` before the first. */
  readonly wish: number | null;
  /** When a request of the user's last told of the model, after which it is left alone. */
  readonly usedAt: number | null;
}

/** When to look at a model next: soon, and whoever told of it last, while a request may have been for it or for another. */
export function lookSooner(
  rest: Rest,
  attribution: Attribution,
  model: string,
  now: number,
): Rest & { toDecide?: true } {
  if (rest.wish === null || !attribution.isWorthALook(model, now)) return rest;
  return { wish: Math.min(rest.wish, soon), usedAt: null, toDecide: true };
}
