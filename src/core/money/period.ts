import { DAY } from '../model/limit.ts';
import type { Spend } from '../model/money.ts';

export const dayLength = DAY * 1000;
/** 1 January 1970 was a Thursday. */
const firstMonday = 4 * dayLength;
const weekLength = 7 * dayLength;

/** Epoch milliseconds; `null` for a period without bounds. */
export interface Bounds {
  readonly from: number | null;
  readonly until: number | null;
}

/**
 * The bounds of the period that a spend is of. What the provider left out is as in UTC, in which providers count
 * (docs/providers.md, OpenAI: admin APIs). `toldAt`: epoch milliseconds.
 */
export function boundsOf({ period, from, until }: Pick<Spend, 'period' | 'from' | 'until'>, toldAt: number): Bounds {
  switch (period) {
    case 'day':
      return bounds(from ?? until ?? floor(toldAt, 0, dayLength), dayLength, { from, until });
    case 'week':
      return bounds(from ?? until ?? floor(toldAt, firstMonday, weekLength), weekLength, { from, until });
    case 'month':
    case 'cycle':
      return monthOf(toldAt, { from, until });
    case 'ever':
      return { from, until };
  }
}

/** The start of the UTC day. */
export function dayOf(at: number): number {
  return floor(at, 0, dayLength);
}

/** The start of the UTC day that begins at about this time. */
export function dayFrom(begin: number): number {
  return dayOf(begin + dayLength / 2);
}

/**
 * Whether two bounds are one: those of a provider are told in the clock of this machine, which differs a little every time.
 */
export function isSameBound(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) < dayLength / 2;
}

function bounds(edge: number, length: number, { from, until }: Bounds): Bounds {
  const start = from ?? (until === null ? edge : until - length);
  return { from: start, until: until ?? start + length };
}

function monthOf(toldAt: number, { from, until }: Bounds): Bounds {
  const start = from ?? (until === null ? monthOfDay(toldAt) : monthsAfter(until, -1));
  return { from: start, until: until ?? monthsAfter(start, 1) };
}

/** Midnight of the first day of the month. */
function monthOfDay(at: number): number {
  // biome-ignore lint/style/noRestrictedGlobals: the calendar of a given time reads no clock
  const date = new Date(dayOf(at));
  return date.setUTCDate(1);
}

/** The same time of the same day so many months later, or of the last day of a shorter month. */
function monthsAfter(at: number, months: number): number {
  // By a clock that is a little slow a month begins on the last day of the one before.
  const day = dayFrom(at);
  // biome-ignore lint/style/noRestrictedGlobals: the calendar of a given time reads no clock
  const date = new Date(day);
  const number = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  if (date.getUTCDate() !== number) date.setUTCDate(0);
  return date.getTime() + at - day;
}

function floor(at: number, start: number, length: number): number {
  return start + Math.floor((at - start) / length) * length;
}
