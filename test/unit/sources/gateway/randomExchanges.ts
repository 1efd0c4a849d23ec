import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import * as zlib from 'node:zlib';

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** All of an exchange, made from a number that both sides know. */
export interface Plan {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly encoding: string | null;
  /** Bodies in the pieces in which they are sent. */
  readonly asked: readonly Buffer[];
  readonly answered: readonly Buffer[];
  readonly isAskedInChunks: boolean;
  readonly isAnsweredInChunks: boolean;
  readonly trailers: boolean;
  readonly hints: number;
  /** Who ends it before its time. */
  readonly breaks: 'client' | 'provider' | null;
}

const methods = ['GET', 'POST', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const statuses = [200, 200, 200, 200, 201, 204, 304, 307, 400, 401, 404, 429, 500, 529];
const paths = [
  '/v1/chat/completions',
  '/v1/messages?beta=true',
  '/v1/responses',
  '/v1/files',
  '/v1/models',
  '/a%2f..%2fb?x=%00',
];

export function planOf(seed: number, largest: number): Plan {
  const random = randomOf(seed);
  const one = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  const method = one(methods);
  const status = one(statuses);
  const isStream = random() < 0.3;
  const encoding = one([null, null, null, 'gzip', 'br', 'zstd', 'nonsense']);
  const hasBody = status !== 204 && status !== 304 && method !== 'HEAD';
  const hasAsked = /^P/.test(method) || random() < 0.1;
  const isAnsweredInChunks = isStream || random() < 0.5;
  return {
    method,
    path: one(paths),
    status,
    type: isStream ? 'text/event-stream' : one(['application/json', 'application/octet-stream']),
    encoding,
    asked: hasAsked ? cut(bytes(random, sizeOf(random, largest), false, null), random) : [],
    answered: hasBody ? cut(bytes(random, sizeOf(random, largest), isStream, encoding), random) : [],
    isAskedInChunks: hasAsked && random() < 0.4,
    isAnsweredInChunks,
    trailers: random() < 0.3,
    hints: random() < 0.2 ? 1 + Math.floor(random() * 3) : 0,
    breaks: random() < 0.06 ? 'client' : random() < 0.06 ? 'provider' : null,
  };
}

/** Mostly small, now and then up to `largest`. */
function sizeOf(random: () => number, largest: number): number {
  return Math.floor(random() < 0.1 ? 0 : largest ** random());
}

function bytes(random: () => number, size: number, isStream: boolean, encoding: string | null): Buffer {
  const block = Buffer.from(Array.from({ length: Math.min(size, 4096) }, () => Math.floor(random() * 256)));
  const odd = Buffer.alloc(size, block.length > 0 ? block : 0);
  const text = isStream
    ? Buffer.from(`data: {"usage":{"prompt_tokens":1,"x":"${odd.toString('base64')}"}}\r\n\r\n: ping\n\n`)
    : odd;
  if (encoding === 'gzip') return zlib.gzipSync(text, { level: 1 });
  if (encoding === 'br') return zlib.brotliCompressSync(text, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } });
  return encoding === 'zstd' ? zlib.zstdCompressSync(text) : text;
}

/** Cuts anywhere, into one piece to thirty. */
function cut(whole: Buffer, random: () => number): Buffer[] {
  const places = Array.from({ length: Math.floor(random() * 30) }, () => Math.floor(random() * whole.length));
  const all = [0, ...places.sort((a, b) => a - b), whole.length];
  return all
    .slice(1)
    .map((end, at) => whole.subarray(all[at], end))
    .filter((piece) => piece.length > 0);
}

/** What one side has seen of the other, as far as no connection of its own decides it. */
export interface Seen {
  readonly line: string;
  readonly headers: readonly string[];
  readonly trailers: readonly string[];
  readonly body: string;
}

const ofConnection = /^(?:host|connection|keep-alive|transfer-encoding|date|trailer)$/i;

function headersOf(raw: readonly string[]): string[] {
  return raw.flatMap((name, at) => (at % 2 === 0 && !ofConnection.test(name) ? [`${name}: ${raw[at + 1]}`] : []));
}

async function seen(line: string, message: IncomingMessage): Promise<Seen> {
  const hash = createHash('sha256');
  for await (const chunk of message) hash.update(chunk);
  return { line, headers: headersOf(message.rawHeaders), trailers: message.rawTrailers, body: hash.digest('hex') };
}

/** The client's side: sends the plan's request and tells what has come back; `null` if it broke. */
export async function askAs(
  plan: Plan,
  seed: number,
  url: string,
  agent: Agent,
): Promise<(Seen & { hints: number }) | null> {
  const length = plan.asked.reduce((sum, { length }) => sum + length, 0);
  const framing = plan.isAskedInChunks
    ? ['Transfer-Encoding', 'chunked']
    : length > 0 || /^P/.test(plan.method)
      ? ['Content-Length', String(length)]
      : [];
  const headers = [
    'Host',
    new URL(url).host,
    'X-Seed',
    String(seed),
    'x-twice',
    '1',
    'X-TWICE',
    '2',
    'Content-Type',
    'application/json',
    ...framing,
  ];
  const out = request(url, { method: plan.method, headers, agent });
  let hints = 0;
  out.on('information', () => hints++);
  const answered = new Promise<Seen & { hints: number }>((resolve, reject) => {
    out.on('error', reject);
    out.on('response', (answer) => {
      if (plan.breaks === 'client') out.destroy();
      seen(`${answer.statusCode} ${answer.statusMessage}`, answer).then((all) => resolve({ ...all, hints }), reject);
    });
  });
  answered.catch(() => {});
  for (const piece of plan.asked) {
    if (!out.destroyed) out.write(piece);
    await drained(out);
  }
  if (plan.isAskedInChunks && plan.trailers) out.addTrailers([['X-Sum', '1']]);
  out.end();
  return answered.catch(() => null);
}

/** The provider's side: tells what has come and answers as planned. */
export async function answerAs(plan: Plan, incoming: IncomingMessage, response: ServerResponse): Promise<Seen | null> {
  const all = await seen(`${incoming.method} ${incoming.url}`, incoming).catch(() => null);
  for (let hint = 0; hint < plan.hints; hint++) response.writeEarlyHints({ link: '</a>; rel=preload' });
  const length = plan.answered.reduce((sum, { length }) => sum + length, 0);
  const chunks = plan.isAnsweredInChunks || plan.status === 204 || plan.status === 304 || plan.method === 'HEAD';
  const packing = plan.encoding ? ['Content-Encoding', plan.encoding] : [];
  response.writeHead(plan.status, `Of Seed ${plan.status}`, [
    'Content-Type',
    plan.type,
    'X-Twice',
    '1',
    'x-twice',
    '2',
    ...packing,
    ...(chunks ? [] : ['Content-Length', String(length)]),
  ]);
  for (const piece of plan.answered) {
    const written = new Promise((resolve) => response.write(piece, resolve));
    if (plan.breaks === 'provider') {
      await written;
      response.destroy();
      return all;
    }
    await drained(response);
  }
  if (plan.isAnsweredInChunks && plan.trailers) response.addTrailers([['X-Sum', '2']]);
  response.end();
  return all;
}

/** Waits until what was written is on its way, or nobody takes it any more. */
export async function drained(stream: Writable): Promise<void> {
  if (!stream.writableNeedDrain || stream.destroyed) return;
  const gone = new AbortController();
  const { signal } = gone;
  await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]).catch(() => {});
  gone.abort();
}
