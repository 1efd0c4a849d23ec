import { parseArgs } from 'node:util';
import { parseAnswer, plainAnswers, strangeAnswers, waitAnswers } from './answers.ts';
import { demoLoads } from './demoLoads.ts';
import type { Load } from './load.ts';
import { type Allowances, defaultModels, type LimitName, limitNames } from './models.ts';
import type { SimulatorOptions } from './simulator.ts';
import { parseTrace } from './trace.ts';

/** The task given on the command line. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'start'; readonly options: SimulatorOptions; readonly describedLoad: string };

const answerLines = [
  ...Object.entries(plainAnswers),
  ...Object.entries(strangeAnswers),
  ...Object.entries(waitAnswers).map(([kind, meaning]) => [`${kind}[:SECONDS]`, meaning]),
  ['slow:MILLISECONDS', 'the ordinary answer, that much later'],
  ['cut-off[:BYTES]', 'the ordinary answer, whose connection breaks in the middle'],
  ['redirect:URL', '307 to another origin'],
].map(([form = '', meaning]) => `${form.padEnd(23)} ${meaning}`);

export const helpText = `Starts a simulated provider on this machine: it enforces rate limits as OpenAI and Anthropic do.

  npm run simulator -- [options]

Options
  --port N             port on 127.0.0.1 (default: a free one)
  --limit MODEL:NAME=N a limit, such as gpt-5:tokens=90000; may be repeated. 0 takes it away; a new
                       MODEL is added with just these limits. NAME is one of
                         ${Object.keys(limitNames).join('\n                         ')}
  --load KIND          who else uses the key (default: idle)
                         idle         nobody
                         steady       evenly spaced requests (--rpm, --tokens)
                         agent        coding agents with growing contexts (--agents)
                         trace:FILE   recorded sessions from a CSV file (--agents)
                         other        somebody else, in bursts
                         servers      an editor's servers, such as Cursor's, with the own key
                         demo         agents on gpt-5 and claude-sonnet-5, as in the extension's demo
  --model MODEL        the model that the load uses (default: gpt-5)
  --rpm N              requests a minute of the steady load (default: 30)
  --tokens N           input tokens of each (default: 10000)
  --agents N           agents at work at the same time (default: 2)
  --speed N            how much faster than life the load is (default: 1)
  --scale N            factor on every token count of the load (default: 1)
  --seed N             another seed, another course (default: 7)
  --answer ANSWER      what to answer instead of the ordinary:
                         ${answerLines.join('\n                         ')}
  --latency MS         until an answer begins (default: 300)
  --pace MS            between the parts of a stream (default: 30)
  --help               this text

While it runs
  curl URL/_simulator                                      levels, load, answer
  curl URL/_simulator/answer -d '{"answer":"no-credit"}'   switch; null switches back
                                                           also "path" and "times"
`;

const text = { type: 'string' } as const;
const numbers = {
  port: text,
  rpm: text,
  tokens: text,
  agents: text,
  speed: text,
  scale: text,
  seed: text,
  latency: text,
  pace: text,
} as const;
const options = {
  ...numbers,
  limit: { type: 'string', multiple: true },
  load: text,
  model: text,
  answer: text,
  help: { type: 'boolean' },
} as const;

/** Number given to an option, `undefined` if it was left out; throws unless it is one from 0 on. */
type NumberOf = (name: keyof typeof numbers) => number | undefined;

/** Reads the arguments; `read` gives the text of a file. Throws an error that says what to write instead. */
export function parseCommand(args: readonly string[], read: (path: string) => string): Command {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) return { kind: 'help' };
  const number: NumberOf = (name) => parseNumber(name, values[name]);
  const limits = parseLimits(values.limit ?? []);
  const model = values.model ?? 'gpt-5';
  if (!defaultModels.some(({ id }) => id === model) && !limits[model]) {
    throw new Error(`--model "${model}" is not known; known are ${defaultModels.map(({ id }) => id).join(', ')}`);
  }
  const name = values.load ?? 'idle';
  const load = parseLoad(name, model, number, read);
  const port = number('port');
  return {
    kind: 'start',
    describedLoad: name === 'idle' || name === 'demo' ? `load: ${name}` : `load: ${name} on ${model}`,
    options: {
      limits,
      load,
      controls: true,
      latency: number('latency') ?? 300,
      pace: number('pace') ?? 30,
      ...(port === undefined ? {} : { port }),
      ...(values.answer === undefined ? {} : { answer: parseAnswer(values.answer) }),
    },
  };
}

function parseNumber(name: string, written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const parsed = Number(written);
  if (written.trim() !== '' && Number.isFinite(parsed) && parsed >= 0) return parsed;
  throw new Error(`--${name} takes a number from 0 on, not "${written}"`);
}

function parseLoad(
  name: string,
  model: string,
  number: NumberOf,
  read: (path: string) => string,
): Load | readonly Load[] {
  const speed = number('speed') ?? 1;
  const seeded = { model, speed, scale: number('scale') ?? 1, seed: number('seed') ?? 7 };
  const played = { ...seeded, agents: number('agents') ?? 2 };
  switch (name) {
    case 'idle':
      return { kind: 'idle' };
    case 'steady': {
      const requestsPerMinute = (number('rpm') ?? 30) * speed;
      return { kind: 'steady', model, requestsPerMinute, inputTokens: number('tokens') ?? 10_000 };
    }
    case 'agent':
      return { kind: 'agent', ...played };
    case 'other':
      return { kind: 'other', ...seeded };
    case 'servers':
      return { kind: 'servers', ...seeded };
    case 'demo':
      return demoLoads;
  }
  if (name.startsWith('trace:')) {
    return { kind: 'trace', ...played, sessions: parseTrace(read(name.slice('trace:'.length))) };
  }
  throw new Error(`--load takes idle, steady, agent, trace:FILE, other, servers or demo, not "${name}"`);
}

function parseLimits(written: readonly string[]): Record<string, Allowances> {
  const limits: Record<string, Partial<Record<LimitName, number>>> = {};
  for (const words of written) {
    const [, model, name, value] = /^(.+):([a-z-]+)=(\d+)$/.exec(words) ?? [];
    if (!model || !name || !Object.hasOwn(limitNames, name)) {
      const names = Object.keys(limitNames).join(', ');
      throw new Error(`--limit takes MODEL:NAME=N, such as gpt-5:tokens=90000, not "${words}"; names are ${names}`);
    }
    limits[model] = { ...limits[model], [name]: Number(value) };
  }
  return limits;
}
