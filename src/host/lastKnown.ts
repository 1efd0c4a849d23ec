import type { Memento } from 'vscode';
import { type Interval, type LimitId, pools, units } from '../core/model/limit.ts';
import { sourceIds } from '../core/model/observation.ts';
import type { KeySnapshot, LimitSnapshot, ModelSnapshot, Snapshot } from '../core/model/snapshot.ts';
import { rank } from '../core/shown/ranking.ts';

const storedAs = 'keygauge.lastKnown';
/** Shortest time between two writes; milliseconds. */
const pace = 60_000;
/** Age beyond which a reading is no help; milliseconds. */
const longest = 7 * 86_400_000;

/** A limit as last read, at `at` in epoch milliseconds. */
interface KnownLimit
  extends Pick<LimitSnapshot, 'id' | 'keyId' | 'model' | 'unit' | 'pool' | 'window' | 'capacity' | 'source'> {
  readonly lastLevel: Interval;
  readonly at: number;
}

/**
 * The last readings of this workspace, which let a new window say "was 82 %" at once. They live in the workspace's
 * state, apart from the keys: data written often must not share an object with data that must not be lost.
 */
export class LastKnown {
  readonly #state: Memento;
  readonly #limits: readonly KnownLimit[];
  #savedAt = -Infinity;

  constructor(state: Memento) {
    this.#state = state;
    this.#limits = parse(state.get(storedAs));
  }

  /** Fills in the last reading for each model of which the snapshot knows nothing yet. */
  fill(snapshot: Snapshot): Snapshot {
    const isStarting = snapshot.keys.some(({ status }) => status === 'starting');
    if (this.#limits.length === 0 || !isStarting) return snapshot;
    const keys = snapshot.keys.map((key) => this.#fillKey(key, snapshot.at));
    return { ...snapshot, keys, ranking: rank(keys) };
  }

  /** Keeps the present readings, at most once a minute. */
  save(snapshot: Snapshot): void {
    if (snapshot.at - this.#savedAt < pace) return;
    const limits = snapshot.keys.flatMap((key) =>
      key.models.flatMap((model) => model.limits.flatMap(keep(snapshot.at))),
    );
    if (limits.length === 0) return;
    this.#savedAt = snapshot.at;
    void this.#state.update(storedAs, limits);
  }

  #fillKey(key: KeySnapshot, now: number): KeySnapshot {
    if (key.status !== 'starting') return key;
    return { ...key, models: key.models.map((model) => this.#fillModel(key.id, model, now)) };
  }

  #fillModel(keyId: string, model: ModelSnapshot, now: number): ModelSnapshot {
    const known = this.#limits.filter((limit) => limit.keyId === keyId && limit.model === model.model);
    if (model.limits.length > 0 || known.length === 0) return model;
    const limits = known.filter(({ at }) => now >= at && now - at < longest).map((limit) => shown(limit, now));
    return { ...model, limits };
  }
}

function keep(now: number): (limit: LimitSnapshot) => KnownLimit[] {
  return ({ id, keyId, model, unit, pool, window, capacity, source, lastLevel, age }) =>
    lastLevel ? [{ id, keyId, model, unit, pool, window, capacity, source, lastLevel, at: now - age * 1000 }] : [];
}

function shown({ at, ...limit }: KnownLimit, now: number): LimitSnapshot {
  return {
    ...limit,
    level: null,
    soon: null,
    age: (now - at) / 1000,
    timeToFull: null,
    timeToEmpty: null,
    burnRate: null,
    pace: null,
    others: null,
    requestSize: null,
    refusals: [],
    state: 'unknown',
    muted: false,
    history: [],
  };
}

/** Reads stored limits and leaves out any that is not sound. */
function parse(stored: unknown): KnownLimit[] {
  return Array.isArray(stored) ? stored.flatMap(parseLimit) : [];
}

function parseLimit(stored: unknown): KnownLimit[] {
  if (typeof stored !== 'object' || stored === null) return [];
  const { id, keyId, model, unit, pool, window, capacity, source, lastLevel, at } = stored as Record<string, unknown>;
  const { low, high } = (lastLevel ?? {}) as Record<string, unknown>;
  const one = <T>(list: readonly T[], value: unknown) => list.find((name) => name === value);
  const [unitName, poolName, sourceName] = [one(units, unit), one(pools, pool), one(sourceIds, source)];
  if (!isText(id) || !isText(keyId) || !isText(model) || !unitName || !poolName || !sourceName) return [];
  if (!isAmount(low) || !isAmount(high) || !isAmount(at) || low > high) return [];
  const names = { id: id as LimitId, keyId, model, unit: unitName, pool: poolName, source: sourceName };
  return [{ ...names, window: amountOf(window), capacity: amountOf(capacity), lastLevel: { low, high }, at }];
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
