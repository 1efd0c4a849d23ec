import { windows } from '../model/limit.ts';
import type { ResetNumbers } from './dialect.ts';
import { longestTime, parseGoDuration, parseHttpDate, parseRfc3339 } from './providerTime.ts';

/** The rest of what is known of a bucket, beside its reset. Units of the limit, seconds. */
export interface Bucket {
  readonly capacity: number | null;
  readonly remaining: number | null;
  readonly window: number | null;
}

/** A reset as it is written. */
export interface WrittenReset {
  /** Seconds until full; never negative. */
  readonly seconds: number;
  /** Written to the millisecond or finer, so that it tells more of the level than `remaining` does. */
  readonly isFine: boolean;
}

/**
 * Seconds until a bucket is full, by the shape of its reset (docs/providers.md, OpenAI: what a reset means): a Go duration, an
 * RFC 3339 or HTTP time measured by the response's own `date` (epoch ms), an epoch in seconds or milliseconds, or a
 * bare number. `null` for anything else, for a time that no `date` stands beside, and for a number whose unit nothing
 * tells.
 */
export function readReset(
  text: string | undefined,
  numbers: ResetNumbers,
  bucket: Bucket,
  date: number | null,
): WrittenReset | null {
  if (text === undefined) return null;
  const go = parseGoDuration(text);
  if (go !== null) return { seconds: go, isFine: true };
  const seconds = /^\d{1,16}(?:\.\d{1,20})?$/.test(text)
    ? numberSeconds(text, numbers, bucket, date)
    : untilTime(parseRfc3339(text) ?? parseHttpDate(text), date);
  if (seconds === null || seconds > longestTime) return null;
  return { seconds, isFine: numbers !== 'either' && seconds > 0 && seconds === Number(text) / 1000 };
}

/** A time in the past is normal on long replies and means full (docs/providers.md, Anthropic: headers). */
function untilTime(time: number | null, date: number | null): number | null {
  return time === null || date === null ? null : Math.max(0, (time - date) / 1000);
}

function numberSeconds(text: string, numbers: ResetNumbers, bucket: Bucket, date: number | null): number | null {
  const value = Number(text);
  if (value > 1e12) return untilTime(value, date);
  if (value > 1e9) return untilTime(value * 1000, date);
  if (value === 0 || numbers === 'seconds' || text.includes('.')) return value;
  return numbers === 'either' ? ofContinuous(value, bucket) : ofAny(value, bucket);
}

/** Seconds that what was used takes to refill; `null` where the numbers do not tell. */
function refillTime({ capacity, remaining }: Bucket, window: number): number | null {
  if (capacity === null || capacity === 0 || remaining === null || remaining > capacity) return null;
  return ((capacity - remaining) * window) / capacity;
}

/** The reset of a bucket that refills all the time is never later than what was used takes, but for the whole window. */
function ofContinuous(value: number, bucket: Bucket): number | null {
  const { window } = bucket;
  const latest = window === null ? null : refillTime(bucket, window);
  if (window === null || latest === null) return null;
  if (value <= latest + 1 || (value === window && value / 1000 < latest - 0.001)) return value;
  if (value / 1000 <= latest + 0.001) return value / 1000;
  return value <= window ? value : value / 1000 <= window ? value / 1000 : null;
}

/**
 * A window of the clock shows any number of seconds up to its length, so a number counts as milliseconds only where it
 * cannot be seconds, or is to the millisecond what was just used.
 */
function ofAny(value: number, bucket: Bucket): number | null {
  const candidates = bucket.window === null ? windows : [bucket.window];
  const times = candidates.flatMap((window) => refillTime(bucket, window) ?? []);
  if (times.length === 0) return null;
  const isNear = (seconds: number, step: number) =>
    times.some((time) => Math.abs(seconds - time) <= step + 0.02 * time);
  const agrees = isNear(value / 1000, 0.001);
  if (bucket.window !== null && value > bucket.window) {
    return agrees || (value >= 1000 && value / 1000 <= bucket.window) ? value / 1000 : null;
  }
  const isWindow = value === bucket.window || windows.some((window) => window === value);
  return agrees && !isWindow && !isNear(value, 1) ? value / 1000 : value;
}
