import { probeAlarm } from '../forecast/parameters.ts';
import { userExchange } from '../forecast/seenByLimit.ts';
import type { KeptTime } from '../keptTime.ts';
import { type Interval, type LimitId, MINUTE, type Pool, type Reading, type Unit } from '../model/limit.ts';
import type { ExchangeSeen, RequestSeen, SourceId } from '../model/observation.ts';
import { ahead, type Level, type LimitSnapshot } from '../model/snapshot.ts';
import { type Crossing, LimitAlarm, silentDownTo, type Thresholds } from './alarms.ts';
import { type BucketReading, TokenBucket } from './bucket.ts';
import { isUsedUp, middleOf, wholeUnits, within } from './levels.ts';
import { RecentPast } from './recentPast.ts';
import { Refusals } from './refusals.ts';
import type { SavedLimit } from './savedLimit.ts';
import { UseByWhom } from './useByWhom.ts';
import { isLong, type UseModel, useModelOf } from './useModel.ts';

/** One limit of one key and model as the ledger keeps it: its bucket, how it is used, its alarm and its past. */
export class TrackedLimit {
  readonly id: LimitId;
  readonly keyId: string;
  readonly model: string;
  readonly unit: Unit;
  readonly pool: Pool;
  #capacity: number | null = null;
  #bucket: TokenBucket | null = null;
  #use: UseModel | null = null;
  #isLong = false;
  #isTold = false;
  #seenAt = 0;
  #source: SourceId = 'probe';
  #thresholds: Thresholds = { low: 0, critical: 0 };
  readonly #refusals = new Refusals();
  readonly #alarm = new LimitAlarm();
  readonly #past = new RecentPast();
  readonly #usedBy: UseByWhom;

  constructor(id: LimitId, keyId: string, model: string, unit: Unit, pool: Pool) {
    this.id = id;
    this.keyId = keyId;
    this.model = model;
    this.unit = unit;
    this.pool = pool;
    this.#usedBy = new UseByWhom(unit);
  }

  get window(): number | null {
    return this.#bucket?.window ?? null;
  }

  get capacity(): number | null {
    return this.#bucket?.capacity ?? this.#capacity;
  }

  /** Whether the user was told of the current episode, through this limit or one that it joined. */
  get isTold(): boolean {
    return this.#isTold;
  }

  /** Whether it was critical or empty in this episode and is not ready again. */
  get isHurt(): boolean {
    return this.#alarm.isHurt;
  }

  /** The fraction of the capacity that the last reading showed; `null` before the first. */
  get lastLeft(): number | null {
    return this.#bucket && middleOf(this.#bucket.lastLevel) / this.#bucket.capacity;
  }

  /** Seconds for which the present episode has lasted. */
  lasted(now: number): number {
    return this.#alarm.lasted(now);
  }

  /** A request of the user's that this limit counts has left. */
  sent(request: RequestSeen): void {
    this.#use?.sent(request);
    this.#usedBy.sent(request);
  }

  /** A request that this limit counts has ended, and its response said nothing about the limit. */
  passed(exchange: ExchangeSeen, request: RequestSeen | null): void {
    if (exchange.by === 'user') this.#use?.ended(userExchange(exchange, request, this.unit), null);
    this.#usedBy.take(exchange, request, null);
  }

