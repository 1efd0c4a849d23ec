import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf, networkFailure } from '../../../../src/core/causes/failureOf.ts';
import { causes } from '../../../../src/core/model/failure.ts';
import { fc, runsAtLeast } from '../fastCheck.ts';

function causeOf(status: number, body: unknown, headers: Record<string, string> = {}) {
  return failureOf({ status, headers, body })?.cause;
}

const openai = (message: string, type: string | null, code: string | null) => ({
  error: { message, type, param: null, code },
});
const anthropic = (type: string, message: string, details?: object) => ({
  type: 'error',
  error: { type, message, details },
});

test('each refusal is told apart by what the provider sent', () => {
  const quota = 'You exceeded your current quota, please check your plan and billing details.';
  for (const [cause, status, body, headers] of [
    ['rate', 429, openai('Rate limit reached', 'requests', 'rate_limit_exceeded')],
    ['rate', 429, anthropic('rate_limit_error', 'Slow'), { 'retry-after': '3' }],
    ['throttled', 429, anthropic('rate_limit_error', 'Rate limited')],
    ['unknown', 429, undefined],
    ['quota-exhausted', 429, openai(quota, 'insufficient_quota', 'insufficient_quota')],
    ['quota-exhausted', 429, openai(quota, 'insufficient_quota', null)],
    ['quota-exhausted', 429, openai('No credit', 'insufficient_quota', 'credit_balance_exhausted')],
    ['quota-exhausted', 402, anthropic('billing_error', 'Pay')],
    ['quota-exhausted', 400, anthropic('invalid_request_error', 'Your credit balance is too low to access the API.')],
    ['spend-limit', 400, openai('Billing hard limit has been reached', 'x', 'billing_hard_limit_reached')],
    ['spend-limit', 429, openai(quota, 'insufficient_quota', 'project_spend_limit_exceeded')],
    [
      'spend-limit',
      400,
      anthropic('invalid_request_error', 'You have reached your specified workspace API usage limits.'),
    ],
    ['spend-limit', 429, anthropic('rate_limit_error', 'Cap', { error_code: 'enforced_spend_limit_reached' })],
    ['spend-limit', 429, anthropic('rate_limit_error', 'You have reached your API usage limits: your organization …')],
    ['ramp', 429, openai('Slow down', 'rate_limit_error', 'slow_down'), { 'retry-after': '15' }],
    ['ramp', 429, anthropic('rate_limit_error', 'Ramp', { error_code: 'ramp_limit_exceeded' })],
    [
      'concurrency',
      429,
      anthropic('rate_limit_error', 'Number of concurrent connections has exceeded your rate limit.'),
    ],
    ['entitlement', 429, anthropic('rate_limit_error', 'Extra usage is required for long context requests.')],
    ['plan-window', 429, anthropic('rate_limit_error', "This request would exceed your account's rate limit.")],
    ['plan-window', 429, undefined, { 'anthropic-ratelimit-unified-5h-status': 'rejected', 'retry-after': '13262' }],
    [
      'request-too-large',
      429,
      openai('Request too large for gpt-4o … Limit 30000, Requested 31538.', 'tokens', 'rate_limit_exceeded'),
    ],
    [
      'request-too-large',
      429,
      openai('… on tokens per min (TPM): Limit 30000, Used 0, Requested 31538.', 'tokens', null),
    ],
    ['request-too-large', 413, anthropic('request_too_large', 'Request exceeds the maximum size')],
    ['context-too-long', 400, openai('Your input exceeds the context window', 'x', 'context_length_exceeded')],
    ['key-invalid', 401, openai('Incorrect API key provided: ***.', 'invalid_request_error', 'invalid_api_key')],
    ['key-invalid', 401, anthropic('authentication_error', 'invalid x-api-key')],
    ['forbidden', 403, openai('Country, region, or territory not supported', 'x', null)],
    ['model-not-found', 404, openai('The model does not exist', 'invalid_request_error', 'model_not_found')],
    ['overloaded', 529, anthropic('overloaded_error', 'Overloaded')],
    ['overloaded', 503, openai('No capacity', 'service_unavailable_error', 'server_is_overloaded')],
    ['overloaded', 503, 'upstream connect error'],
    ['server-error', 500, openai('Sorry about that!', 'server_error', null)],
    ['server-error', 500, openai('Bad key of yours, Basic dXNlcg==, see https://x.example/', null, null)],
    ['server-error', 502, '<html>'],
    ['unknown', 400, openai('Bad', 'invalid_request_error', null)],
    ['unknown', 418, null],
  ] as const) {
    assert.equal(causeOf(status, body, headers), cause, `${status} ${JSON.stringify(body)}`);
  }
});

