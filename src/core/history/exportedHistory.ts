import type { HistorySubject, LimitHistory } from './history.ts';
import type { HistoryStep } from './historyStep.ts';
import type { SessionRequests } from './pastSession.ts';

/** One step of a limit as it is exported. Levels are in units of the limit. */
export interface ExportedStep extends Pick<HistorySubject, 'model' | 'unit' | 'pool' | 'capacity'> {
  /** The name of the key. */
  readonly key: string;
  readonly windowSeconds: number | null;
  /** Epoch milliseconds, and seconds of the step. */
  readonly at: number;
  readonly seconds: number;
  readonly least: number | null;
  readonly mean: number | null;
  readonly most: number | null;
  readonly refusals: number;
  readonly checks: number;
  readonly requests: Readonly<Record<string, number>>;
  /** Left out where none is known. */
  readonly sessions?: HistoryStep['sessions'];
}

const day = 86_400_000;

/** The minutes of the last day and the hours of the month before it, oldest first. `nameOf` gives a key's label. */
export function exportedSteps(
  { about, series }: Pick<LimitHistory, 'about' | 'series'>,
  now: number,
  nameOf: (keyId: string) => string,
): ExportedStep[] {
  const lastDay = Math.floor((now - day) / 3_600_000) * 3_600_000;
  const hours = series.hours(0, lastDay).map((step) => exported(about, step, 3600, nameOf));
  return [...hours, ...series.minutes(lastDay, now + 1).map((step) => exported(about, step, 60, nameOf))];
}

function exported(
  about: HistorySubject,
  step: HistoryStep,
  seconds: number,
  nameOf: (id: string) => string,
): ExportedStep {
  const { keyId, model, unit, pool, window, capacity } = about;
  const units = (fraction: number | undefined) =>
    fraction === undefined || capacity === null ? null : Math.round(fraction * capacity);
  const { at, level, refusals, checks, requests, sessions } = step;
  const levels = { least: units(level?.least), mean: units(level?.mean), most: units(level?.most) };
  const limit = { key: nameOf(keyId), model, unit, pool, windowSeconds: window, capacity };
  return { ...limit, at, seconds, ...levels, refusals, checks, requests, ...(sessions && { sessions }) };
}

/** A step as JSON has it, with texts for times. */
export function jsonOf({ at, sessions, ...step }: ExportedStep, timeOf: (at: number) => string): object {
  const named = sessions?.map(({ began, ...session }) => ({ ...session, began: timeOf(began) }));
  return { time: timeOf(at), ...step, ...(named && { sessions: named }) };
}

const fields = ['key', 'model', 'unit', 'pool', 'windowSeconds', 'capacity', 'seconds'] as const;
const numbers = ['least', 'mean', 'most', 'refusals', 'checks'] as const;

/** As RFC 4180 has it, one row for each step; `timeOf` writes a time. */
export function csvOf(steps: readonly ExportedStep[], timeOf: (at: number) => string): string {
  const tools = [...new Set(steps.flatMap(({ requests }) => Object.keys(requests)))].sort();
  const sessions = steps.some((step) => step.sessions) ? ['sessions'] : [];
  const head = ['time', ...fields, ...numbers, ...tools.map((tool) => `requests ${tool}`), ...sessions];
  const rows = steps.map((step) => [
    timeOf(step.at),
    ...[...fields, ...numbers].map((name) => step[name] ?? ''),
    ...tools.map((tool) => step.requests[tool] ?? 0),
    ...sessions.map(() => (step.sessions ?? []).map(sessionCell).join('; ')),
  ]);
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** "Claude Code 3fa9c2b1 subagents: 12", so that the same session is the same text in every row. */
function sessionCell({ tool, id, isSubagent, requests }: SessionRequests): string {
  return `${tool} ${id}${isSubagent ? ' subagents' : ''}: ${requests}`;
}

/** A spreadsheet takes a text that begins like a formula for one: names come from outside. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
