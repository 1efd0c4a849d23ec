import { History, type HistorySubject } from '../src/core/history/history.ts';
import { limitIdOf } from '../src/core/model/limit.ts';
import { encode } from '../src/state/document.ts';
import { parseHistory } from '../src/state/parseHistory.ts';
import { type Figure, limited, round, told } from './figure.ts';
import { median, range } from './statistics.ts';

const limits = 50;
const minute = 60_000;
const days = 31;
/** Sessions of a day that are told apart, one after the other. */
const sessionsOfDay = 8;
const rounds = 9;

/** Measures fifty limits that were read and used in every minute of a month: the most that a history can hold. */
export async function measure(): Promise<Figure[]> {
  global.gc?.();
  const before = process.memoryUsage();
  const history = filled();
  global.gc?.();
  const after = process.memoryUsage();
  const used = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  const now = days * 1440 * minute;
  const bytes = encode({ name: 'history', version: 1 }, 1, history.save(now)).length;
  const recent = encode({ name: 'state', version: 1 }, 1, history.save(now, now - 10 * minute)).length;
  const writing = times(() => encode({ name: 'history', version: 1 }, 1, history.save(now)));
  const stored = JSON.stringify(history.save(now));
  const reading = times(() => new History().restore(parseHistory(JSON.parse(stored)), 0));
  const drawing = times(() => {
    for (const { series } of history.all) series.hours(0, now);
  });
  return [
    limited('history: fifty limits of a month on disk', bytes / 1e6, 5, 'MB'),
    limited('history: the same in the host', used / 1e6, 10, 'MB'),
    told('history: what of it is written every two seconds', recent / 1e3, 'kB'),
    told('history: to make the document of it', median(writing), 'ms', ` (${range(writing, round)})`),
    told('history: to read it at the start', median(reading), 'ms', ` (${range(reading, round)})`),
    told('history: to find the hours of all fifty', median(drawing), 'ms', ` (${range(drawing, round)})`),
  ];
}

function filled(): History {
  const history = new History();
  const subjects = Array.from({ length: limits }, (_, index) => subject(index));
  for (let step = 0; step < days * 1440; step++) {
    const at = step * minute;
    const session = { id: sessionIn(step), isSubagent: false };
    for (const [index, limit] of subjects.entries()) {
      const left = 0.5 + 0.4 * Math.sin(step / 7 + index);
      const touched = [{ limit, left, hasRefused: left < 0.11 }];
      history.take({ by: 'keygauge', source: 'probe' }, touched, at, true);
      history.take({ by: 'user', source: 'listener' }, touched, at, true);
      history.take({ by: 'user', source: 'gateway', tool: 'Claude Code', session }, touched, at, true);
    }
  }
  return history;
}

function sessionIn(step: number): string {
  return (Math.floor((step * sessionsOfDay) / 1440) * 0x9e37_79b1).toString(16).slice(-8);
}

function subject(index: number): HistorySubject {
  const model = `claude-sonnet-4-5-2025092${index}`;
  const id = limitIdOf(`0f8fad5b-d9cb-469f-a165-70867728950e/${model}/input-tokens`);
  return { id, keyId: id.slice(0, 36), model, unit: 'input-tokens', pool: 'standard', window: 60, capacity: 30_000 };
}

function times(work: () => void): number[] {
  return Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
}
