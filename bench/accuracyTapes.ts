import { type AgentHabits, agentSessions, defaultHabits } from '../src/simulator/agentLoad.ts';
import { seededRandom } from '../src/simulator/random.ts';
import type { Scenario, TimedRequest } from './forecastTape.ts';

/** The requests of one run, and when the key is added. Seconds from the start of the run. */
export interface AccuracyTape {
  readonly scenario: Scenario;
  readonly requests: readonly TimedRequest[];
  readonly keyAddedAt: number;
  readonly seconds: number;
}

/** When simulated agents work: spans of seconds from the start of a run. */
type Spans = (agent: number, random: () => number) => readonly (readonly [from: number, to: number])[];

const openai: Scenario = { limit: 500_000, counts: 'input', dialect: 'openai' };
const minute = 60;
const hour = 3600;

function tape(
  seed: number,
  { agents, seconds, keyAddedAt = 0 }: { agents: number; seconds: number; keyAddedAt?: number },
  spans: Spans,
  habits: Partial<AgentHabits> = defaultHabits,
): AccuracyTape {
  const requests: TimedRequest[] = [];
  for (let agent = 0; agent < agents; agent++) {
    const random = seededRandom(seed * 1000 + agent);
    for (const [from, to] of spans(agent, random)) {
      let start = from;
      for (const session of agentSessions(random, habits)) {
        for (const row of session) {
          const at = start + row.t_s;
          if (at >= to) break;
          const input = row.input_tokens;
          const request = { at, input, cached: 0, output: row.output_tokens, took: row.api_time_s, cost: input };
          requests.push({ ...request, conversation: `${agent}` });
        }
        const last = session.at(-1);
        start += (last?.t_s ?? 0) + (last?.api_time_s ?? 0) + 5;
        if (start >= to) break;
      }
    }
  }
  return { scenario: openai, requests: requests.sort((a, b) => a.at - b.at), keyAddedAt, seconds };
}

/** Scenarios played by the simulator's agents, as they meet somebody who has just installed the extension. */
export const madeTapes: Readonly<Record<string, (seed: number) => AccuracyTape>> = {
  'a new key, two agents at work': (seed) =>
    tape(seed, { agents: 2, seconds: 25 * minute, keyAddedAt: 5 * minute }, () => [[0, 25 * minute]]),
  'two agents after an hour’s pause': (seed) =>
    tape(seed, { agents: 2, seconds: 1.75 * hour }, (_, random) => [[hour + 300 * random(), 1.75 * hour]]),
  'three agents stop and go': (seed) =>
    tape(seed, { agents: 3, seconds: 2 * hour }, (_, random) => {
      const spans: [number, number][] = [];
      for (let at = 300 * random(); at < 2 * hour; at += 120 + 480 * random()) {
        const from = at;
        at += 120 + 360 * random();
        spans.push([from, at]);
      }
      return spans;
    }),
};
