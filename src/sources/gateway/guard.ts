import type { IncomingMessage } from 'node:http';

/** Why a request is turned away before anything of it goes anywhere. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 501 | 505;
  readonly reason: string;
}

type Head = Pick<IncomingMessage, 'rawHeaders' | 'url' | 'httpVersion'>;

/**
 * The reason to turn a request away, or `null`. A page in a browser must reach nothing here, neither directly (`Origin`,
 * `Sec-Fetch-…`) nor by a name that resolves to this machine (`Host`); and no request may be read as another one by the
 * next server (docs/threats.md, T10 and T11). Node's parser has refused what breaks the grammar.
 */
export function refusalOf(request: Head, port: number): Refusal | null {
  const header = (name: string) => valuesOf(request.rawHeaders, name);
  const [host, ...otherHosts] = header('host');
  const names = [`127.0.0.1:${port}`, `[::1]:${port}`, `localhost:${port}`];
  if (host === undefined || otherHosts.length > 0 || !names.includes(host))
    return forbidden('the Host is not this one');
  if (!request.url?.startsWith('/')) return forbidden('only paths are answered');
  if (header('origin').length > 0 || isFromPage(header)) return forbidden('web pages are not answered');
  return framingRefusal(header, request.httpVersion);
}

/** Node's own `fetch` sends a mode as well, and Electron's says `none`, which no page can. */
function isFromPage(header: (name: string) => string[]): boolean {
  return header('sec-fetch-site').some((site) => site !== 'none') || header('sec-fetch-mode').includes('navigate');
}

function framingRefusal(header: (name: string) => string[], version: string): Refusal | null {
  // Node's parser takes any version.
  if (version !== '1.1' && version !== '1.0') return { status: 505, reason: 'only HTTP/1.1 and 1.0 are spoken' };
  const [coding, ...otherCodings] = header('transfer-encoding');
  const lengths = header('content-length');
  const refused = (reason: string): Refusal => ({ status: 400, reason });
  if (coding !== undefined) {
    if (lengths.length > 0) return refused('a body has one length');
    if (version !== '1.1') return refused('HTTP/1.0 has no chunks');
    if (otherCodings.length > 0 || coding.toLowerCase() !== 'chunked')
      return { status: 501, reason: 'a body comes in chunks or with a length' };
  }
  if (lengths.length > 1 || lengths.some((length) => !/^\d+$/.test(length))) return refused('a body has one length');
  return null;
}

function forbidden(reason: string): Refusal {
  return { status: 403, reason };
}

function valuesOf(raw: readonly string[], wanted: string): string[] {
  return raw.filter((_, at) => at % 2 === 1 && raw[at - 1]?.toLowerCase() === wanted);
}
