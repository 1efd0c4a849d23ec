import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAdminPath } from './adminPaths.ts';
import { adminReply } from './adminRoutes.ts';
import type { Answer } from './answers.ts';
import { anthropicError, anthropicWrongKey } from './anthropicErrors.ts';
import { anthropicHeaders } from './anthropicHeaders.ts';
import { anthropicReply } from './anthropicRoutes.ts';
import type { Backend, Call } from './call.ts';
import type { SimulatorClock } from './clock.ts';
import { countUse } from './countUse.ts';
import { changedReply, faultReply } from './faults.ts';
import { keyOf, refusalOf } from './guard.ts';
import type { SimulatedHost } from './host.ts';
import { hostError, hostFault, hostReply } from './hostRoutes.ts';
import type { SimulatedProvider } from './models.ts';
import { openaiError, openaiWrongKey } from './openaiErrors.ts';
import { openaiHeaders } from './openaiHeaders.ts';
import { openaiReply } from './openaiRoutes.ts';
import { jsonReply, type Reply } from './reply.ts';
import { type JsonRecord, mostBodyBytes, parseRecord, readBody, textOf } from './requestBody.ts';
import { sendReply } from './sending.ts';
import type { SwitchedAnswer } from './switchedAnswer.ts';

/** A request that arrived. */
export interface ReceivedRequest {
  /** Monotonic milliseconds of the simulator's clock. */
  readonly at: number;
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly provider: SimulatedProvider;
  readonly model: string | null;
  readonly streaming: boolean;
  readonly keyAccepted: boolean;
  /** The kind of switched answer that it got, if any. */
  readonly answer: Answer['kind'] | null;
  /** The status sent; 0 if the connection broke before any answer. */
  readonly status: number;
}

export interface ExchangeOptions {
  readonly clock: SimulatorClock;
  readonly backend: Backend;
  readonly keys: Readonly<Record<SimulatedProvider, string>>;
  readonly adminKeys: Readonly<Record<SimulatedProvider, string>>;
  readonly pace: number;
  readonly requests: ReceivedRequest[];
  readonly switched: SwitchedAnswer;
  /** The provider that it speaks as, in place of the two. */
  readonly host: SimulatedHost | null;
  /** The answer to those who need no key of a model's provider; `null` for all others. */
  readonly beside: (call: Call) => Reply | null;
  readonly control: ((method: string, path: string, body: JsonRecord | null) => Reply) | null;
}

const controlPath = '/_simulator';
const remembered = 10_000;
const noUpgrade = 'The simulator speaks no WebSocket.';

/** Takes a request to its answer: checks the sender, reads the request, applies a switched answer. */
export class Exchange {
  port = 0;
  #options: ExchangeOptions;
  #serial = 0;

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { clock, backend, pace, switched, control, host } = this.#options;
    const refused = refusalOf(request, this.port);
    if (refused !== null) {
      return this.#send(response, jsonReply(403, { connection: 'close' }, { error: { message: refused } }));
    }
    // Codex tries it first, and goes on over HTTP at once when it hears this.
    if (request.headers.upgrade !== undefined) {
      return this.#send(response, jsonReply(426, { connection: 'close' }, { error: { message: noUpgrade } }));
    }
    const method = request.method ?? 'GET';
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const text = await readBody(request);
    const body = parseRecord(text ?? '');
    if (control && (path === controlPath || path.startsWith(`${controlPath}/`))) {
      return this.#send(response, control(method, path, body));
    }

    const call: Call = {
      provider: host ? 'openai' : providerOf(path, request.headers['anthropic-version'] !== undefined),
      method,
      path,
      query,
      key: keyOf(request),
      body,
      serial: ++this.#serial,
      at: clock.now(),
      wall: clock.wallNow(),
    };
    const answer = switched.take(path);
    if (answer?.kind === 'no-answer') {
      this.#remember(call, answer, 0);
      response.destroy();
      return;
    }
    const reply = text === null ? tooLong(call) : this.#reply(call, answer);
    this.#remember(call, answer, reply.status);
    const delay = backend.latency + (answer?.kind === 'slow' ? answer.milliseconds : 0);
    if (delay > 0) await clock.sleep(delay);
    if (response.destroyed) return reply.finish?.(clock.now());
    const cutAfter = answer?.kind === 'cut-off' ? (answer.bytes ?? 'half') : null;
    return sendReply(response, reply, { clock, pace, cutAfter });
  }

  #reply(call: Call, answer: Answer | null): Reply {
    if (answer?.kind === 'redirect') return faultReply(answer, call) ?? tooLong(call);
    const { backend, host } = this.#options;
    const beside = this.#options.beside(call);
    if (beside) return answer ? (faultReply(answer, call) ?? changedReply(answer, beside, call.serial)) : beside;
    if (!this.#accepts(call)) {
      if (host) return hostError(host.wrongKey);
      return call.provider === 'openai'
        ? openaiWrongKey(openaiHeaders(call.serial, 1), call.key)
        : anthropicWrongKey(anthropicHeaders(call.serial), call.serial, call.key);
    }
    const fault = answer && ((host && hostFault(answer, call, host)) ?? faultReply(answer, call));
    if (fault) return fault;
    const reply = host
      ? hostReply(call, backend, host)
      : isAdminPath(call.path)
        ? adminReply(call, backend)
        : ordinaryReply(call, backend);
    if (!host) countUse(call, reply, backend.account.use);
    return answer ? changedReply(answer, reply, call.serial) : reply;
  }

  /** An admin key administers and does nothing else, and no other key administers. */
  #accepts({ key, provider, path }: Call): boolean {
    const { keys, adminKeys } = this.#options;
    const expected = (isAdminPath(path) ? adminKeys : keys)[provider];
    return expected === '' || key === expected;
  }

  #remember(call: Call, answer: Answer | null, status: number): void {
    const { requests } = this.#options;
    requests.push({
      at: call.at,
      method: call.method,
      path: call.path.slice(0, 200),
      provider: call.provider,
      model: textOf(call.body?.model)?.slice(0, 200) ?? null,
      streaming: call.body?.stream === true,
      keyAccepted: this.#accepts(call),
      answer: answer?.kind ?? null,
      status,
    });
    if (requests.length > remembered) requests.shift();
  }

  #send(response: ServerResponse, reply: Reply): Promise<void> {
    return sendReply(response, reply, { clock: this.#options.clock, pace: 0, cutAfter: null });
  }
}

function ordinaryReply(call: Call, backend: Backend): Reply {
  return call.provider === 'openai' ? openaiReply(call, backend) : anthropicReply(call, backend);
}

/** Both providers share one origin. The path tells them apart or, failing that, a header that only one SDK sends. */
function providerOf(path: string, hasAnthropicVersion: boolean): SimulatedProvider {
  if (path.startsWith('/v1/messages') || path.startsWith('/v1/organizations/')) return 'anthropic';
  if (['/v1/chat/', '/v1/responses', '/v1/embeddings', '/v1/organization/'].some((start) => path.startsWith(start)))
    return 'openai';
  return hasAnthropicVersion ? 'anthropic' : 'openai';
}

function tooLong(call: Call): Reply {
  const message = `The request body is larger than ${mostBodyBytes} bytes.`;
  const close = { connection: 'close' };
  return call.provider === 'openai'
    ? openaiError(413, close, { message, type: 'invalid_request_error', code: null })
    : anthropicError(413, close, call.serial, { type: 'request_too_large', message });
}
