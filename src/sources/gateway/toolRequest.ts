import type { IncomingMessage } from 'node:http';
import type { ProviderId } from '../../core/model/provider.ts';
import { toolAtAddress } from '../../core/tools/terminalVariables.ts';
import { type RequestHeaders, textOf } from '../headerFields.ts';
import { type HeardKey, heardKey } from '../heardKey.ts';
import { heardTool, isOwnCheck } from '../heardTool.ts';
import { inferenceAt } from '../inferencePath.ts';
import type { Routed } from './routes.ts';
import { type Session, sessionOf } from './session.ts';

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
  /** Pictures and other files within the body, as far as it was seen, and their bytes of it. */
  readonly pictures: { readonly count: number; readonly bytes: number };
  /** Monotonic milliseconds. */
  readonly arrivedAt: number;
}

export const noPictures = { count: 0, bytes: 0 };

/** What is known from the head alone; `null` for a request that uses up no limit, or that Keygauge counts where it makes it. */
export function toolRequest(
  request: IncomingMessage,
  { route, path }: Routed,
  known: Pick<ToolRequest, 'id' | 'arrivedAt'>,
  digestOf: (value: string) => string,
): ToolRequest | null {
  const inference = inferenceAt(request.method, path);
  if (inference === null) return null;
  const headers: RequestHeaders = (name) => textOf(request.headers[name]);
  if (isOwnCheck(headers)) return null;
  const session = sessionOf(headers);
  const named = [session.session, session.agent].filter((name) => name !== null);
  return {
    ...known,
    ...session,
    provider: route.provider,
    origin: route.upstream.origin,
    key: heardKey(headers, digestOf),
    tool: heardTool(headers, toolAtAddress(route.tool)) ?? route.tool,
    route: route.tool,
    conversation: session.session === null ? null : digestOf(named.join(' ')),
    sessionDigest: session.session === null ? null : digestOf(session.session),
    model: inference.model,
    streams: /:streamGenerateContent/i.test(path) ? true : null,
    answerAtMost: null,
    size: lengthOf(headers),
    pictures: noPictures,
  };
}

function lengthOf(headers: RequestHeaders): number | null {
  const length = Number(headers('content-length') ?? Number.NaN);
  return Number.isSafeInteger(length) ? length : null;
}
