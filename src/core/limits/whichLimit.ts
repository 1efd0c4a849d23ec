import { DAY, limitIdOf, type Reading } from '../model/limit.ts';
import { TrackedLimit } from './trackedLimit.ts';
import { impliedWindow } from './window.ts';

/** No model has more; an endpoint that names ever new ones must not fill the memory. */
const mostLimits = 20;

type Kind = Pick<Reading, 'unit' | 'pool' | 'window'>;

/** Names a model of an account. */
export function placeOf(owner: string, model: string): string {
  return `${owner}/${model}`;
}

/**
 * Finds the limit that a reading belongs to. Headers name no window, so capacity and window tell a minute's and a day's
 * bucket of one unit apart. If no limit has the capacity, the one with that window has simply changed its own. A
 * reading that shows no window comes from a bucket that refills at once, so hardly from a day's. `taken`: limits that
 * other readings of the response belong to.
 */
export function findLimit(
  limits: readonly TrackedLimit[],
  reading: Reading,
  taken: readonly TrackedLimit[] = [],
): TrackedLimit | null {
  const { window, capacity } = reading;
  const isOfKind = (limit: TrackedLimit) => isAlike(limit, reading) && !taken.includes(limit);
  const hasCapacity = (limit: TrackedLimit) => isOfKind(limit) && limit.capacity === capacity;
  // Fast path without allocation: most readings are of a limit already known.
  const known = window !== null && limits.find((limit) => hasCapacity(limit) && limit.window === window);
  if (known) return known;
  const byCapacity = limits.find(hasCapacity);
  const byWindow = window === null ? undefined : limits.find((limit) => isOfKind(limit) && limit.window === window);
  // An inferred window may be too short, never too long: only a limit with a longer one can have shown it by mistake.
  const isMistaken = byCapacity && (byCapacity.window === null || window === null || byCapacity.window > window);
  if (byCapacity && (isMistaken || !byWindow)) return byCapacity;
  if (byWindow) return byWindow;
  const same = limits.filter(isOfKind);
  const unknown = same.find((limit) => limit.window === null) ?? null;
  if (window === null) return lone(same.filter((limit) => limit.window !== DAY || capacity === null)) ?? unknown;
  return window === DAY ? null : lone(same.filter((limit) => limit.window === null));
}

/**
 * Adds a limit for a reading that belongs to none; `null` where it has no capacity to show, or there is no room: one
 * limit for each unit, pool and window, and not too many in all.
 */
export function addLimit(limits: TrackedLimit[], owner: string, model: string, reading: Reading): TrackedLimit | null {
  if (reading.capacity === null || !hasRoom(limits, reading)) return null;
  const pool = reading.pool === 'standard' ? '' : `${reading.pool}:`;
  const base = `${placeOf(owner, model)}/${pool}${reading.unit}`;
  const isFree = (name: string) => !limits.some(({ id }) => id === name);
  // Users pin and mute limits by their names, so nothing is in them that a later reading can change.
  const names = [base, `${base}@${reading.window ?? 'unknown'}`];
  for (let number = 2; number <= mostLimits; number++) names.push(`${names[1]}-${number}`);
  const id = limitIdOf(names.find(isFree) ?? base);
  const limit = new TrackedLimit(id, owner, model, reading.unit, reading.pool);
  limits.push(limit);
  return limit;
}

/** Whether a further limit of this kind may be listed. */
export function hasRoom(limits: readonly TrackedLimit[], kind: Kind): boolean {
  return limits.length < mostLimits && !limits.some((limit) => isAlike(limit, kind) && limit.window === kind.window);
}

/** The reading with the window that it shows or implies, if no other limit has that window; else with none. */
export function withFreeWindow(limits: readonly TrackedLimit[], limit: TrackedLimit, reading: Reading): Reading {
  const window = reading.window ?? impliedWindow(reading);
  if (window === null) return reading;
  const longest = Math.max(window, limit.window ?? 0);
  const isTaken = limits.some((other) => other !== limit && isAlike(other, reading) && other.window === longest);
  if (!isTaken && window === reading.window) return reading;
  return { ...reading, window: isTaken ? null : window };
}

function isAlike(limit: TrackedLimit, { unit, pool }: Pick<Kind, 'unit' | 'pool'>): boolean {
  return limit.unit === unit && limit.pool === pool;
}

function lone<T>(candidates: readonly T[]): T | null {
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}
