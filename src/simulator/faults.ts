import type { Answer } from './answers.ts';
import { anthropicFault } from './anthropicFaults.ts';
import type { Call } from './call.ts';
import { openaiFault } from './openaiFaults.ts';
import { jsonReply, type Reply, type ReplyHeaders, waitHeaders } from './reply.ts';

/** The answer that replaces the ordinary one; `null` if `answer` keeps that or only changes it. */
export function faultReply(answer: Answer, call: Call): Reply | null {
  if (answer.kind === 'redirect') {
    const target = new URL(answer.to);
    if (target.pathname === '/') target.pathname = call.path;
    return { status: answer.status ?? 307, headers: { location: target.href }, frames: [] };
  }
  if (answer.kind === 'unavailable') {
    return page(
      503,
      waitHeaders(answer.retryAfter),
      'upstream connect error or disconnect/reset before headers',
      'text/plain',
    );
  }
  if (answer.kind === 'not-json') {
    return page(502, {}, '<html><head><title>502 Bad Gateway</title></head><body></body></html>', 'text/html');
  }
  if (answer.kind === 'web-page') {
    return page(200, {}, '<!doctype html><html><head><title>Sign in</title></head></html>', 'text/html');
  }
  if (answer.kind === 'other-shape') return jsonReply(200, {}, { result: { entries: [{ value: 'none' }] } });
  return call.provider === 'openai' ? openaiFault(answer, call) : anthropicFault(answer, call);
}

function page(status: number, headers: ReplyHeaders, text: string, type: string): Reply {
  return { status, headers: { ...headers, 'content-type': type }, frames: [{ text, tokens: 0 }] };
}

const junk = [
  '',
  '-1',
  'NaN',
  'Infinity',
  '1e309',
  '99999999999999999999999',
  '12,000',
  '0x1f',
  'soon',
  '6m0',
  '-5s',
  '1h-2m',
  '2026-13-45T99:99:99Z',
  '1.2.3',
  '6 minutes',
  'null',
  '\u00e9\u00fc',
  '9'.repeat(4_000),
];

/** The ordinary answer with the changes of `answer`. The junk in a header differs from request to request. */
export function changedReply(answer: Answer, reply: Reply, serial: number): Reply {
  if (answer.kind !== 'malformed-headers' && answer.kind !== 'no-headers') return reply;
  const entries = Object.entries(reply.headers).filter(
    ([name]) => answer.kind === 'malformed-headers' || !isAboutLimits(name),
  );
  const headers = entries.map(([name, value], index): [string, string] =>
    isAboutLimits(name) ? [name, junk[(serial * 7 + index) % junk.length] ?? ''] : [name, value],
  );
  return { ...reply, headers: Object.fromEntries(headers) };
}

function isAboutLimits(name: string): boolean {
  return /^(x-ratelimit-|anthropic-ratelimit-|retry-after)/.test(name);
}
