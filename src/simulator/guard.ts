import type { IncomingMessage } from 'node:http';

/**
 * The reason to turn a request away, or `null`. A page in a browser must reach nothing on the loopback, neither
 * directly (`Origin`, `Sec-Fetch-Site`) nor by a name that resolves to it (`Host`).
 */
export function refusalOf(request: IncomingMessage, port: number): string | null {
  const hosts = request.headersDistinct.host ?? [];
  if (hosts.length !== 1 || (hosts[0] !== `127.0.0.1:${port}` && hosts[0] !== `localhost:${port}`)) {
    return 'the Host header does not name this server';
  }
  if (!request.url?.startsWith('/')) return 'only paths are answered';
  if (request.headers.origin !== undefined) return 'requests from web pages are not answered';
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'none' && site !== 'same-origin')
    return 'requests from web pages are not answered';
  return null;
}

/** The key in a request, from either header that the SDKs use, or as the user name of Basic authentication. */
export function keyOf(request: IncomingMessage): string | null {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const basic = /^Basic\s+([\w+/=]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const user = basic && Buffer.from(basic, 'base64').toString('utf8').split(':')[0];
  const header = request.headers['x-api-key'];
  return bearer ?? (user || null) ?? (typeof header === 'string' && header !== '' ? header : null);
}
