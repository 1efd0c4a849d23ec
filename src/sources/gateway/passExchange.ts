import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyStart } from './bodyStart.ts';
import type { GatewayParts } from './gatewayParts.ts';
import { MeteredAnswer } from './meteredAnswer.ts';
import { answerOwn, unreachable } from './ownAnswer.ts';
import { passAnswer, passInformation } from './passAnswer.ts';
import { PassedBody } from './passedBody.ts';
import { requestHeaders } from './passedHeaders.ts';
import type { Routed } from './routes.ts';
import { send } from './sending.ts';
import { watchSilence } from './silence.ts';
import { type ToolRequest, toolRequest } from './toolRequest.ts';
import type { Upstreams } from './upstreams.ts';

/** A request of a tool's that was let in, and where its answer goes. */
export interface Incoming {
  readonly id: string;
  readonly routed: Routed;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Whether its body comes only once somebody has said so (`Expect: 100-continue`). */
  readonly asksFirst: boolean;
}

const bodiless = /^(?:GET|HEAD|DELETE|OPTIONS|TRACE)$/;

/** Passes one request on and its answer back, as they come. Whatever goes wrong ends as an answer or a broken connection. */
export async function passExchange(incoming: Incoming, parts: GatewayParts, upstreams: Upstreams): Promise<void> {
  const { request, response, routed, id, asksFirst } = incoming;
  const gone = new AbortController();
  response.once('close', () => response.writableFinished || gone.abort());
  const start = new BodyStart();
  const arrived = toolRequest(request, routed, { id, arrivedAt: parts.clock.now() }, parts.digestOf);
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
  if (hasBody && !asksFirst) await start.read(request, arrived !== null, parts.clock, response);
  const known = arrived && { ...arrived, ...start.told };
  if (gone.signal.aborted) return;
  if (known) {
    // What cannot be held goes at once: no request is lost for it.
    await parts.admit(known, gone.signal).catch(() => {});
    if (gone.signal.aborted) {
      parts.ended({ request: known, use: null, failure: null, endedAt: parts.clock.now() });
      return;
    }
  }
  sendOn(incoming, { known, start, hasBody }, parts, upstreams);
}

interface Ready {
  readonly known: ToolRequest | null;
  readonly start: BodyStart;
  readonly hasBody: boolean;
}

function sendOn(
  { request, response, routed }: Incoming,
  { known, start, hasBody }: Ready,
  parts: GatewayParts,
  upstreams: Upstreams,
): void {
  const { clock, deadlines } = parts;
  const { upstream } = routed.route;
  const metered = known && new MeteredAnswer(known, parts);
  const fail = (error: unknown) => {
    if (response.headersSent) response.destroy();
    else answerOwn(response, unreachable(upstream.host, error));
  };
  const body = hasBody ? new PassedBody(request, start) : null;
  const callOff = send({
    upstreams,
    clock,
    deadlines,
    request: { upstream, method: request.method ?? 'GET', path: routed.path, headers: headersFor(request, upstream) },
    body: (out) => (body ? body.to(out) : void out.end()),
    isRepeatable: () => body?.isRepeatable ?? true,
    informed: (...information) => passInformation(response, ...information),
    answered(answer) {
      start.forget();
      // Before anybody looks at it.
      passAnswer(answer, response, fail);
      metered?.answered(answer);
      watchSilence(answer, () => response.writableNeedDrain, clock, deadlines.silence);
    },
    upgraded(_, socket) {
      socket.destroy();
      fail({ code: 'ERR_UPGRADE' });
    },
    failed: fail,
  });
  response.once('close', () => {
    if (!response.writableFinished) callOff();
    metered?.ended();
  });
}

function headersFor(request: IncomingMessage, upstream: URL): string[] {
  const isChunked = request.headers['transfer-encoding'] !== undefined;
  const headers = requestHeaders(request.rawHeaders, upstream.host, isChunked);
  const hasLength = isChunked || request.headers['content-length'] !== undefined;
  // Node would send an empty body in chunks.
  return hasLength || bodiless.test(request.method ?? '') ? headers : [...headers, 'Content-Length', '0'];
}
