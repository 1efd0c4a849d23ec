import type { Failure } from '../core/failure.ts';
import { failureOf, networkFailure } from '../core/failureOf.ts';
import { normalizeHeaders } from '../core/response.ts';
import { boundFetch, ForeignOriginError, type SeenResponse } from './boundFetch.ts';
import type { Access } from './provider.ts';

/** A provider that has not answered after this long counts as unreachable; milliseconds. */
export const deadline = 10_000;

/** How a call through an SDK went: the headers seen, and either its result or a failure. */
export interface CallOutcome<T> {
  readonly result: T | null;
  readonly failure: Failure | null;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Makes one call with a `fetch` bound to the key's origin, ends it at the deadline, and turns whatever the SDK throws
 * into a failure that holds no secret.
 */
export async function call<T>(
  access: Access,
  signal: AbortSignal,
  make: (fetch: typeof globalThis.fetch, signal: AbortSignal) => Promise<T>,
): Promise<CallOutcome<T>> {
  let seen: SeenResponse | null = null;
  const fetch = boundFetch(new URL(access.baseUrl).origin, (response) => {
    seen = response;
  });
  const headers = () => normalizeHeaders((seen as SeenResponse | null)?.headers ?? []);
  try {
    const result = await make(fetch, AbortSignal.any([signal, AbortSignal.timeout(deadline)]));
    return { result, failure: null, headers: headers() };
  } catch (error) {
    return { result: null, failure: explain(error, seen, access), headers: headers() };
  }
}

function explain(error: unknown, seen: SeenResponse | null, { apiKey, baseUrl }: Access): Failure {
  const secrets = [apiKey];
  if (seen !== null && seen.status >= 300 && seen.status < 400) {
    const words = `The endpoint answered with a redirect (${seen.status}). Keygauge does not follow it, so that the key goes only to ${new URL(baseUrl).origin}.`;
    return { ...networkFailure(words, secrets), cause: 'unknown', status: seen.status };
  }
  if (seen !== null && seen.status >= 400) {
    const body = bodyOf(error);
    const failure = failureOf({ status: seen.status, headers: normalizeHeaders(seen.headers), body }, secrets);
    if (failure) return failure;
  }
  return networkFailure(reasonOf(error), secrets);
}

/** The SDKs keep the parsed body in `error`: OpenAI's the inner object, Anthropic's the whole (PROVIDERS.md §6). */
function bodyOf(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return undefined;
  const { error: body, message } = error as { error?: unknown; message?: unknown };
  if (typeof body === 'object' && body !== null) return 'error' in body ? body : { error: body };
  return body ?? (typeof message === 'string' ? message.replace(/^\d{3} /, '') : undefined);
}

/** The innermost reason: "fetch failed" and "Connection error." say nothing, their cause does. */
function reasonOf(error: unknown): string {
  if (error instanceof ForeignOriginError) return error.message;
  let reason: unknown = error;
  for (let depth = 0; depth < 5 && reason instanceof Error && reason.cause instanceof Error; depth++)
    reason = reason.cause;
  if (!(reason instanceof Error)) return 'The request failed';
  if (reason.name === 'TimeoutError') return `No answer within ${deadline / 1000} s`;
  const { code } = reason as { code?: unknown };
  return typeof code === 'string' && !reason.message.includes(code) ? `${reason.message} (${code})` : reason.message;
}
