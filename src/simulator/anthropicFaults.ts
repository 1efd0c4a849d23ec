import { MINUTE } from '../core/model/limit.ts';
import { isAdminPath } from './adminPaths.ts';
import type { Answer } from './answers.ts';
import {
  anthropicBadRequest,
  anthropicError,
  anthropicRefusal,
  anthropicUnknownModel,
  anthropicUnknownPath,
  anthropicWrongKey,
} from './anthropicErrors.ts';
import { anthropicHeaders } from './anthropicHeaders.ts';
import { type Call, modelOf } from './call.ts';
import type { ModelLimit } from './models.ts';
import { type Reply, type ReplyHeaders, waitHeaders } from './reply.ts';

const usualModel = 'claude-sonnet-5';

/**
 * Bodies of docs/providers.md, Anthropic: errors and Anthropic: subscriptions. Lists of models are refused only where
 * every request is.
 */
export function anthropicFault(answer: Answer, call: Call): Reply | null {
  const headers = anthropicHeaders(call.serial);
  switch (answer.kind) {
    case 'refused-key':
      return anthropicWrongKey(headers, call.serial, call.key);
    case 'forbidden': {
      const message = 'Your API key does not have permission to use the specified resource.';
      return anthropicError(403, headers, call.serial, { type: 'permission_error', message });
    }
    case 'overloaded': {
      const withWait = { ...headers, ...waitHeaders(answer.retryAfter) };
      return anthropicError(529, withWait, call.serial, { type: 'overloaded_error', message: 'Overloaded' });
    }
    case 'server-error':
      return anthropicError(500, headers, call.serial, { type: 'api_error', message: 'Internal server error' });
    default:
      return call.method === 'POST' || isAdminPath(call.path) ? refusedRequest(answer, call, headers) : null;
  }
}

function refusedRequest(answer: Answer, call: Call, headers: ReplyHeaders): Reply | null {
  const wait = 'retryAfter' in answer ? answer.retryAfter : undefined;
  return refusals[answer.kind]?.({ wait, call, headers }) ?? null;
}

/** A refusal before it is written; `wait` in seconds, where the answer names one. */
interface Refused {
  readonly wait: number | undefined;
  readonly call: Call;
  readonly headers: ReplyHeaders;
}

const refusals: Readonly<Partial<Record<Answer['kind'], (refused: Refused) => Reply>>> = {
  'no-credit': ({ call, headers }) =>
    anthropicBadRequest(
      headers,
      call.serial,
      'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or ' +
        'purchase credits.',
    ),
  'spend-cap': (refused) =>
    limited(
      refused,
      'You have reached your API usage limits: your organization has crossed its monthly API usage threshold, set ' +
        `based on your organization's API tier. You will regain access on ${nextMonth(refused.call.wall)} at 00:00 UTC.`,
      {},
      'enforced_spend_limit_reached',
    ),
  entitlement: (refused) => limited(refused, 'Extra usage is required for long context requests.'),
  'wrong-address': ({ call, headers }) => anthropicUnknownPath(headers, call.serial),
  'unknown-model': ({ call, headers }) => anthropicUnknownModel(headers, call.serial, modelOf(call, usualModel)),
  'too-large': ({ call, headers }) => {
    const message = 'Request exceeds the maximum size';
    return anthropicError(413, headers, call.serial, { type: 'request_too_large', message });
  },
  'too-long': ({ call, headers }) =>
    anthropicBadRequest(headers, call.serial, 'prompt is too long: 208310 tokens > 200000 maximum'),
  'bad-request': ({ call, headers }) => anthropicBadRequest(headers, call.serial, 'temperature: range: 0..1'),
  rate: ({ wait = 24, call, headers }) => {
    const limit: ModelLimit = { unit: 'input-tokens', pool: 'standard', window: MINUTE, capacity: 30_000 };
    const refusal = { limit, used: 0, requested: 0, tooLarge: false, wait };
    return anthropicRefusal(modelOf(call, usualModel), refusal, headers, call.serial);
  },
  'daily-rate': (refused) =>
    // The daily variant of the wording of 2024 is known from tests of clients only (docs/providers.md, Anthropic:
    // errors).
    limited(
      refused,
      'Number of requests has exceeded your daily rate limit (https://docs.anthropic.com/en/api/rate-limits); see ' +
        'the response headers for current usage. Please try again later.',
      waitHeaders(refused.wait ?? 432),
    ),
  ramp: (refused) => {
    const message = 'Your usage is growing too fast. Please increase your traffic gradually.';
    return limited(refused, message, waitHeaders(refused.wait ?? 15), 'ramp_limit_exceeded');
  },
  concurrency: (refused) => {
    const message = 'Number of concurrent connections has exceeded your rate limit.';
    return limited(refused, message, waitHeaders(refused.wait ?? 5));
  },
  throttled: (refused) => limited(refused, 'Rate limited', waitHeaders(refused.wait)),
  'plan-window': (refused) => {
    const wait = refused.wait ?? 13_872;
    const unified = {
      'anthropic-ratelimit-unified-status': 'rejected',
      'anthropic-ratelimit-unified-5h-status': 'rejected',
      'anthropic-ratelimit-unified-5h-utilization': '1.08',
      'anthropic-ratelimit-unified-reset': String(Math.round(refused.call.wall / 1000) + wait),
    };
    const message = "This request would exceed your account's rate limit. Please try again later.";
    return limited(refused, message, { ...unified, ...waitHeaders(wait) });
  },
};

function limited({ call, headers }: Refused, message: string, more: ReplyHeaders = {}, code?: string): Reply {
  return anthropicError(429, { ...headers, ...more }, call.serial, {
    type: 'rate_limit_error',
    message,
    ...(code ? { details: { error_code: code } } : {}),
  });
}

/** The first day of the month after a moment in milliseconds since the epoch, as 2026-09-01. */
function nextMonth(wall: number): string {
  const date = new Date(wall);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
}
