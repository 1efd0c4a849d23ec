import { WordedError } from '../boundFetch.ts';

/** A request that an admin key may be sent with: `*` stands for the name of a project or workspace. */
export interface AllowedRequest {
  readonly method: 'GET';
  /** Below the base URL, without query. */
  readonly path: string;
}

/** Raised instead of a request that is not on the list; the admin key has not been sent. */
export class NotReadOnlyError extends WordedError {
  constructor(method: string, path: string) {
    super(`Keygauge does not send an admin key with ${method} ${path.slice(0, 200)}`);
    this.name = 'NotReadOnlyError';
  }
}

/** Lets through what is on the list and nothing else (docs/threats.md, T16). */
export function readOnly(
  fetch: typeof globalThis.fetch,
  baseUrl: string,
  allowed: readonly AllowedRequest[],
): typeof fetch {
  const base = new URL(baseUrl).pathname.replace(/\/+$/, '');
  return async (input, init) => {
    // What a `Request` holds besides its address is not looked at, so none is taken.
    const method = input instanceof Request ? 'Request' : (init?.method ?? 'GET').toUpperCase();
    const { pathname } = new URL(input instanceof Request ? input.url : String(input));
    const hasBody = init?.body !== undefined && init.body !== null;
    const isAllowed = allowed.some((one) => one.method === method && fits(pathname, base + one.path));
    if (!isAllowed || hasBody) throw new NotReadOnlyError(method, pathname);
    return fetch(input, init);
  };
}

function fits(path: string, pattern: string): boolean {
  const [parts, wanted] = [path.split('/'), pattern.split('/')];
  return (
    parts.length === wanted.length &&
    wanted.every((part, at) => (part === '*' ? /^[\w-]{1,100}$/.test(parts[at] ?? '') : part === parts[at]))
  );
}