  /** Learns the capacity from a source that does not know what is left. */
  told(capacity: number, source: SourceId, at: number): void {
    this.#capacity = capacity;
    if (this.#bucket) return;
    this.#source = source;
    this.#seenAt = at;
  }

  /**
   * Takes in what one response said; `request`: the request that it answers, `null` if nobody saw it leave. A reading
   * without a level tells nothing new, so the estimate stays.
   */
  record(reading: Reading, exchange: ExchangeSeen, request: RequestSeen | null): void {
    const { source, sentAt, receivedAt } = exchange;
    this.#source = source;
    this.#seenAt = receivedAt;
    const { capacity, level, window } = reading;
    if (capacity === null) return;
    const known = this.capacity;
    this.#capacity = capacity;
    if (level === null) return;
    const mistaken = window !== null && this.window !== null && window < this.window && capacity === known;
    const read = { capacity, window, level: mistaken ? wholeUnits(level, capacity) : level };
    if (!this.#bucket) this.#bucket = new TokenBucket(read, sentAt, receivedAt);
    else if (!this.#bucket.observe(read, sentAt, receivedAt)) return;
    this.#followUse(read.level, reading.timeToFull, exchange, request);
    this.#past.add(receivedAt, this.lastLeft ?? 0);
  }

  /**
   * The provider has refused a request because of this limit at `at`; up to `until` the limit counts as empty, whatever
   * its level.
   */
  refused(at: number, until: number): void {
    this.#refusals.refused(at, until);
  }

  /** The provider has let a request through that was sent then. */
  admitted(sentAt: number): void {
    this.#refusals.admitted(sentAt);
  }

  /** Looks at the alarm; later snapshots show what it finds. */
  look(now: number, thresholds: Thresholds): Crossing | null {
    this.#thresholds = thresholds;
    const left = this.#left(now);
    const input = {
      left,
      usedUp: isUsedUp(this.#bucket?.level(now) ?? null, this.unit, this.capacity ?? 0),
      refusalWithinMinute: left === null ? 0 : (this.#use?.refusalWithinMinute(now) ?? 0),
      warningRule: this.#use?.warningRule(now) ?? probeAlarm,
      burning: left !== null && (this.#use?.isBurning(now) ?? false),
      refused: this.#refusals.isOn(now),
      thresholds,
      refillsQuickly: !this.#isLong,
    };
    const crossing = this.#alarm.look(input, now);
    if (crossing === 'over') this.#isTold = false;
    return crossing;
  }

  /** The user has been told of its episode. */
  announced(): void {
    this.#isTold = true;
  }

  /** Seconds from the last reading until the next is worth its price; `null` before the first. */
  nextLook(now: number): number | null {
    return this.#use?.nextLook(now, this.#alarm.state !== 'fine') ?? null;
  }

  /**
   * Milliseconds until the level or the alarm looks different; `null` while neither will. A day's level moves slowly,
   * so it takes up to a minute.
   */
  movesIn(now: number): number | null {
    const level = this.#level(now);
    if (level === null || level.low >= (this.capacity ?? 0)) return this.#alarm.endsIn(now);
    return Math.min(60, Math.max(1, (this.window ?? MINUTE) / 200)) * 1000;
  }

  /** Monotonic ms at which the level becomes unknown; `null` when it is already. */
  expiresAt(now: number): number | null {
    return this.#bucket?.level(now) ? this.#bucket.readAt + (this.window ?? MINUTE) * 1000 : null;
  }

  /** As it is kept; `models`: those it is listed under. */
  save(models: readonly string[], time: KeptTime): SavedLimit {
    const { id, unit, pool, window, capacity } = this;
    return {
      id,
      models,
      unit,
      pool,
      window,
      capacity,
      level: this.#bucket?.lastLevel ?? null,
      readAt: time.kept(this.#bucket?.readAt ?? this.#seenAt),
      source: this.#source,
      ...this.#refusals.save(time),
      alarm: this.#alarm.save(time),
      isTold: this.#isTold,
    };
  }

  /**
   * Goes on from what was kept, before anything is read. Of a level that is older than its window only its age is known;
   * one that nobody can date is not taken.
   */
  restore(saved: SavedLimit, time: KeptTime): void {
    const { capacity, window, level } = saved;
    const readAt = time.past(saved.readAt);
    this.#source = saved.source;
    this.#seenAt = readAt ?? 0;
    this.#refusals.restore(saved, time);
    if (capacity === null || !(capacity > 0)) return;
    this.#capacity = capacity;
    if (level && readAt !== null) this.#recall({ capacity, window, level: within(level, capacity) }, readAt);
    if (saved.isHeard) this.#use = null;
    this.#isTold = this.#alarm.restore(saved.alarm, this.#unknownSince(time.now), time) && saved.isTold;
  }

  /** Monotonic ms since when neither a level nor a refusal is known; `null` while one is. */
  #unknownSince(now: number): number | null {
    if (this.#refusals.isOn(now) || this.expiresAt(now) !== null) return null;
    const forgotten = this.#bucket ? this.#bucket.readAt + (this.window ?? MINUTE) * 1000 : this.#seenAt;
    return Math.max(forgotten, this.#refusals.until ?? -Infinity);
  }

  /** `heardSince`: when the user's requests began to be heard; `null` while they are not. */
  snapshot(now: number, muted: boolean, heardSince: number | null): LimitSnapshot {
    const bucket = this.#bucket;
    const { capacity, window } = this;
    const left = this.#left(now);
    const level = this.#levelToActOn(now, left);
    const use = level && this.#use;
    return {
      id: this.id,
      keyId: this.keyId,
      model: this.model,
      unit: this.unit,
      pool: this.pool,
      window,
      capacity,
      level,
      soon: level && this.#soon(now, level),
      lastLevel: bucket?.lastLevel ?? null,
      age: Math.max(0, (now - (bucket?.readAt ?? this.#seenAt)) / 1000),
      source: this.#source,
      timeToFull: level && capacity && window ? ((capacity - level.estimate) * window) / capacity : null,
      timeToEmpty: use && this.#alarm.isSoon ? use.timeToEmpty(now) : null,
      burnRate: use && this.#past.length > 1 ? use.burnRate(now) : null,
      pace: use?.pace(now) ?? null,
      others: use?.others(now) ?? null,
      requestSize: this.#use?.requestSize(now) ?? null,
      refusals: this.#refusals.agesAt(now),
      state: level === null ? 'unknown' : this.#alarm.state,
      muted,
      history: this.#past.history(now, left, this.window ?? MINUTE),
      ...this.#usedBy.snapshot(now, heardSince),
    };
  }

  /** The level if others go on as they do; `null` while it is unknown. */
  #level(now: number): Level | null {
    const alone = this.#bucket?.level(now) ?? null;
    return alone && this.#use ? this.#use.level(alone, now) : alone;
  }

  /** The level, not below what the alarm would speak of while it does not, so that number and state agree. */
  #levelToActOn(now: number, left: number | null): Level | null {
    const level = this.#level(now);
    if (!level || left === null || !this.capacity) return level;
    const least = silentDownTo(this.#alarm.state, this.#thresholds);
    return { ...level, estimate: Math.max(level.estimate, this.capacity * Math.min(least, left)) };
  }

  /** Every level there may be from now until `ahead` seconds later. */
  #soon(now: number, { low, high }: Interval): Interval {
    const later = this.#level(now + ahead * 1000);
    return { low: Math.min(low, later?.low ?? low), high: Math.max(high, later?.high ?? high) };
  }

  /** The fraction of the capacity that is likeliest left, which the alarm goes by. */
  #left(now: number): number | null {
    const alone = this.#bucket?.level(now) ?? null;
    if (!alone || !this.capacity) return null;
    return (this.#use?.likely(alone, now) ?? alone.estimate) / this.capacity;
  }

  #followUse(level: Interval, timeToFull: number | null, exchange: ExchangeSeen, request: RequestSeen | null): void {
    if (!this.#bucket) return;
    const { capacity, lastLevel, window: known } = this.#bucket;
    // An unknown window may be the shortest.
    const window = known ?? MINUTE;
    // A limit that looked like a minute's has turned out to be a day's.
    if (isLong(window) && !this.#isLong) this.#use = null;
    this.#isLong = isLong(window);
    this.#use ??= useModelOf(this.unit, window);
    // A user's answer may take long, but its level dates from when the request was admitted.
    const isUsers = exchange.by === 'user';
    const reading = { capacity, window, timeToFull, level: isUsers ? level : lastLevel };
    if (isUsers) this.#use.ended(userExchange(exchange, request, this.unit), reading);
    else this.#use.read(exchange.receivedAt, reading, exchange.charged[this.unit] ?? 0);
    this.#usedBy.take(exchange, request, reading);
  }

  #recall({ capacity, level, ...reading }: BucketReading, at: number): void {
    const window = reading.window !== null && reading.window > 0 ? reading.window : null;
    this.#bucket = new TokenBucket({ capacity, level, window }, at, at);
    this.#past.add(at, this.lastLeft ?? 0);
    this.#isLong = isLong(window ?? MINUTE);
    this.#use = useModelOf(this.unit, window ?? MINUTE);
    this.#use.read(at, { capacity, window: window ?? MINUTE, level, timeToFull: null }, 0);
  }
}
