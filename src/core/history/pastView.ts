import { DAY, HOUR, MINUTE, MONTH } from '../model/limit.ts';
import type { HistoryStep } from './historyStep.ts';
import type { Series } from './series.ts';
import { type TimeSpan, within, without } from './timeSpan.ts';

/** The spans of time that a past is shown for. */
export const pastSpans = ['hour', 'day', 'month'] as const;
export type PastSpan = (typeof pastSpans)[number];

/** Seconds of each span and of its steps. A check every five minutes is as calm as they get, so two steps apart is no gap. */
export const spanOf: Readonly<
  Record<PastSpan, { readonly length: number; readonly step: number; readonly gap: number }>
> = {
  hour: { length: HOUR, step: MINUTE, gap: 10 * MINUTE },
  day: { length: DAY, step: 10 * MINUTE, gap: 20 * MINUTE },
  month: { length: MONTH, step: HOUR, gap: 2 * HOUR },
};

/** The past of one limit for each span, oldest first. */
export type PastSteps = Readonly<Record<PastSpan, readonly HistoryStep[]>>;

/** `now`: milliseconds since 1970. */
export function pastSteps(series: Series, now: number): PastSteps {
  const from = (span: PastSpan) => now - spanOf[span].length * 1000;
  return {
    hour: series.minutes(from('hour'), now),
    day: series.everyMinutes(spanOf.day.step / MINUTE, from('day'), now),
    month: series.hours(from('month'), now),
  };
}

/** The hour where nothing older is known of the last day, in whose chart it would be a line at the edge. */
export function fittingSpan({ hour, day }: PastSteps): PastSpan {
  const [first] = hour;
  const [earliest] = day;
  const isYoung = first !== undefined && earliest !== undefined && first.at - earliest.at < spanOf.day.step * 1000;
  return isYoung ? 'hour' : 'day';
}

/** Hours that follow each other in which a limit was low or refused requests. */
export interface HardStretch {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** The least that was read, as a fraction of the capacity; `null` where nothing was. */
  readonly least: number | null;
  readonly refusals: number;
  /** The user's requests, by tool. */
  readonly requests: Readonly<Record<string, number>>;
}

/** When a limit was low or refused, the latest first. `low`: a fraction of the capacity; `length`: seconds of a step. */
export function hardStretches(steps: readonly HistoryStep[], low: number, length: number): HardStretch[] {
  const stretches: HardStretch[] = [];
  for (const step of steps) {
    const isHard = step.refusals > 0 || (step.level !== null && step.level.least < low);
    if (!isHard) continue;
    const last = stretches.at(-1);
    const one = { from: step.at, to: step.at + length * 1000, least: step.level?.least ?? null, ...countsOf(step) };
    if (last && last.to === step.at) stretches.splice(-1, 1, joined(last, one));
    else stretches.push(one);
  }
  return stretches.reverse();
}

function countsOf({ refusals, requests }: HistoryStep): Pick<HardStretch, 'refusals' | 'requests'> {
  return { refusals, requests };
}

function joined(one: HardStretch, next: HardStretch): HardStretch {
  const least = one.least === null ? next.least : Math.min(one.least, next.least ?? 1);
  const requests = { ...one.requests };
  for (const [tool, count] of Object.entries(next.requests)) requests[tool] = (requests[tool] ?? 0) + count;
  return { from: one.from, to: next.to, least, refusals: one.refusals + next.refusals, requests };
}

/** Times of which nothing is known. */
export interface Gaps {
  /** The machine slept. */
  readonly asleep: readonly TimeSpan[];
  /** It did not, or nobody knows. */
  readonly unseen: readonly TimeSpan[];
}

/** Why nothing is known of the times between steps, within a span that is shown. `now`: milliseconds since 1970. */
export function gapsIn(
  steps: readonly HistoryStep[],
  span: PastSpan,
  now: number,
  sleeps: readonly TimeSpan[] = [],
): Gaps {
  const gaps = gapsBetween(steps, span, now);
  return {
    asleep: gaps.flatMap((gap) => within(gap, sleeps)),
    unseen: gaps.flatMap((gap) => without(gap, sleeps)),
  };
}

function gapsBetween(steps: readonly HistoryStep[], span: PastSpan, now: number): TimeSpan[] {
  const { length, step, gap } = spanOf[span];
  const seen = steps.filter(({ level }) => level !== null).map(({ at }) => at);
  const edges = [now - length * 1000, ...seen, now];
  return edges.slice(1).flatMap((at, index) => {
    const before = edges[index] ?? at;
    const from = index === 0 ? before : before + step * 1000;
    return at - from > gap * 1000 ? [{ from, to: at }] : [];
  });
}
