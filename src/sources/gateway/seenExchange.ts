import { failureOf } from '../../core/causes/failureOf.ts';
import { dialectOf, modelHeader } from '../../core/dialects/families.ts';
import { readWatchable } from '../../core/dialects/readHeaders.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { Reading } from '../../core/model/limit.ts';
import type { ExchangeSeen, RequestSeen } from '../../core/model/observation.ts';
import { providers } from '../../core/model/provider.ts';
import { answerHeaders } from '../headerFields.ts';
import { promptSize } from '../promptSize.ts';
import type { Metered } from './answerMeter.ts';
import type { ToolRequest } from './toolRequest.ts';
import { chargeOf } from './usage.ts';

/** The head of an answer: of its headers only those that are of use. Monotonic milliseconds. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What they say of the limits. */
  readonly readings: readonly Reading[];
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** A request that leaves; `null` where it has no key of its own, or nobody knows its size. */
export function requestSeen(request: ToolRequest, sentAt: number): RequestSeen | null {
  const { id, key, provider, origin, model, tool, size, pictures, conversation } = request;
  if (key === null || size === null) return null;
  const prompt = promptSize(size, pictures);
  const account = { kind: 'seen-key', provider, origin, ...key } as const;
  return { kind: 'request', source: 'gateway', account, id, model, tool, sentAt, ...prompt, conversation };
}

export function answerHead(
  { provider }: ToolRequest,
  status: number,
  rawHeaders: unknown,
  times: Pick<AnswerHead, 'sentAt' | 'receivedAt'>,
): AnswerHead {
  const headers = answerHeaders(rawHeaders);
  return { status, headers, readings: readWatchable(headers, dialectOf(providers[provider].dialect)), ...times };
}

/** What an answer says of the key's limits, with what it has told of its use by now; `null` without a key. */
export function exchangeSeen(request: ToolRequest, head: AnswerHead, metered: Metered): ExchangeSeen | null {
  const { id, key, provider, origin, tool, size, sessionDigest, agent, answerAtMost } = request;
  if (key === null) return null;
  const { sentAt, receivedAt, headers, readings } = head;
  const model = request.model ?? metered.model ?? (headers[modelHeader] || null);
  const failure = failureIn(request, head, metered);
  return {
    kind: 'exchange',
    source: 'gateway',
    account: { kind: 'seen-key', provider, origin, ...key },
    requestId: size === null ? null : id,
    model,
    sentAt,
    receivedAt,
    by: 'user',
    tool,
    ...(sessionDigest !== null && { session: { id: sessionDigest, isSubagent: agent !== null } }),
    readings,
    failure,
    charged: failure === null ? chargeOf(metered.use) : { requests: 1 },
    ...(answerAtMost !== null && { answerAtMost }),
  };
}

/** The cause is told by the error's words, but they are not kept: they may repeat the prompt. */
export function failureIn(
  { provider }: ToolRequest,
  { status, headers }: AnswerHead,
  { error }: Metered,
): Failure | null {
  const found = failureOf({ status, headers, body: error }, [], dialectOf(providers[provider].dialect));
  const name = (value: string | null) => (value !== null && /^[\w.-]+$/.test(value) ? value : null);
  return found && { ...found, message: '', type: name(found.type), code: name(found.code) };
}
