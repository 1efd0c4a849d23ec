import { BurnRateAlarm } from './forecast/burnRateAlarm.ts';
import { calmGap } from './forecast/calmGap.ts';
import { Watch } from './forecast/watch.ts';
import { HOUR, type Interval, type Unit } from './limits.ts';
import type { Level, OthersPace } from './snapshot.ts';

/** A reading of a limit whose use is followed. */
export interface UseReading {
  readonly level: Interval;
  readonly capacity: number;
  /** Seconds. */
  readonly window: number;
  /** Units that the exchange itself took. */
  readonly charged: number;
  /** Seconds; longer than the window where more was used than there was. */
  readonly timeToFull: number | null;
}

/** While others use a day's limit it is worth a look this often, and while it is low; seconds. */
const usedGap = 300;
const warnedGap = 30;

/** How a limit is used and what that leads to. All times are monotonic milliseconds unless they say otherwise. */
export interface Use {
  read(at: number, reading: UseReading): void;
  /** What is left if others go on as they do, from what is left without them. */
  level(alone: Level, now: number): Level;
  /** From 0 to 1, that a request is refused within the next minute. */
  refusalWithinMinute(now: number): number;
  /** Whether a long window is used up much faster than it refills. */
  isBurning(now: number): boolean;
  /** Seconds until it is empty or refuses; `null` where that is not in sight. */
  timeToEmpty(now: number): number | null;
  /** What others take, in units a second. */
  burnRate(now: number): number;
  /** The requests that others send; `null` where none can be told apart. */
  others(now: number): OthersPace | null;
  /** Seconds from the last reading until the next is worth its price. */
  nextLook(now: number, warned: boolean): number;
}

export function useOf(unit: Unit, window: number): Use {
  return isLong(window) ? new LongUse() : new ShortUse(unit);
}

/** Whether a window is so long that the pace of hours counts, not the next request. */
export function isLong(window: number): boolean {
  return window > HOUR;
}

/** A minute's or an hour's limit: a few requests empty it, so what counts is when the next one comes and how large it is. */
class ShortUse implements Use {
  readonly #watch: Watch;

  constructor(unit: Unit) {
    this.#watch = new Watch(unit === 'output-tokens' ? 'output' : 'whole');
  }

  read(at: number, { level, capacity, window, charged, timeToFull }: UseReading): void {
    this.#watch.read(at, level, capacity, window, charged, timeToFull);
  }

  level(alone: Level, now: number): Level {
    const shown = this.#watch.shown(now);
    if (shown === null) return alone;
    const low = Math.min(alone.low, shown.low);
    return { low, estimate: Math.min(alone.high, Math.max(low, shown.estimate)), high: alone.high };
  }

  refusalWithinMinute(now: number): number {
    return this.#watch.look(now).refusalWithinMinute;
  }

  isBurning(): boolean {
    return false;
  }

  timeToEmpty(now: number): number | null {
    return this.#watch.look(now).timeToEmpty;
  }

  burnRate(now: number): number {
    const others = this.others(now);
    return others === null ? 0 : (others.requestsPerMinute * others.typicalRequest) / 60;
  }

  others(now: number): OthersPace | null {
    const { running, requestsPerMinute, typicalRequest } = this.#watch.explain(now);
    return running === 0 ? null : { requestsPerMinute, typicalRequest };
  }

  nextLook(now: number, warned: boolean): number {
    return this.#watch.nextLook(now, warned);
  }
}

/** A day's limit: no single request empties it, so what counts is the pace of hours. */
class LongUse implements Use {
  readonly #alarm = new BurnRateAlarm();
  /** Units a second. */
  #refill = 0;

  read(at: number, { level, capacity, window, charged }: UseReading): void {
    this.#refill = capacity / window;
    this.#alarm.read(at, level, capacity, window, charged);
  }

  level(alone: Level): Level {
    return alone;
  }

  refusalWithinMinute(): number {
    return 0;
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

  others(): null {
    return null;
  }

  nextLook(_now: number, warned: boolean): number {
    return Math.max(warned ? warnedGap : usedGap, calmGap(this.#alarm.quiet, 1));
  }
}
