/** Nothing of interest is larger; what is, is cut off. Bytes. */
const largestBody = 256 * 1024;

/** What was seen of the latest response, whatever became of its body afterwards. */
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

/** Headers that the SDKs need; whatever else the environment makes them add stays here (FAULTS.md S3). */
const allowedHeaders = new Set([
  'authorization',
  'x-api-key',
  'anthropic-version',
  'content-type',
  'accept',
  'user-agent',
]);

/**
 * A `fetch` for the SDKs that keeps a key with its origin: no request leaves it, no redirect is followed, bodies are
 * capped. `onResponse` sees status and headers even when the body is cut off later. Uses the global `fetch` of the
 * moment, which in an extension host knows the user's proxy and certificates (FAULTS.md, HTTP_PROXY).
 */
export function boundFetch(origin: string, onResponse: (seen: SeenResponse) => void): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    if (url.origin !== origin || url.username !== '' || url.password !== '') throw new ForeignOriginError(origin);
    const headers = new Headers(init?.headers);
    for (const name of [...headers.keys()]) if (!allowedHeaders.has(name)) headers.delete(name);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    onResponse({ status: response.status, headers: response.headers });
    return new Response(response.body?.pipeThrough(capped()) ?? null, {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    });
  };
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
