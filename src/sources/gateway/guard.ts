import type { IncomingMessage } from 'node:http';

/** Why a request is turned away before anything of it goes anywhere. */
export interface TurnedAway {
  readonly status: 400 | 401 | 403 | 501 | 505;
  readonly reason: string;
}

type Head = Pick<IncomingMessage, 'rawHeaders' | 'url' | 'httpVersion'>;

/** Fields that are looked at, all of each, since two of a kind may be told apart by the next server only. */
const lookedAt = ['host', 'origin', 'sec-fetch-site', 'sec-fetch-mode', 'transfer-encoding', 'content-length'] as const;
type Fields = Partial<Record<(typeof lookedAt)[number], string[]>>;
/** What tells most of the others at a glance: every request waits for this. */
const lengths = new Set<number>(lookedAt.map((name) => name.length));

/** The names of this machine that a request may have been sent to. */
export function hostsAt(port: number): ReadonlySet<string> {
  return new Set(['127.0.0.1', '[::1]', 'localhost'].map((name) => `${name}:${port}`));
}

/**
 * The reason to turn a request away, or `null`. A page in a browser must reach nothing here, neither directly (`Origin`,
 * `Sec-Fetch-…`) nor by a name that resolves to this machine (`Host`); and no request may be read as another one by the
 * next server (docs/threats.md, T10 and T11). Node's parser has refused what breaks the grammar. `hosts`: those of `hostsAt`.
 */
export function whyTurnedAway(request: Head, hosts: ReadonlySet<string>): TurnedAway | null {
  const fields = headerFields(request.rawHeaders);
  if (fields.host?.length !== 1 || !hosts.has(fields.host[0] ?? '')) return forbidden('the Host is not this one');
  if (!request.url?.startsWith('/')) return forbidden('only paths are answered');
  if (fields.origin || isFromPage(fields)) return forbidden('web pages are not answered');
  return framingRefusal(fields, request.httpVersion);
}

/** Node's own `fetch` sends a mode as well, and Electron's says `none`, which no page can. */
function isFromPage(fields: Fields): boolean {
  const { 'sec-fetch-site': sites, 'sec-fetch-mode': modes } = fields;
  return sites?.some((site) => site !== 'none') === true || modes?.includes('navigate') === true;
}

function framingRefusal(fields: Fields, version: string): TurnedAway | null {
  // Node's parser takes any version.
  if (version !== '1.1' && version !== '1.0') return { status: 505, reason: 'only HTTP/1.1 and 1.0 are spoken' };
  const { 'transfer-encoding': codings, 'content-length': bodyLengths } = fields;
  const refused = (reason: string): TurnedAway => ({ status: 400, reason });
  if (codings) {
    const [coding = '', ...otherCodings] = codings;
    if (bodyLengths) return refused('a body has one length');
    if (version !== '1.1') return refused('HTTP/1.0 has no chunks');
    if (otherCodings.length > 0 || coding.toLowerCase() !== 'chunked')
      return { status: 501, reason: 'a body comes in chunks or with a length' };
  }
  if (bodyLengths && (bodyLengths.length > 1 || !/^\d+$/.test(bodyLengths[0] ?? '')))
    return refused('a body has one length');
  return null;
}

function forbidden(reason: string): TurnedAway {
  return { status: 403, reason };
}

function headerFields(raw: readonly string[]): Fields {
  const fields: Fields = {};
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] ?? '';
    if (!lengths.has(name.length)) continue;
    const lower = name.toLowerCase();
    if (!isLookedAt(lower)) continue;
    const values = fields[lower];
    const value = raw[at + 1] ?? '';
    if (values) values.push(value);
    else fields[lower] = [value];
  }
  return fields;
}

function isLookedAt(name: string): name is keyof Fields {
  return (lookedAt as readonly string[]).includes(name);
}
