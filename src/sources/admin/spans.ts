import { DAY, HOUR, MINUTE } from '../../core/model/limit.ts';
import type { UsageSpan } from '../../core/model/observation.ts';
import type { BucketWidth, TimeRange } from '../../providers/admin/adminClient.ts';

const width: Readonly<Record<UsageSpan, BucketWidth>> = { hour: '1m', day: '1h', month: '1d' };

/** The time range of a span that ends now, and the buckets to ask for it by: all of them fit on one page. */
export interface SpanOfTime extends TimeRange {
  readonly width: BucketWidth;
}

/**
 * The last hour by whole minutes, or this day or month by UTC, which is what providers bill by (docs/providers.md).
 * `now`: epoch milliseconds of the provider's clock.
 */
export function rangeOf(span: UsageSpan, now: number): SpanOfTime {
  // A day that has just begun has no end yet that differs from its beginning.
  const from = startOf(span, now);
  return { from, to: Math.max(now, from + MINUTE * 1000), width: width[span] };
}

export function startOf(span: UsageSpan, now: number): number {
  switch (span) {
    case 'hour':
      return floor(now - HOUR * 1000, MINUTE);
    case 'day':
      return floor(now, DAY);
    case 'month': {
      const date = new Date(now);
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
    }
  }
}

/** The beginning of the next day or month. */
export function endOf(span: 'day' | 'month', now: number): number {
  if (span === 'day') return startOf('day', now) + DAY * 1000;
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

function floor(at: number, seconds: number): number {
  return Math.floor(at / (seconds * 1000)) * seconds * 1000;
}
