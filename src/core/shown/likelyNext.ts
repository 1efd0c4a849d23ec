import type { LimitSnapshot } from '../model/snapshot.ts';

/** Where the level probably is, `seconds` from now; in the limit's unit and within [0, capacity]. */
export interface LikelyLevel {
  readonly seconds: number;
  readonly low: number;
  readonly high: number;
}

/** Seconds to look ahead, and between two points. */
const ahead = 60;
const step = 2;
/** Standard deviations of the number of requests: four of five minutes stay within. */
const spread = 1.28;

/**
 * The levels of the next minute if the refill and the requests go on as they do. Requests come at random, so the band
 * widens with their expected number. Empty where the level, the capacity or the window is unknown.
 */
export function likelyNext({ level, capacity, window, pace, burnRate }: LimitSnapshot): LikelyLevel[] {
  if (level === null || capacity === null || capacity <= 0 || window === null || window <= 0) return [];
  const perSecond = (pace?.requestsPerMinute ?? 0) / 60;
  const size = pace?.typicalRequest ?? 0;
  const use = pace ? perSecond * size : Math.max(0, burnRate ?? 0);
  const refill = capacity / window;
  const within = (value: number) => Math.min(capacity, Math.max(0, value));
  return Array.from({ length: ahead / step + 1 }, (_, at) => {
    const seconds = at * step;
    const doubt = (time: number) => spread * Math.sqrt(perSecond * time) * size;
    // What came before a window's length has refilled since.
    const low = within(level.low + (refill - use) * seconds) - doubt(Math.min(seconds, window));
    const high = level.high + refill * seconds - Math.max(0, use * seconds - doubt(seconds));
    return { seconds, low: within(low), high: within(high) };
  });
}
