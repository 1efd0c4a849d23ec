import { withEnglishDates } from './datesInTongues.ts';

/** When and where a text is read: a time in it without a zone is one of that place. */
export interface ReadAt {
  /** Epoch milliseconds. */
  readonly now: number;
  /** The name of a zone, such as "Europe/Rome", or an offset, such as "+02:00"; `null` leaves such a time unknown. */
  readonly zone: string | null;
}

/**
 * "2026-12-01 at 00:00 UTC", "2026-11-22T15:04:05Z", "Dec 1st, 2026, 3:30 PM (Europe/Berlin)", "Mon 9am", "16:21 on 19
 * May". Abbreviations of zones such as PST and IST stand for several, so that a time with one stays unknown.
 */
const moment = new RegExp(
  [
    String.raw`(?:\b(?:try again|retry|regain access|available(?: again)?|wait|resets?|restored)(?: (?:at|on|after|until))?:? |\buntil |将在 ?)`,
    String.raw`(?:(?<year>\d{4})[-/](?<month>\d\d)[-/](?<day>\d\d)(?:t|,? at |,? )`,
    String.raw`|(?<monthName>[a-z]{3,9})\.? (?<dayOfMonth>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<yearAfter>\d{4}))?(?:,? at |,? )`,
    String.raw`|(?<dayBefore>\d{1,2}) (?<monthAfter>[a-z]{3,9})(?:,? at |,? )`,
    '|(?<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}(?:,? at |,? )|(?<relative>today|tomorrow)(?:,? at |,? ))?',
    String.raw`(?<hour>\d{1,2})(?::(?<minute>\d\d)(?::(?<second>\d\d)(?:\.\d{1,9})?)?)?(?: ?(?<half>[ap])\.?m\b\.?)?`,
    String.raw`(?: on (?<dayLast>\d{1,2}) (?<monthLast>[a-z]{3,9}))?`,
    String.raw`(?: ?\(?(?:(?<zone>(?:utc|gmt)?[+-]\d\d:?\d\d|(?:utc|gmt)[+-]\d{1,2}(?!\d)|(?:z|utc|gmt)(?![\w+-])|[a-z]{2,20}(?:\/[a-z_-]{2,30}){1,2})`,
    String.raw`|(?<vague>(?:[pmce][sd]?t|[hai]st|a[ek][sd]t|ce?st|ees?t|cet|wes?t|bst|jst|kst|sgt|hkt|msk|wib|utc|gmt|pacific|eastern|central|mountain)\b)))?`,
  ].join(''),
  'g',
);
/** The most moments that are looked at. */
const mostMoments = 4;

/** Epoch seconds: Codex's `resets_at`, and Claude Code's "usage limit reached|1777936568". */
const epochSeconds = /(?:\bresets?_?at\W{1,6}|\blimit reached\|)(\d{10})(?!\d)/;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const dayLong = 86_400_000;

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * Epoch milliseconds of the moment that an error names as the end of its wait; `null` where it names none, or not its
 * zone. A time without a date means the next such time, at most `ahead` milliseconds away. Of several moments, as in a
 * story of how the notice changed, the first counts that is still to come.
 */
export function statedTime(said: string, { now, zone: here }: ReadAt, ahead: number): number | null {
  const seconds = epochSeconds.exec(said)?.[1];
  if (seconds !== undefined) return Number(seconds) * 1000;
  let tried = 0;
  for (const { groups } of withEnglishDates(said).matchAll(moment)) {
    const at = groups && momentOf(groups, { now, zone: here }, ahead);
    if (at != null || ++tried >= mostMoments) return at ?? null;
  }
  return null;
}

