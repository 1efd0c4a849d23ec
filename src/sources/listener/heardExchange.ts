import { nearlyFull } from '../../core/attribution/expectedLevels.ts';
import { failureOf } from '../../core/causes/failureOf.ts';
import type { Dialect } from '../../core/dialects/dialect.ts';
import { dialectOf, modelHeader } from '../../core/dialects/families.ts';
import { readWatchable } from '../../core/dialects/readHeaders.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { Reading, Unit } from '../../core/model/limit.ts';
import type { ExchangeSeen, RequestSeen } from '../../core/model/observation.ts';
import { providers } from '../../core/model/provider.ts';
import { promptSize } from '../promptSize.ts';
import type { HeardAnswer, HeardRequest } from './trafficListener.ts';

const longestModel = 100;

/** A request that has left, with its size as far as its bytes tell; `null` where they do not. */
export function heardRequest(request: HeardRequest): RequestSeen | null {
  const { id, provider, origin, key, tool, model, size, sentAt } = request;
  if (size === null) return null;
  const account = { kind: 'seen-key', provider, origin, ...key } as const;
  const seen = { account, id, model, tool, sentAt, ...promptSize(size) };
  return { kind: 'request', source: 'listener', ...seen, conversation: null };
}

/** What an answer says of the key's limits. Why a request was refused is told by status and headers alone. */
export function heardExchange({ request, status, headers, receivedAt }: HeardAnswer): ExchangeSeen {
  const { provider, origin, key, tool, model, sentAt } = request;
  const dialect = dialectOf(providers[provider].dialect);
  const named = headers[modelHeader]?.slice(0, longestModel);
  const readings = readWatchable(headers, dialect);
  const failure = heardFailure(status, headers, dialect);
  return {
    kind: 'exchange',
    source: 'listener',
    account: { kind: 'seen-key', provider, origin, ...key },
    requestId: request.size === null ? null : request.id,
    model: model ?? (named || null),
    sentAt,
    receivedAt,
    by: 'user',
    tool,
    readings,
    failure: failure && isTooLarge(request, failure, readings) ? { ...failure, cause: 'request-too-large' } : failure,
    charged: {},
  };
}

/** Why a request was refused, as far as status and headers tell. */
function heardFailure(status: number, headers: HeardAnswer['headers'], dialect: Dialect): Failure | null {
  const failure = failureOf({ status, headers, body: undefined }, [], dialect);
  if (failure === null) return null;
  // Only the words say whether a model or a path is not there, and the path is one of the provider's.
  const cause = failure.cause === 'wrong-address' ? 'unknown' : failure.cause;
  return { ...failure, cause, isTextUnread: true };
}

/** Whether no wait ends a refusal: a limit is full all the same, and may well be smaller than the prompt. */
function isTooLarge({ size }: HeardRequest, { cause }: Failure, readings: readonly Reading[]): boolean {
  if (cause !== 'rate' || size === null) return false;
  const { inputAtMost } = promptSize(size);
  const told = readings.flatMap(({ unit, capacity, level }) => (capacity && level ? { unit, capacity, level } : []));
  const isOfPrompts = (unit: Unit) => unit === 'tokens' || unit === 'input-tokens';
  return (
    told.every(({ level }) => level.low >= 1) &&
    told.some(({ unit, capacity, level }) => {
      return isOfPrompts(unit) && level.high >= nearlyFull * capacity && inputAtMost > capacity;
    })
  );
}
