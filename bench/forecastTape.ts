import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The part of a scenario that a predictor learns. */
export interface Scenario {
  readonly limit: number;
  readonly counts: 'input' | 'uncached' | 'output';
  readonly dialect: 'openai' | 'anthropic';
}

interface PlayedScenario extends Scenario {
  readonly people: number;
  readonly runs: number;
}

/** The scenarios of the evaluation (see `forecast.ts`). */
export const scenarios: Readonly<Record<string, PlayedScenario>> = {
  'openai-1-developer': { limit: 500_000, counts: 'input', dialect: 'openai', people: 1, runs: 100 },
  'openai-4-developers': { limit: 1_200_000, counts: 'input', dialect: 'openai', people: 4, runs: 60 },
  'anthropic-input-8-developers': { limit: 300_000, counts: 'uncached', dialect: 'anthropic', people: 8, runs: 100 },
  'anthropic-output-4-developers': { limit: 8_000, counts: 'output', dialect: 'anthropic', people: 4, runs: 60 },
  'openai-service': { limit: 480_000, counts: 'input', dialect: 'openai', people: 0, runs: 1 },
};

interface TraceRequest {
  readonly at: number;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly took: number;
}

export interface TimedRequest extends TraceRequest {
  readonly conversation?: string;
  readonly cost: number;
}

export interface TapeRequest {
  readonly at: number;
  readonly conversation?: string;
  readonly input: number;
}

export interface TapeResponse extends TapeRequest {
  readonly status: 200 | 429;
  readonly cached: number;
  readonly output: number;
  readonly charged: number;
  readonly headers: Record<string, string>;
}

/** One run: everything that happens in it, independent of any predictor. Times are seconds from its start. */
export interface Tape {
  readonly scenario: PlayedScenario;
  /** Requests and responses in the order in which a predictor sees them. */
  readonly happenings: readonly ({ readonly request: TapeRequest } | { readonly response: TapeResponse })[];
  /** The same requests with the cost of each if it is admitted. */
  readonly requests: readonly TimedRequest[];
  /** Rejected requests that would have fitted into a full bucket. */
  readonly hits: readonly number[];
  readonly seconds: number;
  /** The bucket's true level at a time; times must not decrease from call to call of one run through. */
  levels(): (at: number) => number;
}

export type Session = readonly TraceRequest[];

const traces = join(import.meta.dirname, '../../shared/traces');
const epoch = Date.UTC(2026, 0, 1);
const cacheLife = 300;
const timeToHeaders = 1.5;

/** The sessions to fit on, to check on, or all. Sessions have odd numbers only; every other one is for fitting. */
export type Part = 'train' | 'check' | 'all';

/** Recorded coding sessions of at least 40 requests. */
export function codingSessions(part: Part): Session[] {
  const sessions = new Map<string, TraceRequest[]>();
  for (const row of rows('claude-code.csv')) {
    const list = sessions.get(row.trace ?? '') ?? [];
    list.push({
      at: Number(row.t_s),
      input: Number(row.input_tokens),
      cached: Number(row.cached_prefix_tokens),
      output: Number(row.output_tokens),
      took: Number(row.api_time_s),
    });
    sessions.set(row.trace ?? '', list);
  }
  return [...sessions]
    .filter(([name, list]) => list.length >= 40 && (part === 'all' || partOf(name) === part))
    .map(([, list]) => list);
}

function partOf(trace: string): Part {
  return (Number(trace.slice(-4)) >> 1) % 2 === 0 ? 'train' : 'check';
}

/** The runs of a scenario with a seed, as `evaluate.mjs` plays them. */
export function* tapesOf(scenario: PlayedScenario, sessions: readonly Session[], seed: number): Generator<Tape> {
  const random = mulberry32(seed);
  for (let run = 0; run < scenario.runs; run++) {
    const events = scenario.people > 0 ? overlay(sessions, scenario, random) : service();
    if (events.length > 0) yield record(events, scenario);
  }
}

function rows(name: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(join(traces, name), 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i], value])));
}

