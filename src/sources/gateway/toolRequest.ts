import type { IncomingMessage } from 'node:http';
import type { ProviderId } from '../../core/model/provider.ts';
import { toolAtAddress } from '../../core/tools/terminalVariables.ts';
import { type RequestHeaders, textOf } from '../headerFields.ts';
import { type HeardKey, heardKey } from '../heardKey.ts';
import { heardTool, isOwnCheck } from '../heardTool.ts';
import { inferenceAt } from '../inferencePath.ts';
import type { Routed } from './routes.ts';
import { type Session, sessionOf } from './session.ts';

/** Pictures within a body, and their bytes of it. */
export interface Pictures {
  readonly count: number;
  readonly bytes: number;
}

/** A request of a tool's that uses up limits, as numbers and names; of its key there is a digest, of its body a size. */
export interface ToolRequest extends Session {
  /** Tells it from all others. */
  readonly id: string;
  readonly provider: ProviderId;
  /** Where it goes. */
  readonly origin: string;
  /** `null` where it carries none that has limits of its own, such as the token of a subscription. */
  readonly key: HeardKey | null;
  /** As it names itself, else whom the address was given to, else the library that it uses, or as the route is called. */
  readonly tool: string;
  /** Our own name of the tool that its address was given to. */
  readonly route: string;
  /** A digest that names the conversation; `null` where the tool does not. */
  readonly conversation: string | null;
  /** The same of the session alone, in which agents may have conversations of their own. */
  readonly sessionDigest: string | null;
  /** `null` where neither path nor the beginning of the body names it. */
  readonly model: string | null;
  /** Whether the answer is to come in pieces; `null` where it does not say so early enough. */
  readonly streams: boolean | null;
  /** The most tokens of answer that it asks for; `null` where it does not say so early enough. */
  readonly answerAtMost: number | null;
  /** Bytes of its body; `null` where it says none and goes on. */
  readonly size: number | null;
  /** As far as the body was seen. */
  readonly pictures: Pictures;
  /** Monotonic milliseconds. */
  readonly arrivedAt: number;
}

/** What a body says of its request; each `null` while it does not. */
export type ToldByBody = Pick<ToolRequest, 'model' | 'streams' | 'answerAtMost' | 'size' | 'pictures'>;

/** What a request says that uses limits up. */
export interface Arrived {
  readonly request: IncomingMessage;
  readonly routed: Routed;
  readonly body: ToldByBody;
  readonly id: string;
  readonly arrivedAt: number;
}

/** Whether a request uses limits up; not one that Keygauge counts where it makes it. */
export function usesLimits(request: IncomingMessage, { path }: Routed): boolean {
  return inferenceAt(request.method, path) !== null && !isOwnCheck(headersOf(request));
}

/** All that is known of a request. Each waits for this, so nothing is put together twice. */
export function toolRequest(
  { request, routed: { route, path }, body, id, arrivedAt }: Arrived,
  digestOf: (value: string) => string,
): ToolRequest {
  const headers = headersOf(request);
  const { session, agent, parentAgent } = sessionOf(headers);
  return {
    id,
    arrivedAt,
    session,
    agent,
    parentAgent,
    provider: route.provider,
    origin: route.upstream.origin,
    key: heardKey(headers, digestOf),
    tool: heardTool(headers, toolAtAddress(route.tool)) ?? route.tool,
    route: route.tool,
    conversation: session === null ? null : digestOf(agent === null ? session : `${session} ${agent}`),
    sessionDigest: session === null ? null : digestOf(session),
    model: body.model ?? inferenceAt(request.method, path)?.model ?? null,
    streams: body.streams ?? (/:streamGenerateContent/i.test(path) || null),
    answerAtMost: body.answerAtMost,
    size: body.size ?? lengthOf(headers),
    pictures: body.pictures,
  };
}

function headersOf(request: IncomingMessage): RequestHeaders {
  return (name) => textOf(request.headers[name]);
}

function lengthOf(headers: RequestHeaders): number | null {
  const length = Number(headers('content-length') ?? Number.NaN);
  return Number.isSafeInteger(length) ? length : null;
}
