import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MINUTE } from '../core/model/limit.ts';
import type { ProviderId } from '../core/model/provider.ts';
import { Account, type LoadStatistics } from './account.ts';
import type { Answer, AnswerScope } from './answers.ts';
import { realClock, type SimulatorClock } from './clock.ts';
import { controlReply } from './controls.ts';
import { CursorApi, type SimulatedTeam } from './cursorTeam.ts';
import { Exchange, type ReceivedRequest } from './exchange.ts';
import { simulatedHosts } from './hosts.ts';
import type { Load } from './load.ts';
import { type Allowances, defaultModels, type ModelLimit, modelsWithLimits, type SimulatedModel } from './models.ts';
import { PromptCache } from './promptCache.ts';
import { type SimulatedStatus, statusReply } from './statusPages.ts';
import { SwitchedAnswer } from './switchedAnswer.ts';

export interface SimulatorOptions {
  /** The real clock by default. */
  readonly clock?: SimulatorClock;
  /** A free port by default. The server listens on 127.0.0.1 only. */
  readonly port?: number;
  /** A provider of OpenAI's protocol to speak as, in place of OpenAI and Anthropic. */
  readonly host?: ProviderId;
  /** The accepted keys; `sk-simulator` and `sk-ant-simulator` by default. An empty one accepts any, and none. */
  readonly keys?: { readonly openai?: string; readonly anthropic?: string };
  /** The accepted admin keys; `sk-admin-simulator` and `sk-ant-admin-simulator` by default. */
  readonly adminKeys?: { readonly openai?: string; readonly anthropic?: string };
  /** Milliseconds that reports of use and cost lie behind; four minutes by default. */
  readonly lag?: number;
  /** `defaultModels` by default. */
  readonly models?: readonly SimulatedModel[];
  /** Limits by model that differ from those of `models`, such as `{ 'gpt-5': { tokens: 90_000 } }`. */
  readonly limits?: Readonly<Record<string, Allowances>>;
  /** Other users of the key from the start. */
  readonly load?: Load | readonly Load[];
  /** Replaces ordinary answers from the start. */
  readonly answer?: Answer;
  /** What its status pages tell from the start; that all is fine by default. */
  readonly status?: SimulatedStatus;
  /** A team of Cursor's; none by default. */
  readonly team?: SimulatedTeam;
  /** Milliseconds until an answer begins, and between two parts of a stream; 0 by default. */
  readonly latency?: number;
  readonly pace?: number;
  /** Whether `GET /_simulator` and `POST /_simulator/answer` exist: for the command line, never in the demo. */
  readonly controls?: boolean;
}

const usualLag = 4 * 60_000;

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
  /** Lets its status pages tell of trouble, or with `null` of none. */
  setStatus(status: SimulatedStatus | null): void;
  /** Breaks open connections and stops listening. */
  close(): Promise<void>;
}

/** Starts listening. Rejects if the port is taken or an option makes no sense. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = options.clock ?? realClock;
  const host = options.host === undefined ? null : simulatedHosts[options.host];
  if (host === undefined) throw new Error(`${options.host} cannot be simulated`);
  const account = new Account(modelsWithLimits(options.models ?? defaultModels, options.limits ?? {}), clock.now());
  account.setLoad(clock.now(), listed(options.load ?? []));
  const switched = new SwitchedAnswer(options.answer ?? null);
  const requests: ReceivedRequest[] = [];
  let status = options.status ?? null;
  const cursor = new CursorApi(options.team ?? null);
  const server = createServer();
  const { keys, adminKeys } = acceptedKeys(options);
  const endings = { openai: keys.openai.slice(-4), anthropic: keys.anthropic.slice(-4) };
  const { latency = 0, lag = usualLag } = options;
  const exchange = new Exchange({
    clock,
    backend: { account, promptCache: new PromptCache(), latency, lag, endings },
    keys,
    adminKeys,
    pace: options.pace ?? 0,
    requests,
    switched,
    host,
    beside: (call) => statusReply(call.path, status) ?? cursor.reply(call),
    control: options.controls
      ? (method, path, body) => controlReply({ account, switched, requests, at: clock.now() }, method, path, body)
      : null,
  });
  await serve(server, exchange, options.port ?? 0);
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
    openaiBaseUrl: `${origin}${host?.path ?? '/v1'}`,
    anthropicBaseUrl: origin,
    models: account.models,
    requests,
    trueLevel: (model, unit, window = MINUTE, pool = 'standard') =>
      account.trueLevel(clock.now(), model, unit, window, pool),
    loadStatistics: () => account.loadStatistics(clock.now()),
    setLoad: (load) => account.setLoad(clock.now(), listed(load)),
    setAnswer: (answer, scope) => switched.set(answer, scope),
    setStatus: (told) => {
      status = told;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Lets an exchange answer what comes to a server. Rejects if the port is taken. */
async function serve(server: Server, exchange: Exchange, port: number): Promise<void> {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // A client that leaves is not a server error, and a server error must not end the process it runs in.
    request.on('error', () => response.destroy());
    response.on('error', () => response.destroy());
    exchange.answer(request, response).catch(() => response.destroy());
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function listed(load: Load | readonly Load[]): readonly Load[] {
  return 'kind' in load ? [load] : load;
}

function acceptedKeys({ keys = {}, adminKeys = {} }: SimulatorOptions) {
  return {
    keys: { openai: keys.openai ?? 'sk-simulator', anthropic: keys.anthropic ?? 'sk-ant-simulator' },
    adminKeys: {
      openai: adminKeys.openai ?? 'sk-admin-simulator',
      anthropic: adminKeys.anthropic ?? 'sk-ant-admin-simulator',
    },
  };
}
