import type { LoadRequest } from './loadRequest.ts';
import { between, type Random } from './random.ts';

/** One request of a recorded coding session; its fields are the columns of a trace file. */
export interface TraceRow {
  readonly trace: string;
  readonly agent: string;
  readonly idx: number;
  /** Seconds since the session began. */
  readonly t_s: number;
  readonly model: string;
  readonly input_tokens: number;
  readonly cached_prefix_tokens: number;
  readonly output_tokens: number;
  readonly api_time_s: number;
  readonly think_time_s: number;
  readonly stream: number;
  readonly stop: string;
}

export type TraceSession = readonly TraceRow[];

const columns = [
  'trace',
  'agent',
  'idx',
  't_s',
  'model',
  'input_tokens',
  'cached_prefix_tokens',
  'output_tokens',
  'api_time_s',
  'think_time_s',
  'stream',
  'stop',
] as const satisfies readonly (keyof TraceRow)[];
const needed = ['trace', 't_s', 'input_tokens', 'output_tokens'] as const;

/** Seconds that a provider keeps a prompt cached; after a longer pause the whole prompt counts again. */
const cacheLifetime = 300;
/** Longest pause within a session, in seconds; during a recording somebody may have gone home. */
const longestPause = 900;

/** Reads a trace file; throws an error that says what is wrong with it. Returns each session's rows in time order. */
export function parseTrace(csv: string): readonly TraceSession[] {
  const [head = '', ...lines] = csv.trim().split(/\r?\n/);
  const names = head.split(',').map((name) => name.trim());
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`the trace has no column ${missing.join(', ')}; it has ${names.join(', ')}`);
  const sessions = new Map<string, TraceRow[]>();
  lines.forEach((line, index) => {
    const cells = line.split(',');
    const text = (name: string) => cells[names.indexOf(name)] ?? '';
    const number = (name: (typeof columns)[number]) => {
      const value = Number(names.includes(name) ? text(name) : 0);
      if (Number.isFinite(value) && value >= 0) return value;
      throw new Error(`line ${index + 2} of the trace: ${name} is "${text(name)}", not a number from 0 on`);
    };
    const row: TraceRow = {
      trace: text('trace'),
      agent: text('agent'),
      idx: number('idx'),
      t_s: number('t_s'),
      model: text('model'),
      input_tokens: number('input_tokens'),
      cached_prefix_tokens: Math.min(number('cached_prefix_tokens'), number('input_tokens')),
      output_tokens: number('output_tokens'),
      api_time_s: number('api_time_s'),
      think_time_s: number('think_time_s'),
      stream: number('stream'),
      stop: text('stop'),
    };
    const session = sessions.get(row.trace);
    if (session) session.push(row);
    else sessions.set(row.trace, [row]);
  });
  if (sessions.size === 0) throw new Error('the trace has no rows');
  return [...sessions.values()].map((session) => session.sort((a, b) => a.t_s - b.t_s));
}

/** Sessions in the format that `parseTrace` reads. */
export function traceText(sessions: Iterable<TraceSession>): string {
  const lines = [columns.join(',')];
  for (const session of sessions) for (const row of session) lines.push(columns.map((name) => row[name]).join(','));
  return `${lines.join('\n')}\n`;
}

/** Merges several agents, each playing one session after another, into one sequence in time order. */
export function* playSessions(
  sessionsOfOne: () => Iterable<TraceSession>,
  agents: number,
  random: Random,
): Generator<LoadRequest, void, undefined> {
  const waiting: { request: LoadRequest; rest: Iterator<LoadRequest> }[] = [];
  const enqueue = (rest: Iterator<LoadRequest>) => {
    const next = rest.next();
    if (!next.done) waiting.push({ request: next.value, rest });
  };
  for (let agent = 0; agent < agents; agent++) enqueue(playOne(sessionsOfOne(), agent === 0 ? 0 : 40, random));
  for (;;) {
    const first = waiting.reduce<(typeof waiting)[number] | undefined>(
      (soonest, other) => (soonest && soonest.request.at <= other.request.at ? soonest : other),
      undefined,
    );
    if (!first) return;
    waiting.splice(waiting.indexOf(first), 1);
    yield first.request;
    enqueue(first.rest);
  }
}

function* playOne(
  sessions: Iterable<TraceSession>,
  latestStart: number,
  random: Random,
): Generator<LoadRequest, void, undefined> {
  let at = between(random, 0, latestStart);
  for (const session of sessions) {
    let previous: number | undefined;
    for (const row of session) {
      const pause = previous === undefined ? 0 : Math.min(Math.max(0, row.t_s - previous), longestPause);
      const cold = previous === undefined || pause > cacheLifetime;
      previous = row.t_s;
      at += pause;
      yield {
        at,
        input: row.input_tokens,
        cached: cold ? 0 : row.cached_prefix_tokens,
        output: row.output_tokens,
        took: row.api_time_s,
      };
    }
    at += between(random, 20, 60);
  }
}
