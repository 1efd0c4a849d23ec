import type { IncomingMessage } from 'node:http';
import type { ProviderId } from '../../core/model/provider.ts';
import { toolAtAddress } from '../../core/tools/terminalVariables.ts';
import { type RequestHeaders, textOf } from '../headerFields.ts';
import { type HeardKey, heardKey } from '../heardKey.ts';
import { heardTool, isOwnCheck } from '../heardTool.ts';
import { inferenceAt } from '../inferencePath.ts';
import type { ToldByBody } from './bodyFields.ts';
import type { BodyStart } from './bodyStart.ts';
import type { Routed } from './routes.ts';
import { type Session, sessionOf } from './session.ts';

/** A request of a tool's that uses up limits, as numbers and names; of its key there is a digest, of its body a size. */
export interface ToolRequest extends Session, ToldByBody {
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
  /** Bytes of its body; `null` where it says none and goes on. */
  readonly size: number | null;
  /** Monotonic milliseconds. */
  readonly arrivedAt: number;
}

/** What has come of a request. */
interface Arrived {
  readonly request: IncomingMessage;
  readonly routed: Routed;
  readonly body: Pick<BodyStart, 'told' | 'size'>;
  readonly id: string;
  readonly arrivedAt: number;
  /** A keyed digest of a key's value or a conversation's name. */
  digestOf(value: string): string;
}

/** A request that has come. What it is is found out once, when somebody asks: some have left by then. */
export class ArrivedRequest {
  readonly #arrived: Arrived;
  #usesLimits: boolean | null = null;
  #known: ToolRequest | null = null;

  constructor(arrived: Arrived) {
    this.#arrived = arrived;
  }

  /** Whether it uses limits up; not one that Keygauge counts where it makes it. */
  get usesLimits(): boolean {
    const { request, routed } = this.#arrived;
    this.#usesLimits ??= inferenceAt(request.method, routed.path) !== null && !isOwnCheck(headersOf(request));
    return this.#usesLimits;
  }

  /** All that is known of it, from when enough of its body was read; `null` if it uses no limit up. */
  get known(): ToolRequest | null {
    if (this.usesLimits) this.#known ??= toolRequest(this.#arrived);
    return this.#known;
  }
}

/** Each request waits for this, or its answer, so nothing is put together twice. */
function toolRequest({ request, routed, body, id, arrivedAt, digestOf }: Arrived): ToolRequest {
  const { route, path } = routed;
  const headers = headersOf(request);
  const { session, agent, parentAgent } = sessionOf(headers);
  const { model, streams, answerAtMost, pictures } = body.told;
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
    model: model ?? inferenceAt(request.method, path)?.model ?? null,
    streams: streams ?? (/:streamGenerateContent/i.test(path) || null),
    answerAtMost,
    size: body.size ?? lengthOf(headers),
    pictures,
  };
}

function headersOf(request: IncomingMessage): RequestHeaders {
  return (name) => textOf(request.headers[name]);
}

function lengthOf(headers: RequestHeaders): number | null {
  const length = Number(headers('content-length') ?? Number.NaN);
  return Number.isSafeInteger(length) ? length : null;
}
