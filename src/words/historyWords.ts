import * as l10n from '@vscode/l10n';
import type { HistoryStep } from '../core/history/historyStep.ts';
import { type PastSpan, spanOf } from '../core/history/pastView.ts';
import type { TimeSpan } from '../core/history/timeSpan.ts';
import { pastTool } from './askedWords.ts';
import { calendarDay, clockTime, sinceMidnight } from './clockTime.ts';
import { count, localeTag, percent, plural } from './numbers.ts';

export function spanText(span: PastSpan): string {
  switch (span) {
    case 'hour':
      return l10n.t('1 h');
    case 'day':
      return l10n.t('24 h');
    case 'month':
      return l10n.t('30 days');
  }
}

/** What happened in a span, in one line: "3 refusals, the last at 14:15". */
export function pastTitle(steps: readonly HistoryStep[], now: number): string {
  const refusals = steps.reduce((sum, step) => sum + step.refusals, 0);
  const last = steps.findLast((step) => step.refusals > 0);
  if (!last) return l10n.t('Nothing was refused');
  const at = timeText(last.at, now);
  return plural(refusals, {
    one: l10n.t('{0} refusal, at {1}', count(refusals), at),
    other: l10n.t('{0} refusals, the last at {1}', count(refusals), at),
  });
}

/** "Lowest: 4% at 14:00."; that nobody looked, where nobody did. */
export function lowestText(steps: readonly HistoryStep[], now: number): string {
  const known = steps.filter((step) => step.level !== null);
  const lowest = known.toSorted((a, b) => (a.level?.least ?? 1) - (b.level?.least ?? 1))[0];
  if (!lowest?.level) return l10n.t('Nobody looked in this time.');
  return l10n.t('Lowest: {0} at {1}.', percent(lowest.level.least), timeText(lowest.at, now));
}

/** One step as it is said at the pointer: "14:20: 30% to 64%, 1 refusal, 12 requests". */
export function stepText(step: HistoryStep, now: number): string {
  const { level, refusals } = step;
  const requests = requestsIn(step);
  const parts = [
    level === null ? l10n.t('not read') : rangeText(level),
    ...(refusals > 0 ? [refusalsText(refusals)] : []),
    ...(requests > 0 ? [requestsText(requests)] : []),
  ];
  return l10n.t('{0}: {1}', timeText(step.at, now), parts.join(', '));
}

/** "30% to 64%"; one number where it did not move. */
export function rangeText({ least, most }: { readonly least: number; readonly most: number }): string {
  const [low, high] = [percent(least), percent(most)];
  return low === high ? low : l10n.t('{0} to {1}', low, high);
}

/** "12:30–14:20", with the day if it is not today. */
export function spanOfTime({ from, to }: TimeSpan, now: number): string {
  return l10n.t('{0} – {1}', timeText(from, now), clockTime(to, from, localeTag()));
}

/** "Claude Code, Cline"; `null` where no request was seen. */
export function toolsText(requests: Readonly<Record<string, number>>): string | null {
  const tools = Object.keys(requests).map(pastTool);
  return tools.length === 0 ? null : tools.join(', ');
}

/** "line: lowest level in each 10 min". */
export function lineText(span: PastSpan): string {
  switch (span) {
    case 'hour':
      return l10n.t('line: lowest level in each minute');
    case 'day':
      return l10n.t('line: lowest level in each 10 minutes');
    case 'month':
      return l10n.t('line: lowest level in each hour');
  }
}

/** Hours between two times at the foot of a chart. */
const tickSteps = [1 / 12, 1 / 6, 1 / 4, 1 / 2, 1, 2, 3, 4, 6, 12, 24, 48, 120, 240];

/**
 * Moments for the foot of a chart, `most` at most, at full hours and days of the user's; milliseconds since 1970. A change
 * to summer time moves those before it by an hour.
 */
export function ticksOf(span: PastSpan, now: number, most: number, timeZone?: string): number[] {
  const length = spanOf[span].length * 1000;
  const steps = tickSteps.map((hours) => hours * 3_600_000);
  const step = steps.find((one) => length / one <= most) ?? length;
  const midnight = now - sinceMidnight(now, timeZone);
  const first = midnight + Math.ceil((now - length - midnight) / step) * step;
  return Array.from({ length: Math.floor((now - first) / step) + 1 }, (_, index) => first + index * step);
}

/** What is written there: a month's days, or times. */
export function tickText(span: PastSpan, at: number, now: number): string {
  return span === 'month' ? calendarDay(at, localeTag()) : timeText(at, now);
}

export function timeText(at: number, now: number): string {
  return clockTime(at, now, localeTag());
}

export function requestsIn({ requests }: Pick<HistoryStep, 'requests'>): number {
  return Object.values(requests).reduce((sum, sent) => sum + sent, 0);
}

function refusalsText(refusals: number): string {
  return plural(refusals, {
    one: l10n.t('{0} refusal', count(refusals)),
    other: l10n.t('{0} refusals', count(refusals)),
  });
}

function requestsText(requests: number): string {
  return plural(requests, {
    one: l10n.t('{0} request', count(requests)),
    other: l10n.t('{0} requests', count(requests)),
  });
}
