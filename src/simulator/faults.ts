import type { Answer } from './answers.ts';
import { anthropicError, anthropicWrongKey } from './anthropicErrors.ts';
import { anthropicHeaders } from './anthropicHeaders.ts';
import type { Call } from './call.ts';
import { openaiError, openaiWrongKey } from './openaiErrors.ts';
import { openaiHeaders } from './openaiHeaders.ts';
import type { Headers, Reply } from './reply.ts';

/** The answer that replaces the ordinary one; `null` when `answer` leaves that in place or only changes it. */
export function faultReply(answer: Answer, call: Call): Reply | null {
  if (answer.kind === 'redirect') {
    const target = new URL(answer.to);
    if (target.pathname === '/') target.pathname = call.path;
    return { status: answer.status ?? 307, headers: { location: target.href }, frames: [] };
  }
  if (answer.kind === 'unavailable') {
    const headers = answer.retryAfter === undefined ? {} : { 'retry-after': String(answer.retryAfter) };
    return page(503, headers, 'upstream connect error or disconnect/reset before headers', 'text/plain');
  }
  if (answer.kind === 'not-json') {
    return page(502, {}, '<html><head><title>502 Bad Gateway</title></head><body></body></html>', 'text/html');
  }
  return call.provider === 'openai' ? openaiFault(answer, call) : anthropicFault(answer, call);
}

/** Bodies of PROVIDERS.md §1.7. Where a code is known but not its words, the words are those of its predecessor. */
function openaiFault(answer: Answer, call: Call): Reply | null {
  const headers = openaiHeaders(call.serial, 5);
  switch (answer.kind) {
    case 'refused-key':
      return openaiWrongKey(headers, call.key);
    case 'no-credit':
    case 'spend-cap': {
      if (call.method !== 'POST') return null;
      const message =
        'You exceeded your current quota, please check your plan and billing details. For more information on this ' +
        'error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.';
      const code = answer.kind === 'no-credit' ? 'insufficient_quota' : 'organization_spend_limit_exceeded';
      return openaiError(429, headers, { message, type: 'insufficient_quota', code });
    }
    case 'overloaded': {
      const message = 'The requested model does not have enough capacity right now. Please try again later.';
      return openaiError(503, headers, { message, type: 'service_unavailable_error', code: 'server_is_overloaded' });
    }
    case 'server-error': {
      const message = 'The server had an error processing your request. Sorry about that!';
      return openaiError(500, headers, { message, type: 'server_error', code: null });
    }
    case 'ramp':
    case 'concurrency': {
      const message = 'Your requests are growing too fast. Please slow down and increase your traffic gradually.';
      const withWait = { ...headers, 'retry-after': '15' };
      return openaiError(429, withWait, { message, type: 'rate_limit_error', code: 'slow_down' });
    }
    case 'entitlement':
      return openaiError(403, headers, {
        message: 'Country, region, or territory not supported',
        type: 'request_forbidden',
        code: 'unsupported_country_region_territory',
      });
    default:
      return null;
  }
}

/** Bodies of PROVIDERS.md §2.5. */
function anthropicFault(answer: Answer, call: Call): Reply | null {
  const headers = anthropicHeaders(call.serial);
  const limited = (message: string, more: Headers, code?: string) =>
    anthropicError(429, { ...headers, ...more }, call.serial, {
      type: 'rate_limit_error',
      message,
      ...(code ? { details: { error_code: code } } : {}),
    });
  switch (answer.kind) {
    case 'refused-key':
      return anthropicWrongKey(headers, call.serial, call.key);
    case 'no-credit': {
      if (call.method !== 'POST') return null;
      const message =
        'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or ' +
        'purchase credits.';
      return anthropicError(400, headers, call.serial, { type: 'invalid_request_error', message });
    }
    case 'spend-cap': {
      if (call.method !== 'POST') return null;
      const message =
        'You have reached your API usage limits: your organization has crossed its monthly API usage threshold, set ' +
        `based on your organization's API tier. You will regain access on ${nextMonth(call.wall)} at 00:00 UTC.`;
      return limited(message, {}, 'enforced_spend_limit_reached');
    }
    case 'overloaded':
      return anthropicError(529, headers, call.serial, { type: 'overloaded_error', message: 'Overloaded' });
    case 'server-error':
      return anthropicError(500, headers, call.serial, { type: 'api_error', message: 'Internal server error' });
    case 'ramp': {
      const message = 'Your usage is growing too fast. Please increase your traffic gradually.';
      return limited(message, { 'retry-after': '15' }, 'ramp_limit_exceeded');
    }
    case 'concurrency':
      return limited('Number of concurrent connections has exceeded your rate limit.', { 'retry-after': '5' });
    case 'entitlement':
      return limited('Extra usage is required for long context requests.', {});
    default:
      return null;
  }
}

function page(status: number, headers: Headers, text: string, type: string): Reply {
  return { status, headers: { ...headers, 'content-type': type }, frames: [{ text, tokens: 0 }] };
}

/** The first day of the month after a moment in milliseconds since the epoch, as 2026-09-01. */
function nextMonth(wall: number): string {
  const date = new Date(wall);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
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

/** The ordinary answer as `answer` changes it; which junk a header gets differs from request to request. */
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