function mulberry32(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Developers working for two hours, each playing random sessions one after another. */
function overlay(sessions: readonly Session[], { people, counts }: PlayedScenario, random: () => number) {
  const seconds = 7200;
  const events: TimedRequest[] = [];
  for (let person = 0; person < people; person++) {
    let start = 0;
    for (let n = 0; start < seconds; n++) {
      const session = sessions[Math.floor(random() * sessions.length)] ?? [];
      let at = start + random() * 120;
      let previous: number | undefined;
      for (const request of session) {
        const gap = previous === undefined ? 0 : Math.min(request.at - previous, 900);
        const cached = previous === undefined || gap > cacheLife ? 0 : request.cached;
        previous = request.at;
        at += Math.max(0, gap);
        if (at > seconds) break;
        const cost = { input: request.input, uncached: request.input - cached, output: request.output }[counts];
        events.push({ ...request, at, conversation: `${person}.${n}`, cached, cost });
      }
      start = at + 60;
    }
  }
  return events.sort((a, b) => a.at - b.at);
}

function service(): TimedRequest[] {
  const timed = rows('azure-code.csv').map((row) => ({
    at: Date.parse(`${row.TIMESTAMP?.slice(0, 23).replace(' ', 'T')}Z`) / 1000,
    input: Number(row.ContextTokens),
    output: Number(row.GeneratedTokens),
  }));
  const first = timed[0]?.at ?? 0;
  return timed.map((row) => ({ ...row, at: row.at - first, cached: 0, took: 2, cost: row.input }));
}

/** Plays the requests against one bucket that holds a minute's allowance and refills continuously. */
function record(events: readonly TimedRequest[], scenario: PlayedScenario): Tape {
  const { limit, counts } = scenario;
  let level = limit;
  let last = 0;
  const after: { at: number; level: number }[] = [];
  const hits: number[] = [];
  const happenings: { at: number; what: Tape['happenings'][number] }[] = [];
  for (const event of events) {
    level = Math.min(limit, level + ((event.at - last) * limit) / 60);
    last = event.at;
    const needed = counts === 'output' ? 1 : event.cost;
    const ok = needed <= level;
    if (ok) level -= event.cost;
    else if (needed <= limit) hits.push(event.at);
    after.push({ at: event.at, level });
    const { at, input, conversation } = event;
    const request = { at, input, ...(conversation === undefined ? {} : { conversation }) };
    const headers = headersOf(scenario, level, at);
    if (!ok) headers['retry-after'] = String(Math.ceil(((Math.min(needed, limit) - level) * 60) / limit));
    const answeredAt = at + (ok ? Math.min(event.took || timeToHeaders, timeToHeaders) : 0.2);
    const paid = ok
      ? { status: 200 as const, cached: event.cached, output: event.output, charged: event.cost }
      : { status: 429 as const, cached: 0, output: 0, charged: 0 };
    happenings.push({ at, what: { request } });
    happenings.push({ at: answeredAt, what: { response: { ...request, ...paid, at: answeredAt, headers } } });
  }
  happenings.sort((a, b) => a.at - b.at);
  return {
    scenario,
    requests: events,
    hits,
    happenings: happenings.map(({ what }) => what),
    seconds: Math.ceil(last) + 1,
    levels: () => {
      let next = 0;
      let from = { at: 0, level: limit };
      return (at) => {
        for (let event = after[next]; event && event.at <= at; event = after[++next]) from = event;
        return Math.min(limit, from.level + (Math.max(0, at - from.at) * limit) / 60);
      };
    },
  };
}

/** The headers of a response when the bucket holds `level` at `at`. */
export function headersOf({ limit, dialect, counts }: Scenario, level: number, at: number): Record<string, string> {
  const date = new Date(epoch + at * 1000).toUTCString();
  const full = ((limit - level) * 60) / limit;
  const left = Math.max(0, level);
  if (dialect === 'openai') {
    return {
      date,
      'x-ratelimit-limit-tokens': String(limit),
      'x-ratelimit-remaining-tokens': String(Math.floor(left)),
      'x-ratelimit-reset-tokens': goDuration(full),
    };
  }
  const name = `anthropic-ratelimit-${counts === 'output' ? 'output' : 'input'}-tokens`;
  return {
    date,
    [`${name}-limit`]: String(limit),
    [`${name}-remaining`]: String(Math.round(left / 1000) * 1000),
    [`${name}-reset`]: new Date(epoch + Math.floor(at + full) * 1000).toISOString().replace('.000', ''),
  };
}

function goDuration(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  if (ms < 1000) return ms === 0 ? '0s' : `${ms}ms`;
  const m = Math.floor(ms / 60_000);
  return `${m > 0 ? `${m}m` : ''}${(ms % 60_000) / 1000}s`;
}
