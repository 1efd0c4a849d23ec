import { between, type Random, skewedBetween, wholeBetween } from './random.ts';
import type { TraceRow, TraceSession } from './trace.ts';

/** A coding agent's working habits; tokens and seconds. */
export interface AgentHabits {
  /** The context at the start of a session. */
  readonly firstContext: readonly [low: number, high: number];
  /** The tokens that a tool's answer adds to it; small ones are more frequent. */
  readonly growth: readonly [low: number, high: number];
  /** A session that grows past this ends, and another begins. */
  readonly longestContext: number;
  /** The length of its answers; short ones are more frequent. */
  readonly output: readonly [low: number, high: number];
  /** Time between two requests of one task. */
  readonly pause: readonly [low: number, high: number];
  /** Time between two tasks, while a person reads and thinks. */
  readonly thinking: readonly [low: number, high: number];
  readonly requestsPerTask: readonly [low: number, high: number];
  readonly tasksPerSession: readonly [low: number, high: number];
}

export const defaultHabits: AgentHabits = {
  firstContext: [30_000, 60_000],
  growth: [600, 24_000],
  longestContext: 180_000,
  output: [60, 1_600],
  pause: [5, 25],
  thinking: [30, 90],
  requestsPerTask: [5, 14],
  tasksPerSession: [2, 4],
};

/** Providers cache prompts in blocks; the recorded traces show multiples of this many tokens. */
const cacheBlock = 64;

/** Endless sessions, each with rows as in a recorded trace. */
export function* agentSessions(
  random: Random,
  habits: Partial<AgentHabits> = {},
): Generator<TraceSession, void, undefined> {
  const all = { ...defaultHabits, ...habits };
  for (let n = 1; ; n++) yield agentSession(`agent_${String(n).padStart(4, '0')}`, random, all);
}

function agentSession(trace: string, random: Random, habits: AgentHabits): TraceSession {
  const rows: TraceRow[] = [];
  let time = 0;
  let context = Math.round(between(random, ...habits.firstContext));
  let sent = 0;
  let answered = 0;
  for (let tasks = wholeBetween(random, ...habits.tasksPerSession); tasks > 0; tasks--) {
    for (let left = wholeBetween(random, ...habits.requestsPerTask); left > 0; left--) {
      const output = Math.round(skewedBetween(random, ...habits.output));
      const took = 2 + output / 70;
      const thought = left === 1 ? between(random, ...habits.thinking) : 0;
      rows.push({
        trace,
        agent: 'main',
        idx: rows.length,
        t_s: Number(time.toFixed(3)),
        model: '',
        input_tokens: context,
        cached_prefix_tokens: Math.floor(sent / cacheBlock) * cacheBlock,
        output_tokens: output,
        api_time_s: Number(took.toFixed(2)),
        think_time_s: Number(answered.toFixed(1)),
        stream: 1,
        stop: left === 1 ? 'end_turn' : 'tool_use',
      });
      sent = context;
      answered = thought;
      context += output + Math.round(skewedBetween(random, ...habits.growth));
      time += Math.max(took, between(random, ...habits.pause)) + thought;
      if (context > habits.longestContext) return rows;
    }
  }
  return rows;
}
