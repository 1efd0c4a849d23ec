import { type Crossing, crossings, type Thresholds } from './alarms.ts';
import { type Crossed, worthTelling } from './episodes.ts';
import type { Failure } from './failure.ts';
import { DAY, type LimitId, MINUTE, type Reading, type Unit } from './limits.ts';
import type { Observation } from './observation.ts';
import type { LimitSnapshot } from './snapshot.ts';
import { TrackedLimit } from './trackedLimit.ts';

/** A threshold that a limit has just crossed. */
export interface CrossedLimit {
  readonly id: LimitId;
  readonly crossing: Crossing;
  /** Worth a notification: it begins an episode that no other limit of the key is in, or all of them are ready again. */
  readonly isNews: boolean;
}

/** All buckets of all keys and models: observations go in, snapshots and crossings come out. */
export class Ledger {
  readonly #models = new Map<string, TrackedLimit[]>();
  readonly #thresholds: (unit: Unit) => Thresholds;

  constructor(thresholds: (unit: Unit) => Thresholds) {
    this.#thresholds = thresholds;
  }

  /** Takes in what one exchange told, whichever source saw it. What it crosses is said by the next look. */
  record(observation: Observation): void {
    const { keyId, model, readings, failure, charged, source, sentAt, receivedAt } = observation;
    const limits = this.#limitsOf(keyId, model);
    for (const reading of readings) {
      const limit = find(limits, reading) ?? (reading.capacity === null ? null : add(limits, keyId, model, reading));
      limit?.record(reading, charged[reading.unit] ?? 0, source, sentAt, receivedAt);
    }
    if (failure === null) for (const limit of limits) limit.admitted();
    const named = failure && refusal(failure);
    if (failure && named) {
      const refusing = find(limits, named) ?? (named.capacity === null ? null : add(limits, keyId, model, named));
      const capacity = named.capacity ?? refusing?.capacity ?? null;
      // Where the headers told of this limit too, this is the same observation again and changes nothing.
      refusing?.record({ ...named, capacity }, 0, source, sentAt, receivedAt);
      refusing?.refused(receivedAt + (failure.retryAfter ?? MINUTE) * 1000);
    }
  }

