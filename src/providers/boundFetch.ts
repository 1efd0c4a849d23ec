import { isLoopback } from '../core/loopback.ts';

/** The most bytes of a body that are read, unless a call asks for more: no answer to a check is larger. */
const largestBody = 256 * 1024;

/** Status and headers of the latest response, whatever became of its body afterwards. */
export interface SeenResponse {
  readonly status: number;
  readonly headers: Headers;
  /** What arrived of the body of a refusal; empty for any other answer. */
  refusal: string;
}

/** An error in a sentence of ours, to be shown as it is. */
export class WordedError extends Error {}

/** Raised instead of a request that would leave the key's origin; the key has not been sent. */
export class ForeignOriginError extends WordedError {
  constructor(origin: string) {
    super(`Keygauge sends this key to ${origin} only`);
    this.name = 'ForeignOriginError';
  }
}

/** Raised instead of a request whose key anyone on the way could read; the key has not been sent. */
export class PlainTextError extends WordedError {
  constructor(origin: string) {
    super(`${origin} is not encrypted. Keygauge sends keys over https only, except to this machine.`);
    this.name = 'PlainTextError';
  }
}

/** Raised instead of a request whose receiver could be anybody, because nobody checks its certificate. */
export class UnverifiedTlsError extends WordedError {
  constructor() {
    super('NODE_TLS_REJECT_UNAUTHORIZED=0 switches off the check of certificates, so the key was not sent');
    this.name = 'UnverifiedTlsError';
  }
}

/** Raised while a body is read that is larger than any that is of use. */
export class TooLargeError extends WordedError {
  constructor(most: number) {
    super(`The answer is larger than ${most < 1024 * 1024 ? `${most / 1024} kB` : `${most / 1024 / 1024} MB`}`);
    this.name = 'TooLargeError';
  }
}

/**
 * A `fetch` for the SDKs that keeps a key with its origin: no request leaves it, no redirect is followed, bodies are
 * capped at `largest` bytes. The SDKs' own headers are dropped and only `sent` goes out, because the environment can
 * make them add others or replace the key (docs/threats.md, T3). `onResponse` sees status and headers even when the body
 * is cut off later. A refusal is read here and never handed on: where an SDK cannot read one, it throws an error of its
 * own in its place.
 * Uses the global `fetch` at the time of the call, which in an extension host knows the user's proxy and certificates
 * (docs/reliability.md, a proxy).
 */
export function boundFetch(
  origin: string,
  sent: Readonly<Record<string, string>>,
  onResponse: (seen: SeenResponse) => void,
  largest = largestBody,
): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    if (url.origin !== origin || url.username !== '' || url.password !== '') throw new ForeignOriginError(origin);
    if (url.protocol !== 'https:' && !isLoopback(url.hostname)) throw new PlainTextError(origin);
    // Looked at each time, as Node does: any extension may set it later (docs/threats.md, T3).
    if (url.protocol === 'https:' && process.env.NODE_TLS_REJECT_UNAUTHORIZED === '0') throw new UnverifiedTlsError();
    const content = init?.body ? { 'content-type': 'application/json' } : {};
    const headers = { accept: 'application/json', 'user-agent': 'Keygauge', ...content, ...sent };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    const seen: SeenResponse = { status: response.status, headers: response.headers, refusal: '' };
    onResponse(seen);
    const body = response.body?.pipeThrough(capped(largest)) ?? null;
    if (seen.status >= 400) {
      await readRefusal(body, seen);
      throw new WordedError(`The endpoint answered with the status ${seen.status}`);
    }
    return new Response(body, {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    });
  };
}

async function readRefusal(body: ReadableStream<Uint8Array> | null, seen: SeenResponse): Promise<void> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of body ?? []) seen.refusal += decoder.decode(chunk, { stream: true });
  } catch {
    // Of a refusal that breaks off or has no end, its beginning says enough.
  }
}

function capped(largest: number): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > largest) controller.error(new TooLargeError(largest));
      else controller.enqueue(chunk);
    },
  });
}
