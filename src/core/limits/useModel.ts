import { BurnRateAlarm } from '../forecast/burnRateAlarm.ts';
import { LimitForecast } from '../forecast/limitForecast.ts';
import { probeAlarm, watching } from '../forecast/parameters.ts';
import { counted, type LimitReading, type UserExchange, type UserRequest } from '../forecast/seenByLimit.ts';
import type { WarningRule } from '../forecast/warning.ts';
import { HOUR, type Unit } from '../model/limit.ts';
import type { Level, RequestPace } from '../model/snapshot.ts';

/** Seconds between looks at a day's limit: while it is low and in use, and otherwise. */
const warnedGap = 30;
const restingGap = 300;

/** Models how a limit is used and what that leads to. All times are monotonic milliseconds unless noted. */
export interface UseModel {
  /** Takes in a probe's reading. `charged`: the units that the probe itself took. */
  read(at: number, reading: LimitReading, charged: number): void;
  /** A request of the user's has left. */
  sent(request: UserRequest): void;
  /** A request of the user's has ended; `reading` is what its response said about this limit, `null` if nothing. */
  ended(exchange: UserExchange, reading: LimitReading | null): void;
  /** The level that one can count on if others go on as they do. `alone`: the level without their use. */
  level(alone: Level, now: number): Level;
  /** The level that is likeliest. */
  likely(alone: Level, now: number): number;
  /** Probability from 0 to 1 that a request is refused within the next minute. */
  refusalWithinMinute(now: number): number;
  /** The probabilities at which that alarm begins and ends; they depend on what the forecast could see. */
  warningRule(now: number): WarningRule;
  /** Whether a long window is being used up much faster than it refills. */
  isBurning(now: number): boolean;
  /** Seconds until the limit is empty or refuses; `null` if neither is in sight. */
  timeToEmpty(now: number): number | null;
  /** Use by others, in units a second. */
  burnRate(now: number): number;
  /** The requests that the forecast expects from anybody; `null` where single requests cannot be made out. */
  pace(now: number): RequestPace | null;
  /** The part of `pace` that nobody saw, from something else that uses the limit. */
  others(now: number): RequestPace | null;
  /** Units that the next request probably takes; `null` where none was seen, or single ones cannot be made out. */
  requestSize(now: number): number | null;
  /** Seconds from the last reading until the next is worth its price. */
  nextLook(now: number, warned: boolean): number;
}

export function useModelOf(unit: Unit, window: number): UseModel {
  return isLong(window) ? new LongUse() : new ShortUse(unit);
}

/** Whether a window is so long that the pace over hours counts, not the next request. */
export function isLong(window: number): boolean {
  return window > HOUR;
}

/** A minute's or an hour's limit. A few requests empty it, so the time and size of the next one count. */
class ShortUse implements UseModel {
  readonly #forecast: LimitForecast;

  constructor(unit: Unit) {
    this.#forecast = new LimitForecast(counted[unit]);
  }

  read(at: number, reading: LimitReading, charged: number): void {
    this.#forecast.read(at, reading, charged);
  }

  sent(request: UserRequest): void {
    this.#forecast.sent(request);
  }

  ended(exchange: UserExchange, reading: LimitReading | null): void {
    this.#forecast.ended(exchange, reading);
  }

  level(alone: Level, now: number): Level {
    const shown = this.#forecast.shown(now);
    if (shown === null) return alone;
    const low = Math.min(alone.low, shown.low);
    return { low, estimate: Math.min(alone.high, Math.max(low, shown.estimate)), high: alone.high };
  }

  likely(alone: Level, now: number): number {
    const { low, high } = this.level(alone, now);
    return Math.min(high, Math.max(low, this.#forecast.likely(now) ?? alone.estimate));
  }

  refusalWithinMinute(now: number): number {
    return this.#forecast.look(now).refusalWithinMinute;
  }

  warningRule(now: number): WarningRule {
    return this.#forecast.warningRule(now);
  }

  isBurning(): boolean {
    return false;
  }

  timeToEmpty(now: number): number | null {
    return this.#forecast.look(now).timeToEmpty;
  }

  burnRate(now: number): number {
    const others = this.others(now);
    return others === null ? 0 : (others.requestsPerMinute * others.typicalRequest) / 60;
  }

  pace(now: number): RequestPace | null {
    const { running, requestsPerMinute, typicalRequest } = this.#forecast.explain(now);
    return running === 0 ? null : { requestsPerMinute, typicalRequest };
  }

  others(now: number): RequestPace | null {
    const { running, requestsPerMinute, typicalRequest } = this.#forecast.explainUnseen(now);
    return running === 0 ? null : { requestsPerMinute, typicalRequest };
  }

  requestSize(now: number): number | null {
    return this.#forecast.requestSize(now);
  }

  nextLook(now: number, warned: boolean): number {
    return this.#forecast.nextLook(now, warned);
  }
}

/** A day's limit. No single request empties it, so the pace over hours counts. */
class LongUse implements UseModel {
  readonly #alarm = new BurnRateAlarm();
  /** Units a second. */
  #refill = 0;

  read(at: number, { level, capacity, window }: LimitReading, charged: number): void {
    this.#refill = capacity / window;
    this.#alarm.read(at, level, capacity, window, charged);
  }

  sent(): void {}

  /** The pace of a day's limit is read from its levels alone, whoever used it. */
  ended({ receivedAt }: UserExchange, reading: LimitReading | null): void {
    if (reading) this.read(receivedAt, reading, 0);
  }

  level(alone: Level): Level {
    return alone;
  }

  likely({ estimate }: Level): number {
    return estimate;
  }

  refusalWithinMinute(): number {
    return 0;
  }

  warningRule(): WarningRule {
    return probeAlarm;
  }

  isBurning(now: number): boolean {
    return this.#alarm.look(now).alarm;
  }

  timeToEmpty(now: number): number | null {
    return this.#alarm.look(now).usedUpIn;
  }

  burnRate(now: number): number {
    return (this.#alarm.look(now).othersBurnRate ?? 0) * this.#refill;
  }

  pace(): null {
    return null;
  }

  others(): null {
    return null;
  }

  requestSize(): null {
    return null;
  }

  nextLook(_now: number, warned: boolean): number {
    return warned && this.#alarm.quiet < watching.settled ? warnedGap : restingGap;
  }
}