/** Epoch milliseconds of one moment, read from its parts. */
function momentOf(
  parts: Readonly<Record<string, string | undefined>>,
  { now, zone: here }: ReadAt,
  ahead: number,
): number | null {
  if (parts.vague !== undefined) return null;
  const { minute, half } = parts;
  const zone = parts.zone ?? here;
  if (zone === null || (minute === undefined && half === undefined)) return null;
  const time = timeOfDay(Number(parts.hour), Number(minute ?? 0), Number(parts.second ?? 0), half);
  const offset = offsetOf(zone, now);
  if (time === null || offset === null) return null;
  const at = (midnight: number) => midnight + time - (offsetOf(zone, midnight + time - offset) ?? offset);
  const today = Math.floor((now + offset) / dayLong) * dayLong;
  const { weekday, relative } = parts;
  if (relative !== undefined) return at(relative === 'today' ? today : today + dayLong);
  if (weekday !== undefined) return nextWeekday(weekdays.indexOf(weekday), today, now, at);
  const date = dateIn(parts);
  if (date === undefined) {
    const next = at(today) > now ? at(today) : at(today + dayLong);
    return next - now <= ahead ? next : null;
  }
  if (date === null) return null;
  const { year, month, day } = date;
  if (year !== null) return at(midnightOf(year, month, day));
  const thisYear = yearOf(now + offset);
  const inThisYear = at(midnightOf(thisYear, month, day));
  return inThisYear > now ? inThisYear : at(midnightOf(thisYear + 1, month, day));
}

/** The date in a moment; `undefined` where it has none, `null` for what is no date. The month counts from 0. */
function dateIn(
  parts: Readonly<Record<string, string | undefined>>,
): { year: number | null; month: number; day: number } | null | undefined {
  const name = parts.monthName ?? parts.monthAfter ?? parts.monthLast;
  const day = Number(parts.day ?? parts.dayOfMonth ?? parts.dayBefore ?? parts.dayLast);
  if (Number.isNaN(day)) return undefined;
  const month = name === undefined ? Number(parts.month) - 1 : months.indexOf(name.slice(0, 3));
  const year = parts.year ?? parts.yearAfter;
  if (!(month >= 0 && month < 12 && day >= 1 && day <= 31)) return null;
  return { year: year === undefined ? null : Number(year), month, day };
}

/** The next time of a day of the week, counted from Sunday. */
function nextWeekday(wanted: number, today: number, now: number, at: (midnight: number) => number): number {
  // The first day of 1970 was a Thursday.
  const away = (wanted - ((Math.floor(today / dayLong) + 4) % 7) + 7) % 7;
  const next = at(today + away * dayLong);
  return next > now ? next : at(today + (away + 7) * dayLong);
}

/** Milliseconds since midnight; `null` for what no clock shows. */
function timeOfDay(hour: number, minute: number, second: number, half: string | undefined): number | null {
  if (minute > 59 || second > 59 || (half === undefined ? hour > 23 : hour < 1 || hour > 12)) return null;
  const ofDay = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  return ((ofDay * 60 + minute) * 60 + second) * 1000;
}

/** Milliseconds by which a zone's clocks are ahead of UTC at a moment; `null` for a zone that nobody knows. */
function offsetOf(zone: string, at: number): number | null {
  const stated = /([+-])(\d{1,2}?)(?::?(\d\d))?$/.exec(zone);
  if (stated) return (stated[1] === '-' ? -1 : 1) * (Number(stated[2]) * 60 + Number(stated[3] ?? 0)) * 60_000;
  if (!zone.includes('/')) return 0;
  const name = formatterOf(zone)
    ?.formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return name === undefined ? null : offsetOf(name.includes(':') ? name : 'utc', at);
}

/** Making a formatter takes far longer than using it, and a log may name a zone in every line; `null` for no zone. */
const formatters = new Map<string, Intl.DateTimeFormat | null>();
const mostFormatters = 20;

function formatterOf(zone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  if (formatters.size >= mostFormatters) formatters.clear();
  let made: Intl.DateTimeFormat | null = null;
  try {
    made = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch {
    // No such zone.
  }
  formatters.set(zone, made);
  return made;
}

function midnightOf(year: number, month: number, day: number): number {
  // biome-ignore lint/style/noRestrictedGlobals: a given date reads no clock
  return Date.UTC(year, month, day);
}

function yearOf(at: number): number {
  // biome-ignore lint/style/noRestrictedGlobals: a given time reads no clock
  return new Date(at).getUTCFullYear();
}