test('an answer that succeeded is no failure', () => {
  for (const status of [200, 204, 304]) assert.equal(failureOf({ status, headers: {}, body: 'x' }), null);
  const fine = { object: 'response', error: null, output: [{ text: 'Rate limit reached' }] };
  for (const body of [fine, JSON.stringify(fine), `event: message\ndata: ${JSON.stringify(fine)}\n\n`, undefined, []])
    assert.equal(failureOf({ status: 200, headers: {}, body }), null);
});

test('an error inside a successful answer is a failure with the status that the body names', () => {
  const overloaded = anthropic('overloaded_error', 'Overloaded');
  const streamed = `event: message_start\ndata: {"type":"message_start"}\n\nevent: error\ndata: ${JSON.stringify(overloaded)}\n\n`;
  const failed = openai(limitReached, 'tokens', 'rate_limit_exceeded');
  for (const [cause, body] of [
    ['overloaded', overloaded],
    ['overloaded', streamed],
    ['rate', { status: 'failed', ...failed }],
    ['rate', `event: response.failed\ndata: ${JSON.stringify({ type: 'response.failed', response: failed })}\n\n`],
    ['quota-exhausted', { error: { message: 'Insufficient credits', code: 402 } }],
    ['server-error', { choices: [{ finish_reason: 'error', error: { code: 502, message: 'Upstream failed' } }] }],
    ['key-invalid', { error: { code: '401', message: 'No.' } }],
  ] as const) {
    const failure = failureOf({ status: 200, headers: {}, body });
    assert.equal(failure?.cause, cause, JSON.stringify(body));
    assert.equal(failure?.status, 200);
    assert.ok((failure?.message.length ?? 0) < 150, failure?.message);
  }
});

const limitReached =
  'Rate limit reached for gpt-4o on tokens per min (TPM): Limit 30000, Used 29937, Requested 385. Please try again in 644ms.';

test('money, keys and sizes are told under whatever status, and a bare status never says more than it does', () => {
  const gemini = (quotaId: string, quotaValue: string) => ({
    error: {
      code: 429,
      message: 'You exceeded your current quota, please check your plan and billing details.',
      status: 'RESOURCE_EXHAUSTED',
      details: [
        { violations: [{ quotaMetric: 'generativelanguage.googleapis.com/free_tier_requests', quotaId, quotaValue }] },
      ],
    },
  });
  for (const [cause, status, body, headers] of [
    ['key-invalid', 400, { code: 'invalid-argument', error: 'Incorrect API key provided: xa***ey.' }],
    ['key-invalid', 400, { error: { code: 400, message: 'API key not valid. Please pass a valid API key.' } }],
    ['quota-exhausted', 403, { code: 'x', error: "Your newly created teams doesn't have any credits yet." }],
    ['quota-exhausted', 402, null, { 'x-error-message': 'You have depleted your monthly included credits' }],
    ['spend-limit', 403, { error: { message: 'Key limit exceeded (monthly limit).', code: 403 } }],
    ['model-not-found', 403, openai('Project `p` does not have access to model `m`', 'x', 'model_not_found')],
    ['forbidden', 401, openai('You have insufficient permissions for this operation. Missing scopes: a', 'x', null)],
    ['rate', 429, gemini('GenerateRequestsPerDayPerProjectPerModel-FreeTier', '50')],
    ['entitlement', 429, gemini('GenerateRequestsPerDayPerProjectPerModel-FreeTier', '0')],
    [
      'ramp',
      429,
      anthropic('rate_limit_error', 'exceed your maximum usage increase rate for input tokens per minute.'),
    ],
    ['throttled', 429, '<!DOCTYPE html><html><h1>Error 1015</h1><p>You are being rate limited</p></html>'],
    ['overloaded', 429, { error: { message: 'x', type: 'engine_overloaded_error' } }],
    ['plan-window', 429, null, { 'x-codex-primary-used-percent': '100' }],
    ['rate', 429, null, { 'x-codex-primary-used-percent': '99', 'retry-after': '1' }],
    ['unknown', 429, null, { 'x-codex-primary-used-percent': '99' }],
    ['unknown', 429, 'Too Many Requests'],
    ['unknown', 429, 'Rate limit exceeded'],
    ['throttled', 429, { error: { message: 'Rate limit exceeded' } }],
    ['throttled', 429, { detail: 'Request was throttled. Expected available in 1 second.' }],
    ['unknown', 429, anthropic('rate_limit_error', 'Something new')],
    ['unknown', 429, openai('…', 'tokens', 'rate_limit_exceeded')],
    ['server-error', 520, '<html>'],
  ] as const) {
    assert.equal(causeOf(status, body, headers ?? {}), cause, `${status} ${JSON.stringify(body)}`);
  }
});

