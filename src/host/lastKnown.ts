import type { Memento } from 'vscode';
import { type Interval, type LimitId, MINUTE, pools, units } from '../core/model/limit.ts';
import { sourceIds } from '../core/model/observation.ts';
import {
  type KeySnapshot,
  type Level,
  type LimitSnapshot,
  limitStates,
  type ModelSnapshot,
  type Snapshot,
} from '../core/model/snapshot.ts';
import { rank } from '../core/shown/ranking.ts';

/** The name of the list of `KnownLimit`s in the workspace's state. */
export const storedAs = 'keygauge.lastKnown';
/** Age beyond which a reading is no help; milliseconds. */
const longest = 7 * 86_400_000;

/** A limit as last read, at `at` in epoch milliseconds. */
export interface KnownLimit
  extends Pick<LimitSnapshot, 'id' | 'keyId' | 'model' | 'unit' | 'pool' | 'window' | 'capacity' | 'source' | 'state'> {
  readonly lastLevel: Interval;
  readonly at: number;
}

/**
 * The last readings of this workspace, which let a new window say at once what is left of a day's limit, and what was left
 * of a minute's. They live in the workspace's state, which is in memory when the window opens, as no file is; apart from
 * the keys, since data written often must not share an object with data that must not be lost.
 */
export class LastKnown {
  readonly #limits: readonly KnownLimit[];

  constructor(state: Memento) {
    this.#limits = parse(state.get(storedAs));
  }

  /** Fills in the last reading for each model of which the snapshot knows nothing yet. */
  fill(snapshot: Snapshot): Snapshot {
    if (!snapshot.keys.some(isStarting)) return snapshot;
    const keys = snapshot.keys.map((key) => {
      if (!isStarting(key)) return key;
      return { ...key, models: key.models.map((model) => this.#fillModel(key.id, model, snapshot.at)) };
    });
    return { ...snapshot, keys, ranking: rank(keys) };
  }

  #fillModel(keyId: string, model: ModelSnapshot, now: number): ModelSnapshot {
    const known = this.#limits.filter((limit) => limit.keyId === keyId && limit.model === model.model);
    const limits = known.filter(({ at }) => now >= at && now - at < longest).map((limit) => shown(limit, now));
    const [first] = limits;
    return model.limits.length > 0 || !first ? model : { ...model, limits, age: first.age };
  }
}

function isStarting({ status }: KeySnapshot): boolean {
  return status === 'starting';
}

function shown({ at, state, ...limit }: KnownLimit, now: number): LimitSnapshot {
  const age = (now - at) / 1000;
  const level = refilled(limit, age);
  return {
    ...limit,
    level,
    soon: level,
    age,
    timeToFull: null,
    timeToEmpty: null,
    burnRate: null,
    pace: null,
    others: null,
    requestSize: null,
    refusals: [],
    state: level ? state : 'unknown',
    muted: false,
    history: [],
  };
}

/**
 * The level if nobody has used it since; `null` once the reading is older than its window, as in `TokenBucket`, and of a
 * minute's limit, which may be empty again by now.
 */
function refilled(
  { capacity, window, lastLevel: { low, high } }: Pick<KnownLimit, 'capacity' | 'window' | 'lastLevel'>,
  age: number,
): Level | null {
  if (!capacity || !window || window <= MINUTE || age > window) return null;
  const risen = (left: number) => Math.min(capacity, left + (capacity * age) / window);
  return { low: risen(low), estimate: risen((low + high) / 2), high: risen(high) };
}

/** Reads stored limits and leaves out any that is not sound. */
function parse(stored: unknown): KnownLimit[] {
  return Array.isArray(stored) ? stored.flatMap(parseLimit) : [];
}

function parseLimit(stored: unknown): KnownLimit[] {
  if (typeof stored !== 'object' || stored === null) return [];
  const { id, keyId, model, unit, pool, window, capacity, source, lastLevel, at, state } = stored as Record<
    string,
    unknown
  >;
  const { low, high } = (lastLevel ?? {}) as Record<string, unknown>;
  const one = <T>(list: readonly T[], value: unknown) => list.find((name) => name === value);
  const [unitName, poolName, sourceName] = [one(units, unit), one(pools, pool), one(sourceIds, source)];
  if (!isText(id) || !isText(keyId) || !isText(model) || !unitName || !poolName || !sourceName) return [];
  if (!isAmount(low) || !isAmount(high) || !isAmount(at) || low > high) return [];
  const names = { id: id as LimitId, keyId, model, unit: unitName, pool: poolName, source: sourceName };
  const numbers = { window: amountOf(window), capacity: amountOf(capacity), lastLevel: { low, high }, at };
  return [{ ...names, ...numbers, state: one(limitStates, state) ?? 'unknown' }];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 1000;
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function amountOf(value: unknown): number | null {
  return isAmount(value) ? value : null;
}
