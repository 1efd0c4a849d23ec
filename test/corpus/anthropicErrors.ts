import { type CorpusResponse, responsesOf, told } from './response.ts';

const { refusal } = responsesOf('anthropic');

/** The envelope of Anthropic's errors; `errorCode` as the details name it. */
function error(type: string, message: string, errorCode?: string): object {
  const details = errorCode === undefined ? {} : { details: { error_code: errorCode } };
  return { type: 'error', error: { type, message, ...details }, request_id: 'req_corpus' };
}

const capped =
  "You have reached your API usage limits: your organization has crossed its monthly API usage threshold, set based on your organization's API tier. You will regain access on 2026-12-01 at 00:00 UTC.";

export const anthropicErrors: readonly CorpusResponse[] = [
  refusal('input tokens a minute, wording of 2026', {
    body: error(
      'rate_limit_error',
      "This request would exceed your organization's rate limit of 35,000 input tokens per minute (org: 00000000-0000-4000-8000-000000000000, model: claude-haiku-4-5). For details, refer to: https://docs.claude.com/en/api/rate-limits. You can see the response headers for current usage.",
    ),
    failure: told('rate', 'wait', null, 'input-tokens/60/35000'),
  }),
  refusal('output tokens a minute, wording of 2025', {
    headers: { 'retry-after': '26' },
    body: error(
      'rate_limit_error',
      'This request would exceed the rate limit for your organization (00000000-0000-4000-8000-000000000000) of 16,000 output tokens per minute. For details, refer to: https://docs.anthropic.com/en/api/rate-limits.',
    ),
    failure: told('rate', 'wait', 26, 'output-tokens/60/16000'),
  }),
  refusal('tokens a minute, wording of 2024', {
    body: error(
      'rate_limit_error',
      'Number of request tokens has exceeded your per-minute rate limit (https://docs.anthropic.com/en/api/rate-limits); see the response headers for current usage.',
    ),
    failure: told('rate', 'wait', null, 'tokens/60/null'),
  }),
  refusal('requests a minute, wording of 2024', {
    body: error(
      'rate_limit_error',
      'Number of requests has exceeded your per-minute rate limit (https://docs.anthropic.com/en/api/rate-limits); see the response headers for current usage.',
    ),
    failure: told('rate', 'wait', null, 'requests/60/null'),
  }),
  refusal('growth that is too steep', {
    headers: { 'retry-after': '35' },
    body: error(
      'rate_limit_error',
      "This request would exceed your organization's maximum usage increase rate for input tokens per minute. Please scale up your input tokens usage more gradually to stay within the acceleration limit.",
    ),
    failure: told('ramp', 'slow-down', 35),
  }),
  refusal('growth that is too steep, by its code', {
    headers: { 'retry-after': '12' },
    body: error('rate_limit_error', 'Usage grew too fast.', 'ramp_limit_exceeded'),
    failure: told('ramp', 'slow-down', 12),
  }),
  refusal('too many at a time', {
    body: error('rate_limit_error', 'Number of concurrent connections has exceeded your rate limit.'),
    failure: told('concurrency', 'slow-down'),
  }),
  refusal('the server slows everybody down', {
    body: error('rate_limit_error', 'Rate limited'),
    failure: told('throttled', 'wait'),
  }),
  refusal('long contexts that are not paid for', {
    body: error('rate_limit_error', 'Extra usage is required for long context requests.'),
    failure: told('entitlement', 'switch'),
  }),
  refusal('long contexts that are not paid for, wording of 2026', {
    body: error('rate_limit_error', 'Usage credits are required for long context requests.'),
    failure: told('entitlement', 'switch'),
  }),
  refusal('the monthly cap, by its code', {
    body: error('rate_limit_error', capped, 'enforced_spend_limit_reached'),
    failure: told('spend-limit', 'pay'),
  }),
  refusal('the monthly cap, by its words', {
    body: error('rate_limit_error', capped),
    failure: told('spend-limit', 'pay'),
  }),
  refusal('the spend limit of a contract', {
    body: error('rate_limit_error', 'The contract allows no more.', 'contract_spend_limit_reached'),
    failure: told('spend-limit', 'pay'),
  }),
  refusal('a limit that the organization set itself', {
    status: 400,
    body: error(
      'invalid_request_error',
      'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.',
    ),
    failure: told('spend-limit', 'pay'),
  }),
  refusal('a limit that a workspace set itself', {
    status: 400,
    body: error('invalid_request_error', 'You have reached your specified workspace API usage limits.'),
    failure: told('spend-limit', 'pay'),
  }),
  refusal('no credit, with 400', {
    status: 400,
    body: error(
      'invalid_request_error',
      'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
    ),
    failure: told('quota-exhausted', 'pay'),
  }),
  refusal('payment required', {
    status: 402,
    body: error('billing_error', 'There is a problem with your payment method.'),
    failure: told('quota-exhausted', 'pay'),
  }),
  refusal('the spend limit of a linked organization', {
    status: 402,
    body: error(
      'billing_error',
      'The linked organization cannot spend more.',
      'linked_organization_spend_limit_reached',
    ),
    failure: told('spend-limit', 'pay'),
  }),
  refusal('a linked organization that cannot be billed', {
    status: 402,
    body: error(
      'billing_error',
      'The linked organization cannot be billed.',
      'linked_organization_billing_unavailable',
    ),
    failure: told(['entitlement', 'quota-exhausted'], ['switch', 'pay']),
  }),
  refusal('a wrong key', {
    status: 401,
    headers: { 'x-should-retry': 'false' },
    body: error('authentication_error', 'invalid x-api-key'),
    failure: told('key-invalid', 'fix-key'),
  }),
  refusal('a right that the key lacks', {
    status: 403,
    body: error('permission_error', 'Your API key does not have permission to use the specified resource.'),
    failure: told('forbidden', 'fix-key'),
  }),
  refusal('an organization on hold', {
    status: 403,
    body: error('permission_error', 'This organization is on hold.', 'organization_on_hold'),
    failure: told('forbidden', ['fix-key', 'report', 'switch']),
  }),
  refusal('no such model', {
    status: 404,
    body: error('not_found_error', 'model: claude-opus-9'),
    failure: told('model-not-found', 'switch'),
  }),
  refusal('a body that is too large', {
    status: 413,
    body: error('request_too_large', 'Request exceeds the maximum size'),
    failure: told('request-too-large', 'shrink'),
  }),
  refusal('a context that is full', {
    status: 400,
    body: error('invalid_request_error', 'prompt is too long: 214907 tokens > 200000 maximum'),
    failure: told('context-too-long', 'shrink'),
  }),
  refusal('a longer answer than there is', {
    status: 400,
    body: error(
      'invalid_request_error',
      'max_tokens: 90000 > 64000, which is the maximum allowed number of output tokens for some-model',
    ),
    failure: told('request-too-large', 'shrink'),
  }),
  refusal('a conflict', {
    status: 409,
    body: error('conflict_error', 'The resource was changed meanwhile.'),
    failure: told('unknown', 'report'),
  }),
  refusal('an error of the server', {
    status: 500,
    body: error('api_error', 'Internal server error'),
    failure: told('server-error', 'wait'),
  }),
  refusal('a timeout of the server', {
    status: 504,
    body: error('timeout_error', 'The request took too long.'),
    failure: told('server-error', 'wait'),
  }),
  refusal('overloaded', {
    status: 529,
    body: error('overloaded_error', 'Overloaded'),
    failure: told('overloaded', 'wait'),
  }),
  refusal('overloaded in a stream', {
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
    body: 'event: message_start\ndata: {"type":"message_start"}\n\nevent: ping\ndata: {"type":"ping"}\n\nevent: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n',
    failure: told('overloaded', 'wait'),
  }),
];
