/** Fields of one connection, never passed on (RFC 9110, 7.6.1), and those that belong to a proxy of the client's. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);
/** `Connection` may name fields that go no further, but none without which the message would be another. */
const kept = new Set(['host', 'content-length', 'content-encoding', 'content-type']);
/** Not in trailers either (RFC 9110, 6.5.1). */
const neverTrailing = new Set(['host', 'content-length', 'trailer']);

/** Names and values in turn, as Node has them: order, case and duplicates are those of the sender. */
export type RawHeaders = readonly string[];

/** The headers of a request for `host`; `isChunked` where its length is not known before. */
export function requestHeaders(raw: RawHeaders, host: string, isChunked: boolean): string[] {
  const passed: string[] = [];
  eachEndToEnd(raw, isChunked, (name, value, lower) => passed.push(name, lower === 'host' ? host : value));
  if (isChunked) passed.push('Transfer-Encoding', 'chunked');
  return passed;
}

/** The same for a request that asks for another protocol. */
export function upgradeHeaders(raw: RawHeaders, host: string, protocol: string): string[] {
  return [...requestHeaders(raw, host, false), 'Connection', 'Upgrade', 'Upgrade', protocol];
}

/** The headers of an answer; only one in chunks may announce trailers. `mayChunk`: whether it can be passed on in them. */
export function passedHead(raw: RawHeaders, mayChunk = true): string[] {
  const isChunked = mayChunk && raw.some((name, at) => at % 2 === 0 && isNamed(name, 'transfer-encoding'));
  const passed: string[] = [];
  eachEndToEnd(raw, isChunked, (name, value) => passed.push(name, value));
  return passed;
}

/** Trailers as they are passed on. */
export function trailersOf(raw: RawHeaders): [string, string][] {
  const passed: [string, string][] = [];
  eachEndToEnd(raw, true, (name, value, lower) => {
    if (!neverTrailing.has(lower)) passed.push([name, value]);
  });
  return passed;
}

/** Every request waits for this, so it goes through them once and copies nothing. */
function eachEndToEnd(
  raw: RawHeaders,
  mayTrail: boolean,
  pass: (name: string, value: string, lower: string) => void,
): void {
  const named = namedByConnection(raw);
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] ?? '';
    const lower = name.toLowerCase();
    const isGone = hopByHop.has(lower) || named.includes(lower) || (!mayTrail && lower === 'trailer');
    if (!isGone) pass(name, raw[at + 1] ?? '', lower);
  }
}

/** Most are not, which their length tells. `lower`: in lower case. */
function isNamed(name: string, lower: string): boolean {
  return name.length === lower.length && name.toLowerCase() === lower;
}

function namedByConnection(raw: RawHeaders): string[] {
  const named: string[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    if (!isNamed(raw[at] ?? '', 'connection')) continue;
    for (const option of raw[at + 1]?.split(',') ?? []) {
      const name = option.trim().toLowerCase();
      if (!kept.has(name)) named.push(name);
    }
  }
  return named;
}
