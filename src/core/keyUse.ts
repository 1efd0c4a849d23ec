import type { KeySnapshot, LimitSnapshot } from './model/snapshot.ts';

/** A fall of less than this share of the capacity, or of no more units than a check of our own takes, is no use. */
const noise = 0.005;
const ownCheck = { requests: 2, others: 100 };

/** The limits of a key whose level is known. */
export function knownLimits({ models }: KeySnapshot): LimitSnapshot[] {
  return models.flatMap(({ limits }) => limits.filter(({ level, capacity }) => level !== null && capacity));
}

/** Whether somebody else than Keygauge uses a key: requests are expected, or a level fell since `before`. */
export function isInUse(limits: readonly LimitSnapshot[], before: readonly LimitSnapshot[]): boolean {
  return limits.some((limit) => limit.pace !== null || hasFallen(limit, before));
}

function hasFallen(limit: LimitSnapshot, before: readonly LimitSnapshot[]): boolean {
  const { unit, capacity, lastLevel } = limit;
  const past = before.find(({ id }) => id === limit.id);
  if (!past?.lastLevel || !lastLevel || !capacity || past.capacity !== capacity) return false;
  const least = Math.max(
    noise * capacity,
    unit === 'requests' || unit === 'images' ? ownCheck.requests : ownCheck.others,
  );
  return past.lastLevel.low - lastLevel.high > least;
}

/** The requests that anybody but Keygauge sends in a minute; `null` where none can be made out. */
export function requestsPerMinute(limits: readonly LimitSnapshot[]): number | null {
  // Every limit of a model sees the same requests, some of them only in part.
  const byModel = new Map<string, number>();
  for (const { model, pace } of limits)
    if (pace) byModel.set(model, Math.max(pace.requestsPerMinute, byModel.get(model) ?? 0));
  return byModel.size === 0 ? null : [...byModel.values()].reduce((sum, one) => sum + one, 0);
}

/** Two answers closer than this are one that is shown twice; milliseconds. */
export const together = 1_000;

/** When requests of a key were answered with 429, in epoch milliseconds and in order. `now`: when the snapshot was made. */
export function refusalTimes({ lastFailure, models }: KeySnapshot, now: number): number[] {
  const failures = [lastFailure, ...models.map(({ failure }) => failure)].filter((one) => one?.failure.status === 429);
  const times = failures.flatMap((one) => (one ? [now - one.age * 1000] : [])).sort((a, b) => a - b);
  return times.filter((time, index) => index === 0 || time - (times[index - 1] ?? 0) > together);
}
