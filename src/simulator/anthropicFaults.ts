import { MINUTE } from '../core/model/limit.ts';
import type { Answer } from './answers.ts';
import {
  anthropicBadRequest,
  anthropicError,
  anthropicRefusal,
  anthropicUnknownModel,
  anthropicWrongKey,
} from './anthropicErrors.ts';
import { anthropicHeaders } from './anthropicHeaders.ts';
import { type Call, modelOf } from './call.ts';
import type { ModelLimit } from './models.ts';
import { type Headers, type Reply, waitHeaders } from './reply.ts';

const MODEL = 'claude-sonnet-5';

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
      return call.method === 'POST' ? refusedRequest(answer, call, headers) : null;
  }
}

function refusedRequest(answer: Answer, call: Call, headers: Headers): Reply | null {
  const model = modelOf(call, MODEL);
  const limited = (message: string, more: Headers, code?: string) =>
    anthropicError(429, { ...headers, ...more }, call.serial, {
      type: 'rate_limit_error',
      message,
      ...(code ? { details: { error_code: code } } : {}),
    });
  switch (answer.kind) {
    case 'no-credit':
      return anthropicBadRequest(
        headers,
        call.serial,
        'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or ' +
          'purchase credits.',
      );
    case 'spend-cap':
      return limited(
        'You have reached your API usage limits: your organization has crossed its monthly API usage threshold, set ' +
          `based on your organization's API tier. You will regain access on ${nextMonth(call.wall)} at 00:00 UTC.`,
        {},
        'enforced_spend_limit_reached',
      );
    case 'entitlement':
      return limited('Extra usage is required for long context requests.', {});
    case 'unknown-model':
      return anthropicUnknownModel(headers, call.serial, model);
    case 'too-large': {
      const message = 'Request exceeds the maximum size';
      return anthropicError(413, headers, call.serial, { type: 'request_too_large', message });
    }
    case 'too-long':
      return anthropicBadRequest(headers, call.serial, 'prompt is too long: 208310 tokens > 200000 maximum');
    case 'bad-request':
      return anthropicBadRequest(headers, call.serial, 'temperature: range: 0..1');
    case 'rate': {
      const limit: ModelLimit = { unit: 'input-tokens', pool: 'standard', window: MINUTE, capacity: 30_000 };
      const wait = answer.retryAfter ?? 24;
      return anthropicRefusal(model, { limit, used: 0, requested: 0, tooLarge: false, wait }, headers, call.serial);
    }
    case 'daily-rate':
      // The daily variant of the wording of 2024 is known from tests of clients only (docs/providers.md, Anthropic:
      // errors).
      return limited(
        'Number of requests has exceeded your daily rate limit (https://docs.anthropic.com/en/api/rate-limits); see ' +
          'the response headers for current usage. Please try again later.',
        waitHeaders(answer.retryAfter ?? 432),
      );
    case 'ramp': {
      const message = 'Your usage is growing too fast. Please increase your traffic gradually.';
      return limited(message, waitHeaders(answer.retryAfter ?? 15), 'ramp_limit_exceeded');
    }
    case 'concurrency': {
      const message = 'Number of concurrent connections has exceeded your rate limit.';
      return limited(message, waitHeaders(answer.retryAfter ?? 5));
    }
    case 'throttled':
      return limited('Rate limited', waitHeaders(answer.retryAfter));
    case 'plan-window': {
      const wait = answer.retryAfter ?? 13_872;
      const unified = {
        'anthropic-ratelimit-unified-status': 'rejected',
        'anthropic-ratelimit-unified-5h-status': 'rejected',
        'anthropic-ratelimit-unified-5h-utilization': '1.08',
        'anthropic-ratelimit-unified-reset': String(Math.round(call.wall / 1000) + wait),
      };
      const message = "This request would exceed your account's rate limit. Please try again later.";
      return limited(message, { ...unified, ...waitHeaders(wait) });
    }
    default:
      return null;
  }
}

/** The first day of the month after a moment in milliseconds since the epoch, as 2026-09-01. */
function nextMonth(wall: number): string {
  const date = new Date(wall);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
}
