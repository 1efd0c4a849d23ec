import { type AlarmInput, type Crossing, LimitAlarm, type Thresholds } from './alarms.ts';
import { type BucketReading, TokenBucket } from './bucket.ts';
import { type Interval, type LimitId, MINUTE, type Pool, type Reading, type Unit } from './limits.ts';
import type { SourceName } from './observation.ts';
import type { HistoryPoint, LimitSnapshot } from './snapshot.ts';
import { impliedWindow } from './window.ts';

const historyLength = 120;

/** One limit of one key and model as the ledger keeps it: its bucket, its alarm and its past. */
export class TrackedLimit {
  readonly id: LimitId;
  readonly keyId: string;
  readonly model: string;
  readonly unit: Unit;
  readonly pool: Pool;
  #capacity: number | null = null;
  #bucket: TokenBucket | null = null;
  #seenAt = 0;
  #source: SourceName = 'probe';
  #refusedUntil: number | null = null;
  readonly #alarm = new LimitAlarm();
  readonly #past: { at: number; left: number }[] = [];

  constructor(id: LimitId, keyId: string, model: string, unit: Unit, pool: Pool) {
    this.id = id;
    this.keyId = keyId;
    this.model = model;
    this.unit = unit;
    this.pool = pool;
  }

  get window(): number | null {
    return this.#bucket?.window ?? null;
  }

  get capacity(): number | null {
    return this.#bucket?.capacity ?? this.#capacity;
  }

  /** Takes in what one response said. A reading without a level leaves the estimate alone: it tells nothing new. */
  record(reading: Reading, charged: number, source: SourceName, sentAt: number, receivedAt: number): void {
    this.#source = source;
    this.#seenAt = receivedAt;
    const { capacity, level } = reading;
    if (capacity === null) return;
    const window = reading.window ?? impliedWindow(reading);
    const known = this.capacity;
    this.#capacity = capacity;
    if (level === null) return;
    const mistaken = window !== null && this.window !== null && window < this.window && capacity === known;
    const read: BucketReading = { capacity, window, level: mistaken ? wholeUnits(level, capacity) : level, charged };
    if (this.#bucket) this.#bucket.observe(read, sentAt, receivedAt);
    else this.#bucket = new TokenBucket(read, sentAt, receivedAt);
    const left = (this.#bucket.level(receivedAt)?.estimate ?? 0) / capacity;
    const last = this.#past.at(-1);
    if (last && receivedAt - last.at < 1000) this.#past[this.#past.length - 1] = { at: last.at, left };
    else this.#past.push({ at: receivedAt, left });
    if (this.#past.length > historyLength) this.#past.shift();
  }

  /** The provider has refused a request by this limit; until the time it named, what is left does not count. */
  refused(until: number): void {
    this.#refusedUntil = until;
  }

  /** The provider has let a request through. */
  admitted(): void {
    this.#refusedUntil = null;
  }

  look(now: number, thresholds: Thresholds): Crossing | null {
    const level = this.#bucket?.level(now) ?? null;
    const input: AlarmInput = {
      left: level && this.capacity ? level.estimate / this.capacity : null,
      units: level?.estimate ?? null,
      timeToEmpty: this.#bucket?.timeToEmpty(now) ?? null,
      refused: this.#refusedUntil !== null && now < this.#refusedUntil,
      thresholds,
    };
    return this.#alarm.look(input);
  }

  /** Milliseconds until the level looks different; `null` while it is unknown or full. A day's level has no hurry. */
  movesIn(now: number): number | null {
    const level = this.#bucket?.level(now) ?? null;
    if (level === null || level.low >= (this.capacity ?? 0)) return null;
    return Math.min(60, Math.max(1, (this.window ?? MINUTE) / 200)) * 1000;
  }

  /** When the level becomes unknown; monotonic ms, `null` when it is already. */
  expiresAt(now: number): number | null {
    return this.#bucket?.level(now) ? this.#bucket.readAt + (this.window ?? MINUTE) * 1000 : null;
  }

  snapshot(now: number, muted: boolean): LimitSnapshot {
    const bucket = this.#bucket;
    const level = bucket?.level(now) ?? null;
    return {
      id: this.id,
      keyId: this.keyId,
      model: this.model,
      unit: this.unit,
      pool: this.pool,
      window: this.window,
      capacity: this.capacity,
      level,
      lastLevel: bucket?.lastLevel ?? null,
      age: Math.max(0, (now - (bucket?.readAt ?? this.#seenAt)) / 1000),
      source: this.#source,
      timeToFull: bucket?.timeToFull(now) ?? null,
      timeToEmpty: bucket?.timeToEmpty(now) ?? null,
      burnRate: bucket?.burnRate ?? null,
      state: level === null ? 'unknown' : this.#alarm.state,
      muted,
      history: this.#history(now, level && this.capacity ? level.estimate / this.capacity : null),
    };
  }

  #history(now: number, left: number | null): HistoryPoint[] {
    const forgotten = (this.window ?? MINUTE) * 1000;
    const points: HistoryPoint[] = [];
    this.#past.forEach((point, index) => {
      points.push({ ago: (now - point.at) / 1000, level: point.left });
      const next = this.#past[index + 1]?.at ?? now;
      if (next - point.at > forgotten) points.push({ ago: (now - point.at - forgotten) / 1000, level: null });
    });
    if (left !== null) points.push({ ago: 0, level: left });
    return points;
  }
}

/** A level that was worked out with too short a window, back to what the count of whole units says. */
function wholeUnits(level: Interval, capacity: number): Interval {
  const whole = Math.floor(level.low);
  return { low: whole, high: Math.max(level.high, Math.min(capacity, whole + 1)) };
}
