import { anthropicRequestId, organizationId } from './anthropicHeaders.ts';
import type { Refusal } from './limiter.ts';
import { jsonReply, type Reply, type ReplyHeaders } from './reply.ts';

interface AnthropicError {
  readonly type: string;
  readonly message: string;
  readonly details?: { readonly error_code: string };
}

export function anthropicError(status: number, headers: ReplyHeaders, serial: number, error: AnthropicError): Reply {
  return jsonReply(status, headers, { type: 'error', error, request_id: anthropicRequestId(serial) });
}

/**
 * The 429 of a limit, in the words of docs/providers.md, Anthropic: errors. `limits` are the rate-limit headers at the
 * refusal.
 */
export function anthropicRefusal(model: string, refusal: Refusal, limits: ReplyHeaders, serial: number): Reply {
  const { unit, capacity } = refusal.limit;
  const name = `${capacity.toLocaleString('en-US')} ${unit.replace('-', ' ')} per minute`;
  const message =
    `This request would exceed your organization's rate limit of ${name} (org: ${organizationId}, model: ${model}). ` +
    'For details, refer to: https://docs.claude.com/en/api/rate-limits. You can see the response headers for current ' +
    'usage. Please reduce the prompt length or the maximum tokens requested, or try again later. You may also contact ' +
    'sales at https://claude.com/contact-sales to discuss your options for a rate limit increase.';
  const headers = { ...limits, 'retry-after': String(Math.max(1, Math.ceil(refusal.wait - 1e-9))) };
  return anthropicError(429, headers, serial, { type: 'rate_limit_error', message });
}

/** 401 as recorded; docs/providers.md, Anthropic: errors. */
export function anthropicWrongKey(headers: ReplyHeaders, serial: number, key: string | null): Reply {
  const message = key === null ? 'x-api-key header is required' : 'invalid x-api-key';
  return anthropicError(401, { ...headers, 'x-should-retry': 'false' }, serial, {
    type: 'authentication_error',
    message,
  });
}

export function anthropicBadRequest(headers: ReplyHeaders, serial: number, message: string): Reply {
  return anthropicError(400, headers, serial, { type: 'invalid_request_error', message });
}

/** 404 for a path that is none of the API's. */
export function anthropicUnknownPath(headers: ReplyHeaders, serial: number): Reply {
  return anthropicError(404, headers, serial, { type: 'not_found_error', message: 'Not Found' });
}

export function anthropicUnknownModel(headers: ReplyHeaders, serial: number, model: string): Reply {
  return anthropicError(404, headers, serial, { type: 'not_found_error', message: `model: ${model}` });
}