test('the limit that a refusal names comes with its unit, window, capacity and what was left', () => {
  const named = (message: string) => failureOf({ status: 429, headers: {}, body: message })?.limit;
  for (const [message, unit, window, capacity, left, requested = null] of [
    ['on tokens per min (TPM): Limit 30000, Used 29937, Requested 385.', 'tokens', 60, 30_000, 63, 385],
    ['on tokens per min (TPM): Limit 30,000, Used 31,000, Requested 1.', 'tokens', 60, 30_000, 0, 1],
    ['on requests per day (RPD): Limit 200, Used 200, Requested 1.', 'requests', 86_400, 200, 0, 1],
    ['on images per min (IPM): Limit: 5 / min', 'images', 60, 5, null],
    ['on tokens per min. Limit: 10000 / min. Please', 'tokens', 60, 10_000, null],
    ['on requests per hour. Limit: 150000.000000 / hour', 'requests', 3600, 150_000, null],
    ["your organization's rate limit of 30,000 input tokens per minute (org: x)", 'input-tokens', 60, 30_000, null],
    ['of 1,000,000 output tokens per minute', 'output-tokens', 60, 1_000_000, null],
    ['of 50 requests per minute', 'requests', 60, 50, null],
    ['on tokens per min (TPM): Limit ,,, Used . Requested', 'tokens', 60, null, null],
  ] as const) {
    assert.deepEqual(named(message), { unit, window, capacity, left, requested }, message);
  }
  assert.equal(named('a token of love, limit 5'), null);
});

test('the wait comes from the headers, else from "try again in"', () => {
  const wait = (message: string, headers = {}) => failureOf({ status: 429, headers, body: message })?.retryAfter;
  assert.equal(wait('Please try again in 7m12s. Visit'), 432);
  assert.equal(wait('Please try again in 644ms.'), 0.644);
  assert.equal(wait('Please try again in 20s'), 20);
  assert.equal(wait('Please try again in 20s', { 'retry-after': '21' }), 21);
  assert.equal(wait('Please try again in a while'), null);
  assert.equal(wait('Please try again in 0s'), null);
});

