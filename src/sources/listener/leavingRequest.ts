import { type RequestHeaders, textOf, undiciHeaders } from '../headerFields.ts';

/** What a client publishes of a request. None of it has been checked: any extension may publish anything. */
export interface LeavingRequest {
  /** A text or a `URL`, if it is sound. */
  readonly origin: unknown;
  readonly method: unknown;
  readonly path: unknown;
  header(): RequestHeaders;
  /** Bytes of its body, as far as the client knows. */
  size(): unknown;
}

interface UndiciRequest {
  readonly origin?: unknown;
  readonly method?: unknown;
  readonly path?: unknown;
  readonly headers?: unknown;
  readonly contentLength?: unknown;
}

export function undiciRequest(request: UndiciRequest): LeavingRequest {
  const { origin, method, path } = request;
  return { origin, method, path, header: () => undiciHeaders(request.headers), size: () => request.contentLength };
}

interface HttpRequest {
  readonly protocol?: unknown;
  readonly host?: unknown;
  readonly method?: unknown;
  readonly path?: unknown;
  getHeader(name: string): unknown;
}

/** A request of `node:http` names its port in the `Host` header only. */
export function httpRequest(request: HttpRequest): LeavingRequest {
  const { protocol, method, path } = request;
  const origin = `${protocol}//${request.getHeader('host') ?? request.host}`;
  const header: RequestHeaders = (name) => textOf(request.getHeader(name));
  return { origin, method, path, header: () => header, size: () => Number(header('content-length') ?? Number.NaN) };
}

type Http2Headers = Readonly<Record<string, unknown>>;

/** The headers of a stream of `node:http2`, whose names are in lower case. */
export function http2Request(headers: Http2Headers): LeavingRequest {
  const origin = `${headers[':scheme']}://${headers[':authority']}`;
  const header: RequestHeaders = (name) => textOf(headers[name]);
  const size = () => Number(header('content-length') ?? Number.NaN);
  return { origin, method: headers[':method'], path: headers[':path'], header: () => header, size };
}
