import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../../src/core/pasted/pastedError.ts';

const limited =
  'Rate limit reached for gpt-4o in organization org-Zk3vQ1xY7bT on tokens per min (TPM): Limit 30000, Used 29937, Requested 385. Please try again in 644ms.';

test('JSON whose quotes a word processor has changed is JSON all the same', () => {
  for (const text of [
    '{“error”: {“message”: “Incorrect API key provided.”, “code”: “invalid_api_key”}}',
    '{‘error’: {‘message’: ‘Incorrect API key provided.’, ‘code’: ‘invalid_api_key’}}',
  ]) {
    const { failure } = diagnose(text);
    assert.deepEqual([failure.message, failure.code], ['Incorrect API key provided.', 'invalid_api_key']);
  }
});

test('of several responses in a dump the last refused one counts, with its own headers, and nothing that was sent', () => {
  const { failure, readings } = diagnose(
    `HTTP/2 401\nretry-after: 99\n\n{"error":{"message":"Incorrect API key provided."}}\n> POST /v1/chat/completions HTTP/2\n> x-api-key: abc\n< HTTP/2 429\n< retry-after: 3\n< x-ratelimit-limit-requests: 500\n< x-ratelimit-remaining-requests: 0\n<\nToo many.\n> POST /v1/again HTTP/2`,
  );
  assert.deepEqual([failure.cause, failure.status, failure.retryAfter], ['rate', 429, 3]);
  assert.equal(failure.message, 'Too many.');
  assert.deepEqual(
    readings.map(({ unit, capacity }) => [unit, capacity]),
    [['requests', 500]],
  );
});

test('the status of a dump stands, whatever other status its words speak of', () => {
  const body = '{"error":{"message":"The image model could not be loaded. Upstream status code: 404."}}';
  const { failure } = diagnose(`HTTP/1.1 400 Bad Request\n\n${body}`);
  assert.deepEqual([failure.cause, failure.status], ['unknown', 400]);
});

test('a status that stands apart from the body belongs to it', () => {
  const diagnosis = diagnose('Provider: openai\nStatus Code: 401\n\nError Output\n\nNo.');
  assert.deepEqual([diagnosis.failure.cause, diagnosis.certainty], ['key-invalid', 'likely']);
});

test('a message that a blank line divides is read as one', () => {
  const { failure } = diagnose('Rate limit is exceeded.\n\nTry again in 2 seconds.');
  assert.deepEqual([failure.cause, failure.retryAfter], ['rate', 2]);
});

test('what a tool says before a colon is not the message', () => {
  const { failure } = diagnose('[API Error: 429 status code (no body)]\n  Please wait.');
  assert.equal(failure.message.includes('(no body)'), true);
});

test('in a megabyte of other lines the error is found, at the front, in the middle and at the end', () => {
  const noise = 'all is well here, nothing to see in this line\n';
  for (const share of [0, 0.5, 1]) {
    const before = Math.round(20_000 * share);
    const { failure } = diagnose(`${noise.repeat(before)}${limited}\n${noise.repeat(20_000 - before)}`);
    assert.deepEqual([failure.cause, failure.limit?.capacity], ['rate', 30_000]);
  }
});

test('where a long text is cut, no number and no key is cut', () => {
  const key = 'AIzaSyA1234567890abcdefghijklmnopq';
  for (let gap = 1440; gap < 1520; gap++) {
    const text = `${'\n'.repeat(100_000)}${key} ${'y'.repeat(gap)} incorrect api key provided\n${'z '.repeat(50_000)}`;
    assert.equal(JSON.stringify(diagnose(text)).includes('567890abc'), false, String(gap));
  }
});

test('where nothing but a status is left, it is likely at most', () => {
  for (const [cause, text] of [
    ['key-invalid', "Error code: 401 - {'error': {'mess"],
    ['key-invalid', 'Request failed with status code 401'],
    ['forbidden', '[403] no'],
    ['overloaded', 'API Error: 529'],
    ['overloaded', 'HTTP 503: try later'],
    ['quota-exhausted', 'Error: 402 {"mess'],
    ['server-error', 'openai.InternalServerError: Error code: 500'],
    ['request-too-large', '413 {"error'],
    ['unknown', 'Error code: 400 - {'],
    ['unknown', 'Error code: 404 - {'],
    ['unknown', 'it took 429 seconds, 50% of 401 lines'],
  ] as const) {
    const diagnosis = diagnose(text);
    assert.equal(diagnosis.failure.cause, cause, text);
    assert.notEqual(diagnosis.certainty, 'certain', text);
  }
});

test('headers in a text mean what they mean at the provider that it is recognised as', () => {
  const dump = (host: string) =>
    diagnose(
      `< HTTP/2 429\n< server: ${host}\n< x-ratelimit-limit-requests: 1000\n< x-ratelimit-remaining-requests: 0\n<\nToo many.`,
    );
  assert.equal(dump('api.groq.com').failure.limit?.window, 86_400);
  assert.equal(dump('api.groq.com').readings[0]?.window, 86_400);
  assert.equal(dump('unheard-of.test').failure.limit?.window, null);
});