  /**
   * Looks at every limit's alarm, for levels move between readings as well. Says what was crossed, the worst first; muted
   * limits cross silently.
   */
  look(now: number, muted: ReadonlySet<LimitId>): CrossedLimit[] {
    const crossed: Crossed<TrackedLimit>[] = [];
    for (const limits of this.#models.values()) {
      for (const limit of limits) {
        const crossing = limit.look(now, this.#thresholds(limit.unit));
        if (crossing === null || muted.has(limit.id)) continue;
        crossed.push({ limit, crossing, begins: !limit.isTold && crossing !== 'over' && crossing !== 'ready' });
      }
    }
    if (crossed.length === 0) return [];
    crossed.sort((a, b) => crossings.indexOf(b.crossing) - crossings.indexOf(a.crossing));
    const audible = [...this.#models.values()].flat().filter(({ id }) => !muted.has(id));
    const news = worthTelling(crossed, audible);
    for (const { limit, begins } of crossed) if (begins) limit.told();
    return crossed.map((one) => ({ id: one.limit.id, crossing: one.crossing, isNews: news.has(one) }));
  }

  /** Seconds from the last reading of a model until the next is worth its price; `null` before the first. */
  nextLook(keyId: string, model: string, now: number): number | null {
    const limits = this.#models.get(place(keyId, model)) ?? [];
    const gaps = limits.flatMap((limit) => limit.nextLook(now) ?? []);
    return gaps.length === 0 ? null : Math.min(...gaps);
  }

  /** Milliseconds until some level looks different, at least a second; `null` while none moves. */
  movesIn(now: number): number | null {
    const times = [...this.#models.values()].flatMap((limits) => limits.flatMap((limit) => limit.movesIn(now) ?? []));
    return times.length === 0 ? null : Math.max(1000, Math.min(...times));
  }

  /** When the next level becomes unknown because its reading grows too old; monotonic ms, `null` when none is known. */
  nextExpiry(now: number): number | null {
    const times = [...this.#models.values()].flatMap((limits) => limits.flatMap((limit) => limit.expiresAt(now) ?? []));
    return times.length === 0 ? null : Math.min(...times);
  }

  limits(keyId: string, model: string, now: number, muted: ReadonlySet<LimitId>): LimitSnapshot[] {
    return (this.#models.get(place(keyId, model)) ?? []).map((limit) => limit.snapshot(now, muted.has(limit.id)));
  }

  /** Forgets whatever is not among the given keys and models. */
  keepOnly(watched: Iterable<{ readonly keyId: string; readonly model: string }>): void {
    const kept = new Set([...watched].map(({ keyId, model }) => place(keyId, model)));
    for (const key of this.#models.keys()) if (!kept.has(key)) this.#models.delete(key);
  }

  /** Forgets all of one key. */
  forget(keyId: string): void {
    for (const [key, limits] of this.#models)
      if (limits.some((limit) => limit.keyId === keyId)) this.#models.delete(key);
  }

  #limitsOf(keyId: string, model: string): TrackedLimit[] {
    const key = place(keyId, model);
    let limits = this.#models.get(key);
    if (!limits) {
      limits = [];
      this.#models.set(key, limits);
    }
    return limits;
  }
}

function place(keyId: string, model: string): string {
  return `${keyId}/${model}`;
}

/** What a refusal tells of the limit that refused, as a reading. */
function refusal(failure: Failure): Reading | null {
  const { limit, cause } = failure;
  if (cause !== 'rate' || limit === null) return null;
  const { unit, window } = limit;
  // A limit of zero could not be shown.
  const capacity = limit.capacity || null;
  // The words count in whole units.
  const left = limit.left ?? 0;
  const level = { low: Math.min(left, capacity ?? left), high: Math.min(left + 1, capacity ?? left + 1) };
  return { unit, pool: 'standard', window, capacity, level, timeToFull: null };
}

/**
 * The limit that a reading belongs to. Headers name no window, so a minute's and a day's bucket of one unit are told
 * apart by capacity and window; where none has the capacity, the one of that window has simply changed its own. A
 * reading that shows no window comes from a bucket that refills at once, so hardly from a day's.
 */
function find(limits: readonly TrackedLimit[], reading: Reading): TrackedLimit | null {
  const { unit, pool, window, capacity } = reading;
  const isOfKind = (limit: TrackedLimit) => limit.unit === unit && limit.pool === pool;
  const hasCapacity = (limit: TrackedLimit) => isOfKind(limit) && limit.capacity === capacity;
  // Nothing is gathered for the readings that come all the time: of a limit as it is known.
  const known =
    (window !== null && limits.find((limit) => hasCapacity(limit) && limit.window === window)) ||
    limits.find(hasCapacity);
  if (known) return known;
  const same = limits.filter(isOfKind);
  if (window === null) return lone(same.filter((limit) => limit.window !== DAY || capacity === null));
  const byWindow = same.find((limit) => limit.window === window);
  return byWindow ?? (window === DAY ? null : lone(same.filter((limit) => limit.window === null)));
}

function lone<T>(candidates: readonly T[]): T | null {
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

function add(limits: TrackedLimit[], keyId: string, model: string, reading: Reading): TrackedLimit {
  const pool = reading.pool === 'standard' ? '' : `${reading.pool}:`;
  const base = `${place(keyId, model)}/${pool}${reading.unit}`;
  const id = limits.some((limit) => limit.id === base) ? `${base}@${reading.window ?? reading.capacity}` : base;
  const limit = new TrackedLimit(id, keyId, model, reading.unit, reading.pool);
  limits.push(limit);
  return limit;
}
