import type { Crossing, Thresholds } from './alarms.ts';
import type { Failure } from './failure.ts';
import type { LimitId, Reading, Unit } from './limits.ts';
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
    let refusing: TrackedLimit | null = null;
    const named = failure && refusal(failure);
    if (named) {
      refusing = find(limits, named) ?? (named.capacity === null ? null : add(limits, keyId, model, named));
      const said = readings.some((reading) => reading.level !== null && refusing !== null && find([refusing], reading));
      const capacity = named.capacity ?? refusing?.capacity ?? null;
      if (!said) refusing?.record({ ...named, capacity }, 0, source, sentAt, receivedAt);
    }
    return limits.flatMap((limit) => this.#look(limit, receivedAt, limit === refusing));
  }

  /** Looks at every limit again, for levels move between readings. */
  look(now: number): CrossedLimit[] {
    const crossed: CrossedLimit[] = [];
    for (const limits of this.#models.values()) {
      for (const limit of limits) crossed.push(...this.#look(limit, now, false));
    }
    return crossed;
  }

  /** Whether any level will look different in a second. */
  moves(now: number): boolean {
    return [...this.#models.values()].some((limits) => limits.some((limit) => limit.moves(now)));
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

  #limitsOf(keyId: string, model: string): TrackedLimit[] {
    const key = place(keyId, model);
    let limits = this.#models.get(key);
    if (!limits) {
      limits = [];
      this.#models.set(key, limits);
    }
    return limits;
  }

  #look(limit: TrackedLimit, now: number, refused: boolean): CrossedLimit[] {
    const crossing = limit.look(now, this.#thresholds(limit.unit), refused);
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
  const left = limit.left ?? 0;
  const level = { low: left, high: left };
  return {
    unit: limit.unit,
    pool: 'standard',
    window: limit.window,
    capacity: limit.capacity,
    level,
    timeToFull: null,
  };
}

/**
 * The limit that a reading belongs to. Headers name no window, so a minute's and a day's bucket of one unit are told
 * apart by window where it could be inferred, else by capacity; a lone candidate has simply changed its capacity.
 */
function find(limits: readonly TrackedLimit[], reading: Reading): TrackedLimit | null {
  const same = limits.filter((limit) => limit.unit === reading.unit && limit.pool === reading.pool);
  const byCapacity = same.find((limit) => limit.capacity === reading.capacity);
  if (reading.window === null) return byCapacity ?? (same.length === 1 ? (same[0] ?? null) : null);
  return (
    same.find((limit) => limit.window === reading.window) ??
    same.find((limit) => limit.window === null) ??
    byCapacity ??
    null
  );
}

function add(limits: TrackedLimit[], keyId: string, model: string, reading: Reading): TrackedLimit {
  const pool = reading.pool === 'standard' ? '' : `${reading.pool}:`;
  const base = `${place(keyId, model)}/${pool}${reading.unit}`;
  const id = limits.some((limit) => limit.id === base) ? `${base}@${reading.window ?? reading.capacity}` : base;
  const limit = new TrackedLimit(id, keyId, model, reading.unit, reading.pool);
  limits.push(limit);
  return limit;
}
