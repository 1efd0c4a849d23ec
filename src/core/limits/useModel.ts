import { BurnRateAlarm } from '../forecast/burnRateAlarm.ts';
import { calmGap } from '../forecast/calmGap.ts';
import type { Counted } from '../forecast/conversation.ts';
import { LimitForecast, type LimitReading, type UserExchange, type UserRequest } from '../forecast/limitForecast.ts';
import { probeAlarm } from '../forecast/parameters.ts';
import type { WarningRule } from '../forecast/warning.ts';
import { HOUR, type Unit } from '../model/limit.ts';
import type { Level, RequestPace } from '../model/snapshot.ts';

/** While others use a day's limit it is worth a look this often, and while it is low; seconds. */
const usedGap = 300;
const warnedGap = 30;

/** How a limit is used and what that leads to. All times are monotonic milliseconds unless they say otherwise. */
export interface UseModel {
  /** A probe's reading, and the units that the probe itself took. */
  read(at: number, reading: LimitReading, charged: number): void;
  /** A request of the user's has left. */
  sent(request: UserRequest): void;
  /** A request of the user's has ended; `reading` is what its response said of this limit, if it did. */
  ended(exchange: UserExchange, reading: LimitReading | null): void;
  /** What is left if others go on as they do, from what is left without them. */
  level(alone: Level, now: number): Level;
  /** From 0 to 1, that a request is refused within the next minute. */
  refusalWithinMinute(now: number): number;
  /** From which probability on that is worth an alarm: it depends on what the forecast could see. */
  warningRule(now: number): WarningRule;
  /** Whether a long window is used up much faster than it refills. */
  isBurning(now: number): boolean;
  /** Seconds until it is empty or refuses; `null` where that is not in sight. */
  timeToEmpty(now: number): number | null;
  /** What others take, in units a second. */
  burnRate(now: number): number;
  /** The requests that the forecast expects, whoever sends them; `null` where none can be told apart. */
  pace(now: number): RequestPace | null;
  /** Of these, the ones that nobody saw: something else uses the limit. */
  others(now: number): RequestPace | null;
  /** Seconds from the last reading until the next is worth its price. */
  nextLook(now: number, warned: boolean): number;
}

export function useModelOf(unit: Unit, window: number): UseModel {
  return isLong(window) ? new LongUse() : new ShortUse(unit);
}

/** Whether a window is so long that the pace of hours counts, not the next request. */
export function isLong(window: number): boolean {
  return window > HOUR;
}

/** What a limit counts of a request of the user's. Of input, Anthropic counts what was not cached. */
const counted: Readonly<Record<Unit, Counted>> = {
  requests: 'requests',
  tokens: 'input',
  'input-tokens': 'uncached',
  'output-tokens': 'output',
  images: 'requests',
};

/** A minute's or an hour's limit: a few requests empty it, so what counts is when the next one comes and how large it is. */
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

  nextLook(now: number, warned: boolean): number {
    return this.#forecast.nextLook(now, warned);
  }
}

/** A day's limit: no single request empties it, so what counts is the pace of hours. */
class LongUse implements UseModel {
  readonly #alarm = new BurnRateAlarm();
  /** Units a second. */
  #refill = 0;

  read(at: number, { level, capacity, window }: LimitReading, charged: number): void {
    this.#refill = capacity / window;
    this.#alarm.read(at, level, capacity, window, charged);
  }

  sent(): void {}

  /** Whoever used a day's limit, it is used: its pace is read from the levels alone. */
  ended({ receivedAt }: UserExchange, reading: LimitReading | null): void {
    if (reading) this.read(receivedAt, reading, 0);
  }

  level(alone: Level): Level {
    return alone;
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

  nextLook(_now: number, warned: boolean): number {
    return Math.max(warned ? warnedGap : usedGap, calmGap(this.#alarm.quiet, 1));
  }
}
