/** The most bytes of a body that are read; nothing of interest is larger. */
const largestBody = 256 * 1024;

/** Status and headers of the latest response, whatever became of its body afterwards. */
export interface SeenResponse {
  status: number;
  headers: Headers;
}

/** Raised instead of a request that would leave the key's origin; the key has not been sent. */
export class ForeignOriginError extends Error {
  constructor(origin: string) {
    super(`Keygauge sends this key to ${origin} only`);
    this.name = 'ForeignOriginError';
  }
}

/** Raised instead of a request whose key anyone on the way could read; the key has not been sent. */
export class PlainTextError extends Error {
  constructor(origin: string) {
    super(`${origin} is not encrypted. Keygauge sends keys over https only, except to this machine.`);
    this.name = 'PlainTextError';
  }
}

/**
 * A `fetch` for the SDKs that keeps a key with its origin: no request leaves it, no redirect is followed, bodies are
 * capped. The SDKs' own headers are dropped and only `sent` goes out, because the environment can make them add others
 * or replace the key (docs/threats.md, T3). `onResponse` sees status and headers even when the body is cut off later.
 * Uses the global `fetch` at the time of the call, which in an extension host knows the user's proxy and certificates
 * (docs/threats.md, R4).
 */
export function boundFetch(
  origin: string,
  sent: Readonly<Record<string, string>>,
  onResponse: (seen: SeenResponse) => void,
): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    if (url.origin !== origin || url.username !== '' || url.password !== '') throw new ForeignOriginError(origin);
    if (url.protocol !== 'https:' && !isLoopback(url.hostname)) throw new PlainTextError(origin);
    const content = init?.body ? { 'content-type': 'application/json' } : {};
    const headers = { accept: 'application/json', 'user-agent': 'Keygauge', ...content, ...sent };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    onResponse({ status: response.status, headers: response.headers });
    return new Response(response.body?.pipeThrough(capped()) ?? null, {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    });
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function capped(): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > largestBody) controller.error(new Error('The answer is larger than 256 kB'));
      else controller.enqueue(chunk);
    },
  });
}
