import { errorCode } from '../base/errorCode.ts';
import { failureOf, networkFailure, withoutResponse } from '../core/causes/failureOf.ts';
import { ownFault } from '../core/causes/ownFault.ts';
import type { Dialect } from '../core/dialects/dialect.ts';
import { normalizeHeaders } from '../core/dialects/response.ts';
import type { Failure } from '../core/model/failure.ts';
import type { Usage } from '../core/prices.ts';
import { boundFetch, type SeenResponse, UnverifiedTlsError, WordedError } from './boundFetch.ts';
import type { Access } from './provider.ts';

/** A provider that has not answered after this long counts as unreachable; milliseconds. */
const deadline = 10_000;

/** The outcome of a call through an SDK: the headers seen, and either a result or a failure. */
export interface CallOutcome<T> {
  readonly result: T | null;
  readonly failure: Failure | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the provider did the work, or may have: its answer was good, got lost on the way or came too late. */
  readonly served: boolean;
}

/**
 * Options of a call: `headers` go out with it, `dialect` reads those of a refusal, `patience` replaces the deadline
 * (milliseconds), `largest` the cap of the body (bytes).
 */
export interface CallOptions {
  readonly dialect?: Dialect;
  readonly headers?: Readonly<Record<string, string>>;
  readonly patience?: number;
  readonly largest?: number;
  /** Sent in place of the key as a bearer: the same key in another form. */
  readonly authorization?: string;
}

/**
 * Makes one call with a `fetch` bound to the key's origin, ends it at the deadline, and turns whatever the SDK throws
 * into a failure that holds no secret. Never throws.
 */
export async function call<T>(
  access: Access,
  signal: AbortSignal,
  make: (fetch: typeof globalThis.fetch, signal: AbortSignal) => Promise<T>,
  { headers: more = {}, dialect, patience = deadline, largest, authorization }: CallOptions = {},
): Promise<CallOutcome<T>> {
  let seen: SeenResponse | null = null;
  const late = AbortSignal.timeout(patience);
  const headers = () => normalizeHeaders((seen as SeenResponse | null)?.headers ?? []);
  const status = () => (seen as SeenResponse | null)?.status ?? null;
  try {
    if (!URL.canParse(access.baseUrl)) throw new WordedError('Invalid URL');
    if (!/^[\x20-\x7e]*$/.test(access.apiKey)) throw new WordedError('The key holds a character that cannot be sent');
    const own = access.apiKey === '' ? {} : { authorization: authorization ?? `Bearer ${access.apiKey}` };
    const sent = { ...more, ...own };
    const note = (response: SeenResponse) => {
      seen = response;
    };
    const fetch = boundFetch(new URL(access.baseUrl).origin, sent, note, largest);
    const result = await make(fetch, AbortSignal.any([signal, late]));
    return { result, failure: null, headers: headers(), served: true };
  } catch (error) {
    const failure = late.aborted
      ? networkFailure(`No answer within ${patience / 1000} s`)
      : explain(error, seen, access.apiKey, dialect);
    const served = status() === null ? late.aborted : status() === 200;
    return { result: null, failure, headers: headers(), served };
  }
}

export const noUsage: Usage = { input: 0, output: 0 };

/** Raised when an answer is not what was asked for. */
export class UnexpectedAnswerError extends WordedError {}

/** Tokens that an answer reports; a missing or absurd number is replaced by the expected one. */
export function usageOf(said: { input: unknown; output: unknown } | null, expected: Usage): Usage {
  const tokens = (value: unknown, otherwise: number) =>
    typeof value === 'number' && value >= 0 && value <= 1e9 ? value : otherwise;
  return { input: tokens(said?.input, expected.input), output: tokens(said?.output, expected.output) };
}

/** The ids in an answer that lists models. */
export function modelIds(data: unknown): string[] {
  if (!Array.isArray(data)) throw new UnexpectedAnswerError('The endpoint did not answer with a list of models');
  const ids = data.map((model: { id?: unknown } | null) => model?.id);
  return ids.filter((id): id is string => typeof id === 'string' && id !== '');
}

function explain(error: unknown, seen: SeenResponse | null, apiKey: string, dialect: Dialect | undefined): Failure {
  const secrets = [apiKey];
  if (seen === null) {
    const own = ownCause(error);
    if (own) return own;
  }
  // A redirect that some implementations of `fetch` hide has the status 0.
  if (seen !== null && (seen.status === 0 || (seen.status >= 300 && seen.status < 400))) {
    const words = `The endpoint answered with a redirect${seen.status ? ` (${seen.status})` : ''}. Keygauge does not follow it, so that the key stays where it belongs.`;
    return { ...networkFailure(words, secrets), cause: 'unknown', status: seen.status || null };
  }
  if (seen !== null && seen.status >= 400) {
    const { status, refusal } = seen;
    const response = { status, headers: normalizeHeaders(seen.headers), body: bodyOf(refusal) };
    const failure = failureOf(response, secrets, dialect);
    if (failure) return failure;
  }
  const reason = innermost(error);
  const words = reasonOf(reason) ?? (seen ? 'The answer could not be read' : 'The request failed');
  const failure = networkFailure(words, secrets);
  // Whatever an SDK stumbles over was an answer; only JSON that breaks off was lost on the way.
  const isAnswer =
    reason instanceof UnexpectedAnswerError || reason instanceof TypeError || reason instanceof RangeError;
  return isAnswer && seen ? { ...failure, cause: 'unknown', status: seen.status } : failure;
}

/** Why nothing was sent, if that is Keygauge's doing; `null` where the network did not let it through. */
function ownCause(error: unknown): Failure | null {
  const reason = innermost(error);
  if (reason instanceof UnverifiedTlsError) return withoutResponse('unverified-tls', reason.message);
  const own = ownFault(reason);
  return own.cause === 'outdated' ? own : null;
}

/** A refusal in JSON is an API's error, in an envelope or without one; any other text is left as it is. */
function bodyOf(refusal: string): unknown {
  try {
    const body: unknown = JSON.parse(refusal);
    if (typeof body === 'object' && body !== null) return 'error' in body ? body : { error: body };
  } catch {}
  return refusal;
}

/** "fetch failed" and "Connection error." say nothing, but their cause does. */
function innermost(error: unknown): unknown {
  let reason = error;
  for (let depth = 0; depth < 5 && reason instanceof Error && reason.cause instanceof Error; depth++)
    reason = reason.cause;
  return reason;
}

/** Codes of the network, of TLS and of undici. Any other belongs to a program that has failed. */
const networkCode =
  /^(?:E[A-Z]+|UND_ERR_\w+|HPE_\w+|ERR_(?:TLS|SSL)_\w+|(?:CERT|SELF_SIGNED|UNABLE_TO|DEPTH_ZERO|HOSTNAME|INVALID_CA|PATH_LENGTH)\w*)$/;

/**
 * What the network or we ourselves say; `null` for an exception of a library, whose words would pass for the provider's.
 */
function reasonOf(reason: unknown): string | null {
  if (!(reason instanceof Error)) return null;
  if (reason instanceof WordedError) return reason.message;
  const code = errorCode(reason);
  if (!networkCode.test(code)) return null;
  return reason.message.includes(code) ? reason.message : `${reason.message} (${code})`;
}
