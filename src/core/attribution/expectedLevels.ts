import { type Interval, MINUTE, type Reading, type Unit } from '../model/limit.ts';

/** Levels of one bucket's limits, and when they held; monotonic milliseconds. */
export interface LevelsAt {
  readonly at: number;
  readonly levels: ReadonlyMap<Unit, { readonly level: Interval; readonly capacity: number; readonly window: number }>;
}

/** What a response says of the levels of one bucket: those at `at`, or of some moment since `from`, as they are by `at`. */
export function levelsAt(readings: readonly Reading[], at: number, from = at): LevelsAt {
  const levels: [Unit, { level: Interval; capacity: number; window: number }][] = [];
  for (const { unit, pool, level, capacity, window } of readings)
    if (level !== null && capacity !== null && pool === 'standard') {
      const gained = ((capacity / (window ?? MINUTE)) * (at - from)) / 1000;
      const high = Math.min(capacity, level.high + gained);
      levels.push([unit, { level: { low: level.low, high }, capacity, window: window ?? MINUTE }]);
    }
  return { at, levels: new Map(levels) };
}

/** The level at `now` if nobody has used it since; `null` once that is older than the window. */
export function refilled(known: LevelsAt, unit: Unit, now: number): Interval | null {
  const one = known.levels.get(unit);
  const elapsed = (now - known.at) / 1000;
  if (!one || elapsed < 0 || elapsed > one.window) return null;
  const gained = (one.capacity / one.window) * elapsed;
  const level = (from: number) => Math.min(one.capacity, from + gained);
  return { low: level(one.level.low), high: level(one.level.high) };
}

/** Requests hardly show in a level; what is written goes on showing after the answer has told it. */
export function isCountedWhole(unit: Unit): boolean {
  return unit === 'requests' || unit === 'images' || unit === 'output-tokens';
}

/** A bucket that is fuller than this share looks as one that nobody uses. */
export const nearlyFull = 0.985;

/** Whether some level is still lower at `now` than that of a bucket which nobody uses. */
export function isBelowFull(known: LevelsAt, now: number): boolean {
  return [...known.levels].some(([unit, { capacity }]) => {
    const left = refilled(known, unit, now);
    return left !== null && left.high < nearlyFull * capacity;
  });
}

/** The most readings of one bucket that are remembered. */
const mostReadings = 8;
/** Milliseconds within which nobody can tell which of two requests came first. */
export const atOnce = 100;

/** The last readings of one bucket, the oldest first. */
export class PastLevels {
  readonly #readings: LevelsAt[] = [];

  add(levels: LevelsAt): void {
    const place = this.#readings.findLastIndex(({ at }) => at <= levels.at) + 1;
    this.#readings.splice(place, 0, levels);
    if (this.#readings.length > mostReadings) this.#readings.shift();
  }

  /** The last one that surely came before `time`; `null` if there is none. */
  before(time: number): LevelsAt | null {
    return this.#readings.findLast(({ at }) => at < time - atOnce) ?? null;
  }

  /** Those that may have come after `time`. */
  since(time: number): readonly LevelsAt[] {
    return this.#readings.filter(({ at }) => at >= time - atOnce);
  }
}