test('waits in words, fields and headers of other providers are seconds as well', () => {
  const wait = (body: unknown, headers = {}) => failureOf({ status: 429, headers, body })?.retryAfter;
  assert.equal(wait('Please retry after 23 seconds.'), 23);
  assert.equal(wait('Please wait 5631 seconds before retrying.'), 5631);
  assert.equal(wait('Please wait 3 minutes before trying again.'), 180);
  assert.equal(wait('Your quota will reset after 3h20m11s.'), 12_011);
  assert.equal(wait('Please retry in 48.9s.'), 48.9);
  assert.equal(wait({ error: { details: [{ retryDelay: '24s' }] } }), 24);
  assert.equal(wait({ retry_after: 7 }), 7);
  assert.equal(wait({ error: { type: 'usage_limit_reached', resets_in_seconds: 13_872 } }), 13_872);
  assert.equal(wait(null, { 'x-codex-primary-used-percent': '100', 'x-codex-primary-reset-after-seconds': '90' }), 90);
  const unified = { 'anthropic-ratelimit-unified-reset': '1786055718', date: 'Thu, 06 Aug 2026 22:34:18 GMT' };
  assert.equal(wait(null, unified), 60);
  assert.equal(wait(null, { 'x-ratelimit-timeremaining': '12' }), 12);
  for (const body of [
    'Retrying in 5 seconds',
    'try again in 99999999 seconds',
    'wait 0 seconds',
    'retry after 5 apples',
  ])
    assert.equal(wait(body), null, body);
});

test('a limit of zero, an empty body, an array, numbers in place of words: nothing throws', () => {
  for (const body of [
    '',
    '{',
    '{"error":5}',
    '[]',
    [],
    0,
    null,
    true,
    { error: null },
    { error: [] },
    { error: 'x' },
    { error: { message: 5, type: {}, code: 7 } },
  ])
    assert.equal(failureOf({ status: 429, headers: {}, body })?.status, 429);
});

test('whatever a provider sends, a failure is bounded, hides the key and has no impossible number', () => {
  const secret = 'K3y-of-my-own/endpoint+1';
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(
        secret,
        `Limit ${'9'.repeat(30)}, Used 1`,
        `x${secret}`,
        'try again in 99h',
        1e308,
        -1,
        null,
        true,
      ),
      fc.string(),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom('error', 'message', 'type', 'code', 'details', 'error_code', '__proto__'),
        tie('node'),
      ),
    ),
  }));
  const headers = fc.dictionary(
    fc.constantFrom('retry-after', 'retry-after-ms', 'date'),
    fc.oneof(fc.string(), fc.constantFrom(secret, '-1', '1e9')),
  );
  fc.assert(
    fc.property(tree.node, fc.boolean(), headers, fc.integer({ min: 100, max: 999 }), (node, asText, sent, status) => {
      const body: unknown = asText ? JSON.stringify(node) : node;
      const failure = failureOf({ status, headers: sent, body }, [secret]);
      if (failure === null) return;
      assert.ok(causes.some((cause) => cause === failure.cause));
      assert.ok(failure.message.length <= 2000);
      assert.ok((failure.type ?? '').length <= 100 && (failure.code ?? '').length <= 100);
      assert.ok(failure.retryAfter === null || (failure.retryAfter > 0 && failure.retryAfter < Infinity));
      const { capacity = null, left = null } = failure.limit ?? {};
      assert.ok(capacity === null || (capacity >= 0 && capacity <= 1e15));
      assert.ok(left === null || (left >= 0 && left <= (capacity ?? 0)));
      assert.equal(JSON.stringify(failure).includes(secret), false);
    }),
    { numRuns: runsAtLeast(1000) },
  );
});

test('a key is hidden before the message is cut, so that no part of it stays at the end', () => {
  const secret = 'abcdefghijklmnopqrstuvwxyz';
  for (let before = 1960; before <= 2005; before++) {
    const failure = failureOf({ status: 400, headers: {}, body: `${'x '.repeat(before / 2)}${secret}` }, [secret]);
    assert.equal(failure?.message.includes('abcd'), false);
    assert.equal(networkFailure(`${'x '.repeat(before / 2)}${secret}`, [secret]).message.includes('abcd'), false);
  }
});

test('a megabyte of junk is read to the end', () => {
  for (const part of [
    'Limit ',
    'try again in 1',
    '(TPM) Limit 1',
    'of 1 tokens per ',
    '{"error":',
    '[',
    '\\u0000',
    'Request too large ',
  ]) {
    const failure = failureOf({ status: 429, headers: {}, body: part.repeat(Math.ceil(1e6 / part.length)) });
    assert.ok(failure && failure.message.length <= 2000);
  }
});
