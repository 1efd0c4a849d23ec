import { probeAlarm } from '../forecast/parameters.ts';
import type { UserExchange } from '../forecast/seenByLimit.ts';
import { type Interval, type LimitId, MINUTE, type Pool, type Reading, type Unit } from '../model/limit.ts';
import type { ExchangeSeen, RequestSeen, SourceId } from '../model/observation.ts';
import { ahead, type HistoryPoint, type Level, type LimitSnapshot } from '../model/snapshot.ts';
import { type Crossing, LimitAlarm, type Thresholds } from './alarms.ts';
import { TokenBucket } from './bucket.ts';
import { isLong, type UseModel, useModelOf } from './useModel.ts';

const historyLength = 120;
/** Milliseconds for which refusals are shown. */
const rememberRefusals = 600_000;
/** Tokens below this share of the capacity are not enough for a request. */
const nothing = 0.005;

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
  #refusedUntil: number | null = null;
  #thresholds: Thresholds = { low: 0, critical: 0 };
  #refusals: readonly number[] = [];
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

  /** Whether the user was told of the current episode, through this limit or one that it joined. */
  get isTold(): boolean {
    return this.#isTold;
  }

  /** Whether it was critical or empty in this episode and is not ready again. */
  get isHurt(): boolean {
    return this.#alarm.isHurt;
  }

  /** A request of the user's that this limit counts has left. */
  sent(request: RequestSeen): void {
    this.#use?.sent(request);
  }

  /** A request that this limit counts has ended, and its response said nothing about the limit. */
  passed(exchange: ExchangeSeen, request: RequestSeen | null): void {
    if (exchange.by === 'user') this.#use?.ended(this.#userExchange(exchange, request), null);
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
    const { capacity, level } = reading;
    if (capacity === null) return;
    const { window } = reading;
    const known = this.capacity;
    this.#capacity = capacity;
    if (level === null) return;
    const mistaken = window !== null && this.window !== null && window < this.window && capacity === known;
    const read = { capacity, window, level: mistaken ? wholeUnits(level, capacity) : level };
    if (!this.#bucket) this.#bucket = new TokenBucket(read, sentAt, receivedAt);
    else if (!this.#bucket.observe(read, sentAt, receivedAt)) return;
    this.#followUse(read.level, reading.timeToFull, exchange, request);
    this.#remember(receivedAt);
  }

  /**
   * The provider has refused a request because of this limit at `at`; up to `until` the limit counts as empty, whatever
   * its level.
   */
  refused(at: number, until: number): void {
    this.#refusedUntil = until;
    this.#refusals = [...this.#refusals.filter((one) => at - one < rememberRefusals), at];
  }

  /** The provider has let a request through. */
  admitted(): void {
    this.#refusedUntil = null;
  }

  /** Looks at the alarm; later snapshots show what it finds. */
  look(now: number, thresholds: Thresholds): Crossing | null {
    this.#thresholds = thresholds;
    const left = this.#left(now);
    const input = {
      left,
      usedUp: this.#isUsedUp(now),
      refusalWithinMinute: left === null ? 0 : (this.#use?.refusalWithinMinute(now) ?? 0),
      warningRule: this.#use?.warningRule(now) ?? probeAlarm,
      burning: left !== null && (this.#use?.isBurning(now) ?? false),
      refused: this.#refusedUntil !== null && now < this.#refusedUntil,
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

  snapshot(now: number, muted: boolean): LimitSnapshot {
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
      refusals: this.#refusals.filter((at) => now - at < rememberRefusals).map((at) => (now - at) / 1000),
      state: level === null ? 'unknown' : this.#alarm.state,
      muted,
      history: this.#history(now, left),
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
    const { low, critical } = this.#thresholds;
    const { state } = this.#alarm;
    const least = state === 'fine' ? low : state === 'low' || state === 'soon' ? critical : 0;
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

  /** Only a reading can show that nothing is left; an estimate of what others took cannot. */
  #isUsedUp(now: number): boolean {
    const level = this.#bucket?.level(now) ?? null;
    const isWhole = this.unit === 'requests' || this.unit === 'images';
    return level !== null && level.estimate < (isWhole ? 1 : Math.max(1, nothing * (this.capacity ?? 0)));
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
    const reading = { capacity, window, timeToFull };
    // A user's answer may take long, but its level dates from when the request was admitted.
    if (exchange.by === 'user') this.#use.ended(this.#userExchange(exchange, request), { ...reading, level });
    else this.#use.read(exchange.receivedAt, { ...reading, level: lastLevel }, exchange.charged[this.unit] ?? 0);
  }

  #userExchange({ sentAt, receivedAt, charged, failure }: ExchangeSeen, request: RequestSeen | null): UserExchange {
    return {
      sentAt: request?.sentAt ?? sentAt,
      receivedAt,
      conversation: request?.conversation ?? null,
      input: request?.input ?? charged['input-tokens'] ?? charged.tokens ?? 0,
      wasSeenLeaving: request !== null,
      isAdmitted: failure === null,
      charged: charged[this.unit] ?? null,
      answer: charged['output-tokens'] ?? null,
    };
  }

  #remember(at: number): void {
    if (!this.#bucket) return;
    const { capacity, lastLevel } = this.#bucket;
    const left = (lastLevel.low + lastLevel.high) / 2 / capacity;
    const last = this.#past.at(-1);
    if (last && at - last.at < 1000) last.left = left;
    else this.#past.push({ at, left });
    if (this.#past.length > historyLength) this.#past.shift();
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

/** Widens a level that was worked out with too short a window to what the count of whole units says. */
function wholeUnits(level: Interval, capacity: number): Interval {
  const whole = Math.floor(level.low);
  return { low: whole, high: Math.max(level.high, Math.min(capacity, whole + 1)) };
}
