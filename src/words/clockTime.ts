const day = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
const hour = { hour: 'numeric', minute: '2-digit' } as const;

/** Milliseconds after which the name of a weekday could mean another day. */
const sameWeekday = 6 * 86_400_000;

/** Making a formatter takes far longer than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * A moment as a wall clock shows it: "15:40", with the weekday if that is not today, with the date if the weekday would
 * be ambiguous. `at` and `now` are milliseconds since 1970; `locale` is a well-formed BCP 47 tag and `timeZone` an IANA
 * name; both default to the system's.
 */
export function clockTime(at: number, now: number, locale?: string, timeZone?: string): string {
  const text = (moment: number, options: Intl.DateTimeFormatOptions) =>
    formatter(locale, timeZone, options).format(moment);
  if (text(at, day) === text(now, day)) return text(at, hour);
  if (Math.abs(at - now) < sameWeekday) return text(at, { weekday: 'short', ...hour });
  return text(at, { day: 'numeric', month: 'short', ...hour });
}

/** The day of a moment without its time, as in "Nov 24", for what is not known to the hour. Arguments as above. */
export function calendarDay(at: number, locale?: string, timeZone?: string): string {
  return formatter(locale, timeZone, { day: 'numeric', month: 'short' }).format(at);
}

/** Milliseconds that a wall clock has gone since midnight. Arguments as above. */
export function sinceMidnight(at: number, timeZone?: string): number {
  const parts = formatter('en', timeZone, { hour: 'numeric', minute: 'numeric', hourCycle: 'h23' }).formatToParts(at);
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return (numberOf('hour') * 60 + numberOf('minute')) * 60_000 + (at % 60_000);
}

function formatter(
  locale: string | undefined,
  timeZone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const name = JSON.stringify([locale, timeZone, options]);
  let known = formatters.get(name);
  if (!known) {
    known = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    formatters.set(name, known);
  }
  return known;
}
