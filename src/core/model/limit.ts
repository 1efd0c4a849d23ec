/** The things that a limit can count. */
export const units = ['requests', 'tokens', 'input-tokens', 'output-tokens', 'images'] as const;
export type Unit = (typeof units)[number];

/**
 * Tells buckets apart that count the same unit: the ordinary one, a project's own, the usage-based one of 2023, the
 * priority and fast tiers, or the one without cached input (docs/providers.md, OpenAI: headers, Anthropic: headers,
 * other providers).
 */
export const pools = ['standard', 'project', 'usage-based', 'priority', 'fast', 'uncached'] as const;
export type Pool = (typeof pools)[number];

/** A closed range, both ends in the same unit; `low <= high`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** One limit as one response described it, at the moment the provider wrote it. `null`: the response does not say. */
export interface Reading {
  readonly unit: Unit;
  readonly pool: Pool;
  /** Seconds in which an empty bucket refills: mostly 60, 3600 or 86400, and whatever else the name of a header says. */
  readonly window: number | null;
  /** Units in a full bucket. */
  readonly capacity: number | null;
  /** Units left. An interval, because providers round. Within [0, capacity], if that is known. */
  readonly level: Interval | null;
  /** Seconds until the bucket is full if nobody uses it; never negative. */
  readonly timeToFull: number | null;
}

declare const isLimitId: unique symbol;

/**
 * Names one bucket: account, model, pool, unit and, if these leave a choice, its window. Stable across sessions,
 * because users pin and mute limits by it.
 */
export type LimitId = string & { readonly [isLimitId]: true };

/**
 * Takes a text from a setting, a message or the disk as the name of a limit; there need not be a limit of that name.
 */
export function limitIdOf(text: string): LimitId {
  return text as LimitId;
}

export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;
/** Thirty days: a month of the calendar is about as long. */
export const MONTH = 30 * DAY;

/** The windows that arithmetic tells apart, in seconds, shortest first (docs/providers.md, Ground facts). */
export const windows = [MINUTE, HOUR, DAY] as const;
