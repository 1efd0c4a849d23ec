import { parseHttpDate } from '../../core/dialects/providerTime.ts';
import { call, UnexpectedAnswerError } from '../call.ts';
import type { Access } from '../provider.ts';
import type { AdminAnswer, AdminPage } from './adminClient.ts';
import { type AllowedRequest, readOnly } from './readOnly.ts';

/** The most bytes of a page: 1,440 buckets of a dozen rows have about six megabytes. */
const largestPage = 8 * 1024 * 1024;
/** A report of a month takes longer to make than an answer of one token; milliseconds. */
const patience = 30_000;

/** One request with an admin key. */
export interface AdminRequest<T> {
  readonly access: Access;
  readonly signal: AbortSignal;
  /** All that the key may be sent with. */
  readonly allowed: readonly AllowedRequest[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends it with this `fetch` and no other. */
  send(fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<Response>;
  /** Throws for an answer of another shape. */
  read(body: unknown): AdminPage<T>;
}

/** The one way in which an admin key leaves. Never throws. */
export async function askAdmin<T>({
  access,
  signal,
  allowed,
  headers,
  send,
  read,
}: AdminRequest<T>): Promise<AdminAnswer<T>> {
  const make = async (fetch: typeof globalThis.fetch, abort: AbortSignal) =>
    read(await bodyOf(await send(readOnly(fetch, access.baseUrl, allowed), abort)));
  const options = { ...(headers && { headers }), largest: largestPage, patience };
  const { result, failure, headers: received } = await call(access, signal, make, options);
  const date = parseHttpDate(received.date ?? '');
  return failure ? { page: null, failure, date } : { page: result ?? { items: [], next: null }, failure: null, date };
}

/** The SDKs' own pages take whatever is no list for an empty one, so bodies are read here. */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    if (/^\s*</.test(text)) throw new UnexpectedAnswerError('The endpoint answered with a web page');
    throw error;
  }
}
