import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Afterwards } from './afterwards.ts';
import type { BodyRoom } from './bodyRoom.ts';
import { BodyStart } from './bodyStart.ts';
import type { GatewayParts } from './gatewayParts.ts';
import { MeteredAnswer } from './meteredAnswer.ts';
import { answerOwn, unreachable } from './ownAnswer.ts';
import { passAnswer, passInformation } from './passAnswer.ts';
import { PassedBody } from './passedBody.ts';
import { requestHeaders } from './passedHeaders.ts';
import { type PassedAnswer, readRefusal } from './readRefusal.ts';
import type { Routed } from './routes.ts';
import { send } from './sending.ts';
import { watchBody, watchSilence } from './silence.ts';
import { ArrivedRequest } from './toolRequest.ts';
import type { Upstreams } from './upstreams.ts';

/** A request of a tool's that was let in, and where its answer goes. */
export interface Incoming {
  readonly id: string;
  readonly routed: Routed;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Whether its body comes only once somebody has said so (`Expect: 100-continue`). */
  readonly asksFirst: boolean;
  readonly afterwards: Afterwards;
  readonly room: BodyRoom;
}

const bodiless = /^(?:GET|HEAD|DELETE|OPTIONS|TRACE)$/;

/** Passes one request on and its answer back, as they come. Whatever goes wrong ends as an answer or a broken connection. */
export async function passExchange(incoming: Incoming, parts: GatewayParts, upstreams: Upstreams): Promise<void> {
  const { request, response, routed, id, asksFirst, afterwards, room } = incoming;
  const gone = new AbortController();
  const start = new BodyStart(room);
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
    start.forget();
  });
  const { clock, admission, digestOf, deadlines } = parts;
  const arrived = new ArrivedRequest({ request, routed, body: start, id, arrivedAt: clock.now(), digestOf });
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
  if (hasBody) watchBody(request, response, { clock, silence: deadlines.body });
  if (hasBody && !asksFirst) await start.read(request, () => arrived.usesLimits, clock);
  if (gone.signal.aborted) return;
  // What other answers have told decides as well.
  afterwards.catchUp();
  if (start.size !== null && !start.isPacked && admission.mayLeaveUnseen(start.size)) {
    afterwards.do(() => {
      if (arrived.known) admission.hasLeft(arrived.known);
    });
  } else if (arrived.known) {
    // What cannot be held goes at once: no request is lost for it.
    await admission.admit(arrived.known, gone.signal).catch(() => {});
    if (gone.signal.aborted) {
      const end = { use: null, failure: null, isUncharged: true, endedAt: clock.now() };
      admission.ended({ request: arrived.known, ...end });
      return;
    }
  }
  sendOn({ incoming, arrived, start, hasBody, gone: gone.signal }, parts, upstreams);
}

interface Ready {
  readonly incoming: Incoming;
  readonly arrived: ArrivedRequest;
  readonly start: BodyStart;
  readonly hasBody: boolean;
  readonly gone: AbortSignal;
}

/** Sends a request, and once more whenever a refusal is held back from its tool. */
function sendOn(ready: Ready, parts: GatewayParts, upstreams: Upstreams): void {
  const { incoming, arrived, start, hasBody, gone } = ready;
  const { request, response, routed, afterwards } = incoming;
  const { clock, deadlines } = parts;
  const watching = { clock, afterwards, silence: deadlines.silence };
  const { upstream } = routed.route;
  const body = hasBody ? new PassedBody(request, start) : null;
  let metered: MeteredAnswer | null = null;
  let callOff = () => {};
  const fail = (error: unknown) => {
    if (response.headersSent) response.destroy();
    else answerOwn(response, unreachable(upstream.host, error));
  };
  const pass = (answer: PassedAnswer, receivedAt: number) => {
    start.forget();
    // Before anybody looks at it.
    passAnswer(answer, response, fail);
    metered?.answered(answer, receivedAt);
    watchSilence(answer, () => response.writableNeedDrain, watching);
  };
  const isRepeatable = body?.isRepeatable ?? true;
  const sendNow = () => {
    const seen = new MeteredAnswer(arrived, parts, afterwards);
    metered = seen;
    callOff = send({
      upstreams,
      clock,
      afterwards,
      deadlines,
      request: { upstream, method: request.method ?? 'GET', path: routed.path, headers: headersFor(request, upstream) },
      body: (out) => (body ? body.to(out) : void out.end()),
      isRepeatable,
      leaves: () => seen.leaves(),
      informed: (...information) => passInformation(response, ...information),
      answered(answer) {
        const receivedAt = clock.now();
        if (answer.statusCode !== 429 || !isRepeatable || !arrived.known) return pass(answer, receivedAt);
        // Whatever goes wrong here is a fault of ours, which must not leave the tool waiting.
        void afterRefusal(answer, receivedAt, seen).catch(() => response.destroy());
      },
      upgraded(_, socket) {
        socket.destroy();
        fail({ code: 'ERR_UPGRADE' });
      },
      failed: fail,
    });
  };
  const afterRefusal = async (answer: IncomingMessage, receivedAt: number, refused: MeteredAnswer) => {
    watchSilence(answer, () => false, watching);
    const read = await readRefusal(answer, receivedAt);
    const again = gone.aborted ? null : refused.refused(read, gone);
    if (again === null) pass(read.answer, receivedAt);
    else if (await again) sendNow();
  };
  response.once('close', () => {
    if (gone.aborted) callOff();
    metered?.ended();
  });
  sendNow();
}

function headersFor(request: IncomingMessage, upstream: URL): string[] {
  const isChunked = request.headers['transfer-encoding'] !== undefined;
  const headers = requestHeaders(request.rawHeaders, upstream.host, isChunked);
  const hasLength = isChunked || request.headers['content-length'] !== undefined;
  // Node would send an empty body in chunks.
  return hasLength || bodiless.test(request.method ?? '') ? headers : [...headers, 'Content-Length', '0'];
}
