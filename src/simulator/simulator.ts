import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MINUTE } from '../core/model/limit.ts';
import { Account, type LoadStatistics } from './account.ts';
import type { Answer, AnswerScope } from './answers.ts';
import { realClock, type SimulatorClock } from './clock.ts';
import { controlReply } from './controls.ts';
import { Exchange, type ReceivedRequest } from './exchange.ts';
import type { Load } from './load.ts';
import { type Allowances, defaultModels, type ModelLimit, modelsWithLimits, type SimulatedModel } from './models.ts';
import { PromptCache } from './promptCache.ts';
import { SwitchedAnswer } from './switchedAnswer.ts';

export interface SimulatorOptions {
  /** The real clock by default. */
  readonly clock?: SimulatorClock;
  /** A free port by default. The server listens on 127.0.0.1 only. */
  readonly port?: number;
  /** The accepted keys; `sk-simulator` and `sk-ant-simulator` by default. */
  readonly keys?: { readonly openai?: string; readonly anthropic?: string };
  /** `defaultModels` by default. */
  readonly models?: readonly SimulatedModel[];
  /** Limits by model that differ from those of `models`, such as `{ 'gpt-5': { tokens: 90_000 } }`. */
  readonly limits?: Readonly<Record<string, Allowances>>;
  /** Other users of the key from the start. */
  readonly load?: Load | readonly Load[];
  /** Replaces ordinary answers from the start. */
  readonly answer?: Answer;
  /** Milliseconds until an answer begins, and between two parts of a stream; 0 by default. */
  readonly latency?: number;
  readonly pace?: number;
  /** Whether `GET /_simulator` and `POST /_simulator/answer` exist: for the command line, never in the demo. */
  readonly controls?: boolean;
}

/** A provider on the loopback that enforces limits as OpenAI and Anthropic do. */
export interface Simulator extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Values for the SDKs' `baseURL`. */
  readonly openaiBaseUrl: string;
  readonly anthropicBaseUrl: string;
  readonly models: readonly SimulatedModel[];
  /** The last 10,000 requests, oldest first. Holds no key. */
  readonly requests: readonly ReceivedRequest[];
  /** The exact amount left now, with fractions, within [0, capacity]. `window` in seconds, a minute by default. */
  trueLevel(model: string, unit: ModelLimit['unit'], window?: number, pool?: ModelLimit['pool']): number;
  loadStatistics(): LoadStatistics;
  /** Replaces the background load with one that begins now. */
  setLoad(load: Load | readonly Load[]): void;
  /** Switches an answer on, or with `null` back to ordinary ones. */
  setAnswer(answer: Answer | null, scope?: AnswerScope): void;
  /** Breaks open connections and stops listening. */
  close(): Promise<void>;
}

/** Starts listening. Rejects if the port is taken or an option makes no sense. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = options.clock ?? realClock;
  const account = new Account(modelsWithLimits(options.models ?? defaultModels, options.limits ?? {}), clock.now());
  account.setLoad(clock.now(), listed(options.load ?? []));
  const switched = new SwitchedAnswer(options.answer ?? null);
  const requests: ReceivedRequest[] = [];
  const server = createServer();
  const exchange = new Exchange({
    clock,
    backend: { account, promptCache: new PromptCache(), latency: options.latency ?? 0 },
    keys: { openai: options.keys?.openai ?? 'sk-simulator', anthropic: options.keys?.anthropic ?? 'sk-ant-simulator' },
    pace: options.pace ?? 0,
    requests,
    switched,
    control: options.controls
      ? (method, path, body) => controlReply({ account, switched, requests, at: clock.now() }, method, path, body)
      : null,
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // A client that leaves is not a server error, and a server error must not end the process it runs in.
    request.on('error', () => response.destroy());
    response.on('error', () => response.destroy());
    exchange.answer(request, response).catch(() => response.destroy());
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  exchange.port = port;
  const origin = `http://127.0.0.1:${port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    origin,
    openaiBaseUrl: `${origin}/v1`,
    anthropicBaseUrl: origin,
    models: account.models,
    requests,
    trueLevel: (model, unit, window = MINUTE, pool = 'standard') =>
      account.trueLevel(clock.now(), model, unit, window, pool),
    loadStatistics: () => account.loadStatistics(clock.now()),
    setLoad: (load) => account.setLoad(clock.now(), listed(load)),
    setAnswer: (answer, scope) => switched.set(answer, scope),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function listed(load: Load | readonly Load[]): readonly Load[] {
  return 'kind' in load ? [load] : load;
}
