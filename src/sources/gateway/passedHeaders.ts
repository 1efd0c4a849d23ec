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
  const passed = endToEnd(raw, isChunked).flatMap(([name, value]) => [name, /^host$/i.test(name) ? host : value]);
  return isChunked ? [...passed, 'Transfer-Encoding', 'chunked'] : passed;
}

/** The same for a request that asks for another protocol. */
export function upgradeHeaders(raw: RawHeaders, host: string, protocol: string): string[] {
  return [...requestHeaders(raw, host, false), 'Connection', 'Upgrade', 'Upgrade', protocol];
}

/** The headers of an answer; only one in chunks may announce trailers. */
export function answerHead(raw: RawHeaders): string[] {
  const isChunked = pairs(raw).some(([name]) => name.toLowerCase() === 'transfer-encoding');
  return endToEnd(raw, isChunked).flat();
}

/** Trailers as they are passed on. */
export function trailersOf(raw: RawHeaders): [string, string][] {
  return endToEnd(raw, true).filter(([name]) => !neverTrailing.has(name.toLowerCase()));
}

function endToEnd(raw: RawHeaders, mayTrail: boolean): [string, string][] {
  const all = pairs(raw);
  const named = all
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((option) => option.trim().toLowerCase()))
    .filter((option) => !kept.has(option));
  const gone = new Set([...hopByHop, ...named, ...(mayTrail ? [] : ['trailer'])]);
  return all.filter(([name]) => !gone.has(name.toLowerCase()));
}

function pairs(raw: RawHeaders): [string, string][] {
  const found: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) found.push([raw[at] ?? '', raw[at + 1] ?? '']);
  return found;
}
