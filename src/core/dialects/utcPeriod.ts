import type { MoneyPeriod } from '../model/money.ts';

/** The beginning and the end of a period, epoch milliseconds; `null` for one that has none. */
export interface Period {
  readonly from: number | null;
  readonly until: number | null;
}

const dayLength = 86_400_000;

/** The period of the calendar, in UTC, that a moment lies in; weeks begin on Monday. */
export function utcPeriod(period: MoneyPeriod, at: number): Period {
  const day = Math.floor(at / dayLength);
  switch (period) {
    case 'day':
      return { from: day * dayLength, until: (day + 1) * dayLength };
    case 'week': {
      // The first day of all was a Thursday.
      const monday = day - ((day + 3) % 7);
      return { from: monday * dayLength, until: (monday + 7) * dayLength };
    }
    case 'month':
    case 'cycle':
      return { from: monthAfter(at, 0), until: monthAfter(at, 1) };
    case 'ever':
      return { from: null, until: null };
  }
}

function monthAfter(at: number, months: number): number {
  // biome-ignore lint/style/noRestrictedGlobals: the month of a given time reads no clock
  const date = new Date(at);
  // biome-ignore lint/style/noRestrictedGlobals: as above
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}
