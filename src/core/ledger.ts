import type { Crossing, Thresholds } from './alarms.ts';
import type { Failure } from './failure.ts';
import { DAY, type LimitId, MINUTE, type Reading, type Unit } from './limits.ts';
import type { Observation } from './observation.ts';
import type { LimitSnapshot } from './snapshot.ts';
import { TrackedLimit } from './trackedLimit.ts';

/** A threshold that a limit has just crossed. */
export interface CrossedLimit {
  readonly id: LimitId;
  readonly crossing: Crossing;
}

/** All buckets of all keys and models: observations go in, snapshots and crossings come out. */
export class Ledger {
  readonly #models = new Map<string, TrackedLimit[]>();
  readonly #thresholds: (unit: Unit) => Thresholds;

  constructor(thresholds: (unit: Unit) => Thresholds) {
    this.#thresholds = thresholds;
  }

  /** Takes in what one exchange told, whichever source saw it. */
  record(observation: Observation): CrossedLimit[] {
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
    return limits.flatMap((limit) => this.#look(limit, receivedAt));
  }

  /** Looks at every limit again, for levels move between readings. */
  look(now: number): CrossedLimit[] {
    const crossed: CrossedLimit[] = [];
    for (const limits of this.#models.values()) {
      for (const limit of limits) crossed.push(...this.#look(limit, now));
    }
    return crossed;
  }

  /** Milliseconds until some level looks different, at least a second; `null` while none moves. */
  movesIn(now: number): number | null {
    const times = [...this.#models.values()].flatMap((limits) => limits.flatMap((limit) => limit.movesIn(now) ?? []));
    return times.length === 0 ? null : Math.min(...times);
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

  #look(limit: TrackedLimit, now: number): CrossedLimit[] {
    const crossing = limit.look(now, this.#thresholds(limit.unit));
    return crossing === null ? [] : [{ id: limit.id, crossing }];
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
  const same = limits.filter((limit) => limit.unit === unit && limit.pool === pool);
  const byCapacity = same.find((limit) => limit.capacity === capacity);
  if (window === null) return byCapacity ?? lone(same.filter((limit) => limit.window !== DAY || capacity === null));
  const byWindow = same.filter((limit) => limit.window === window);
  const byBoth = byWindow.find((limit) => limit.capacity === capacity);
  return (
    byBoth ?? byCapacity ?? byWindow[0] ?? (window === DAY ? null : lone(same.filter((limit) => limit.window === null)))
  );
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
