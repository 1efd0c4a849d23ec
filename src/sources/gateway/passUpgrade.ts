import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Afterwards } from './afterwards.ts';
import type { GatewayParts } from './gatewayParts.ts';
import { answerOwn, unreachable } from './ownAnswer.ts';
import { passAnswer } from './passAnswer.ts';
import { upgradeHeaders } from './passedHeaders.ts';
import type { Routed } from './routes.ts';
import { send } from './sending.ts';
import { watchSilence } from './silence.ts';
import { joinSockets } from './upgradePipe.ts';
import type { Upstreams } from './upstreams.ts';

export interface IncomingUpgrade {
  readonly routed: Routed;
  readonly request: IncomingMessage;
  /** For an answer in HTTP, on the same connection. */
  readonly response: ServerResponse;
  readonly socket: Duplex;
  /** What the client has sent behind its request. */
  readonly head: Buffer;
  readonly afterwards: Afterwards;
}

/**
 * Where OpenAI's Responses are asked for, of which WebSockets are a second way (docs/providers.md, OpenAI: which answers carry
 * headers).
 */
const responses = /\/responses\/?(?:\?|$)/;

/**
 * Passes a WebSocket on: its request, and then bytes both ways, at which nobody looks. No other protocol is taken, since a
 * body or HTTP/2 behind it would be a second request that was not looked at. Nor is a WebSocket for what uses limits up and
 * goes over HTTP too: unread it could neither be held nor told of, and its client goes on over HTTP at once.
 */
export function passUpgrade(incoming: IncomingUpgrade, parts: GatewayParts, upstreams: Upstreams): void {
  const { routed, request, response, socket, head, afterwards } = incoming;
  const { clock, deadlines } = parts;
  const { upstream } = routed.route;
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (request.method !== 'GET' || hasBody || request.headers.upgrade?.toLowerCase() !== 'websocket') {
    answerOwn(response, {
      status: 501,
      code: 'keygauge_refused',
      words: 'of other protocols only WebSocket is passed.',
    });
    return;
  }
  if (responses.test(routed.path)) {
    answerOwn(response, {
      status: 426,
      code: 'keygauge_http_only',
      words: 'Responses pass over HTTP, where they are seen.',
    });
    return;
  }
  const headers = upgradeHeaders(request.rawHeaders, upstream.host, request.headers.upgrade);
  const fail = (error: unknown) => {
    if (response.headersSent) socket.destroy();
    else answerOwn(response, unreachable(upstream.host, error));
  };
  // Connections may be half open, so that the client's end closes nothing by itself.
  const leave = () => socket.destroy();
  socket.once('end', leave);
  const callOff = send({
    upstreams,
    clock,
    afterwards,
    deadlines,
    request: { upstream, method: 'GET', path: routed.path, headers },
    body: (out) => void out.end(),
    isRepeatable: true,
    leaves: () => {},
    informed: () => {},
    answered(answer) {
      passAnswer(answer, response, fail);
      watchSilence(answer, () => response.writableNeedDrain, { clock, afterwards, silence: deadlines.silence });
    },
    upgraded(answer, upstreamSocket, upstreamHead) {
      socket.off('close', callOff).off('end', leave);
      response.detachSocket(socket as Socket);
      joinSockets(socket, head, answer, upstreamSocket, upstreamHead);
    },
    failed: fail,
  });
  socket.once('close', callOff);
}
