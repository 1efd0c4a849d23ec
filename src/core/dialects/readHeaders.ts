import { inferWindow, inferWindowRoughly, levelFrom } from '../limits/window.ts';
import { DAY, HOUR, type Interval, MINUTE, type Reading } from '../model/limit.ts';
import type { Dialect, Headers, ToldLimit } from './dialect.ts';
import { anyDialect } from './families.ts';
import { parseHttpDate } from './providerTime.ts';
import { readReset, type WrittenReset } from './reset.ts';
import { parseCount } from './response.ts';
import { toldLimits } from './toldLimits.ts';

/** No provider tells of more; a page that was pasted may. */
const mostLimits = 20;

/** Both `date` and the resets of Anthropic are cut to whole seconds. */
const clockStep = 2;

/**
 * Reads each limit from response headers; names in lower case. Anything missing or senseless is unknown, and a
 * limit of which nothing is known is left out. Resets are measured by the response's own `date`. Never throws.
 */
export function readHeaders(headers: Headers, dialect: Dialect = anyDialect): Reading[] {
  const date = parseHttpDate(headers.date ?? '');
  const readings: Reading[] = [];
  for (const told of toldLimits(headers, dialect)) {
    const reading = readingOf(told, date);
    if (reading === null) continue;
    const twin = readings.findIndex((known) => isSame(known, reading));
    if (twin < 0) readings.push(reading);
    else readings[twin] = merged(readings[twin] ?? reading, reading);
  }
  return readings.slice(0, mostLimits);
}

/** The same without limits of seconds, which are full again before anybody looks: their gauge would be unknown always. */
export function readWatchable(headers: Headers, dialect: Dialect): Reading[] {
  return readHeaders(headers, dialect).filter(({ window }) => window === null || window >= MINUTE);
}

function readingOf(told: ToldLimit, date: number | null): Reading | null {
  const { unit, pool, numbers, step } = told;
  // A limit of zero could not be shown.
  const capacity = parseCount(told.limit) || null;
  const remaining = parseCount(told.remaining);
  const most = capacity === null ? Infinity : capacity + step / 2;
  const isSane = remaining !== null && remaining <= most && told.limit !== '0';
  // More left than there is says nothing, and neither does its reset.
  const reset =
    isSane || told.remaining === undefined
      ? readReset(told.reset, numbers, { capacity, remaining, window: told.window }, date)
      : null;
  if (capacity === null && !isSane && reset === null) return null;
  const base = { unit, pool, capacity };
  const timeToFull = reset?.seconds ?? null;
  if (!isSane) return { ...base, window: told.window, level: null, timeToFull };
  if (capacity === null) {
    return { ...base, window: told.window, level: { low: remaining, high: remaining + Math.min(1, step) }, timeToFull };
  }
  const level = levelOf(told, remaining, capacity, reset);
  return { ...base, level, ...windowOf(told, remaining, capacity, level, reset) };
}

/** Floored levels are told finer by a fine reset; rounded and exact ones are what they are. */
function levelOf(
  { step, window }: ToldLimit,
  remaining: number,
  capacity: number,
  reset: WrittenReset | null,
): Interval {
  if (step === 0) return { low: remaining, high: remaining };
  // A count that is not a multiple of the step was not rounded (docs/providers.md, Anthropic: headers, priority).
  if (step === 1 || (remaining % step !== 0 && remaining !== capacity)) {
    return levelFrom(capacity, remaining, reset?.isFine ? reset.seconds : null, window);
  }
  return {
    low: Math.max(0, Math.min(remaining, capacity) - step / 2),
    high: Math.min(capacity, remaining + step / 2),
  };
}

function windowOf(
  { window, orLonger }: ToldLimit,
  remaining: number,
  capacity: number,
  level: Interval,
  reset: WrittenReset | null,
): Pick<Reading, 'window' | 'timeToFull'> {
  const timeToFull = reset?.seconds ?? null;
  if (window === null) {
    const infer = reset?.isFine ? inferWindow : inferWindowRoughly;
    return { window: reset && infer(capacity, remaining, reset.seconds), timeToFull };
  }
  if (!orLonger || timeToFull === null || timeToFull <= window + clockStep) return { window, timeToFull };
  // Of what was hardly used, the end of a window of the clock looks like a longer one that refills all the time.
  const isTold = capacity - level.low >= capacity / 10;
  const fits = (isTold ? [MINUTE, HOUR, DAY] : []).find((longer) => {
    const soonest = ((capacity - level.high) * longer) / capacity;
    const latest = ((capacity - level.low) * longer) / capacity;
    return longer > window && timeToFull >= soonest - clockStep && timeToFull <= latest + clockStep;
  });
  return { window: fits ?? null, timeToFull: fits || timeToFull <= DAY ? timeToFull : null };
}

/** Gateways tell of one limit in two ways, each of which may leave something out. */
function merged(one: Reading, other: Reading): Reading {
  const { window, level, timeToFull } = one;
  return {
    ...one,
    window: window ?? other.window,
    level: level ?? other.level,
    timeToFull: timeToFull ?? other.timeToFull,
  };
}

function isSame(one: Reading, other: Reading): boolean {
  const sameWindow = one.window === null || other.window === null || one.window === other.window;
  return one.unit === other.unit && one.pool === other.pool && one.capacity === other.capacity && sameWindow;
}
