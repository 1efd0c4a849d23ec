import type { HistoryStep } from '../../src/core/history/historyStep.ts';
import { type PastSteps, spanOf } from '../../src/core/history/pastView.ts';
import type { TimeSpan } from '../../src/core/history/timeSpan.ts';

/** Epoch milliseconds at which every past here ends. */
export const pastEnds = Date.UTC(2026, 7, 19, 14, 36);

/** A level that comes and goes; `null` while nobody looks. */
function leftAt(at: number): number | null {
  const hour = new Date(at).getUTCHours();
  if (hour < 7) return null;
  const isBusy = (hour >= 9 && hour < 11) || (hour >= 13 && hour < 15);
  return isBusy ? 0.3 - 0.28 * Math.sin(at / 700_000) : 0.9 + 0.1 * Math.sin(at / 900_000);
}

function stepsOf(length: number, step: number): HistoryStep[] {
  const first = Math.ceil((pastEnds - length * 1000) / step / 1000) * step * 1000;
  const times = Array.from(
    { length: Math.floor((pastEnds - first) / step / 1000) + 1 },
    (_, index) => first + index * step * 1000,
  );
  return times.flatMap((at) => {
    const left = leftAt(at);
    if (left === null) return [];
    const level = { least: Math.max(0, left - 0.05), mean: left, most: Math.min(1, left + 0.1) };
    const requests = left < 0.6 ? { listener: 12, gateway: 3 } : {};
    return [{ at, level, refusals: left < 0.05 ? 2 : 0, checks: 3, requests }];
  });
}

/** The past of a limit that was used in the morning and the afternoon of each day, and by nobody in the night. */
export const busyPast: PastSteps = {
  hour: stepsOf(spanOf.hour.length, spanOf.hour.step),
  day: stepsOf(spanOf.day.length, spanOf.day.step),
  month: stepsOf(spanOf.month.length, spanOf.month.step),
};
export const emptyPast: PastSteps = { hour: [], day: [], month: [] };

/** The same, asked for by Claude Code in two sessions, one of them with agents, and by a tool with a name from outside. */
export const pastOfSessions: PastSteps = {
  hour: busyPast.hour.map(withSessions),
  day: busyPast.day.map(withSessions),
  month: busyPast.month.map(withSessions),
};

function withSessions(step: HistoryStep): HistoryStep {
  const session = { tool: 'Claude Code', isSubagent: false } as const;
  const morning = { ...session, id: 'f00dfeed', began: Date.UTC(2026, 7, 19, 7, 2), requests: 3 };
  const before = { ...session, id: 'beefcafe', began: Date.UTC(2026, 7, 12, 13, 40), requests: 2 };
  const sessions = [morning, { ...morning, isSubagent: true, requests: 5 }, before];
  const requests = { 'Claude Code': 12, 'A tool with a name that is longer than any panel is wide, <b>really</b>': 1 };
  return { ...step, requests, sessions };
}

/** Half of the last night, through which the machine slept. */
export const night: TimeSpan = { from: Date.UTC(2026, 7, 19, 3), to: Date.UTC(2026, 7, 19, 7) };

/** What the host answers to the question for a past. */
export function pastOfLimit(limitId: string, steps: PastSteps = busyPast, sleeps: readonly TimeSpan[] = [night]) {
  const thresholds = { low: 0.2, critical: 0.05 };
  return { type: 'history', limitId, at: pastEnds, steps, sleeps, thresholds } as const;
}
