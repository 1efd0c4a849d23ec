import type { SavedColumns } from '../core/history/columns.ts';
import type { HistorySubject, LimitPast, SavedPast } from '../core/history/history.ts';
import type { SavedSeries } from '../core/history/series.ts';
import type { TimeSpan } from '../core/history/timeSpan.ts';
import { pools, units } from '../core/model/limit.ts';
import { name, positive, quantity } from './keptShape.ts';
import { amount, listOf, oneOf, optional, orNull, record, type Shape } from './shape.ts';

const about = record<HistorySubject>({
  id: name,
  keyId: name,
  model: name,
  unit: oneOf(units),
  pool: oneOf(pools),
  window: orNull(positive),
  capacity: orNull(positive),
});

const numbers = listOf(amount);
const byName: Shape<SavedColumns['requests']> = (value) =>
  typeof value === 'object' && value !== null && Object.values(value).every(numbers);

/** What the numbers are is for `Columns` to say. */
const columns = record<SavedColumns>({
  at: numbers,
  least: numbers,
  mean: numbers,
  most: numbers,
  weight: numbers,
  refusals: numbers,
  checks: numbers,
  requests: byName,
  sessions: optional(byName),
});

const past = record<SavedSeries>({ minutes: columns, hours: columns });

export const timeSpan = record<TimeSpan>({ from: quantity, to: quantity });

/** The past of one limit, as it is kept. */
export const savedPast = record<SavedPast>({ about, past });

/** The past of one limit, as it crosses the bus. */
export const limitPast = record<LimitPast>({ about, past, sleeps: listOf(timeSpan) });
