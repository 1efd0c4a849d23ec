import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startScene } from './answerScene.ts';

const { clock, simulator, chat, message, errors } = await startScene();

test('a refused key', async () => {
  const seen = await errors({ kind: 'refused-key' });
  assert.deepEqual(seen.statuses, [401, 401]);
  assert.equal(seen.openai.code, 'invalid_api_key');
  assert.equal(
    seen.openai.message,
    'Incorrect API key provided: ***. You can find your API key at https://platform.openai.com/account/api-keys.',
  );
  assert.deepEqual(seen.anthropic, { type: 'authentication_error', message: 'invalid x-api-key' });
  assert.equal(seen.limits, 0);
});

test('no credit: 429 at OpenAI, 400 at Anthropic, and the list of models still answers', async () => {
  const seen = await errors({ kind: 'no-credit' });
  assert.deepEqual(seen.statuses, [429, 400]);
  assert.deepEqual([seen.openai.type, seen.openai.code], ['insufficient_quota', 'insufficient_quota']);
  assert.match(seen.openai.message, /^You exceeded your current quota/);
  assert.equal(seen.anthropic.type, 'invalid_request_error');
  assert.match(seen.anthropic.message, /^Your credit balance is too low to access the Anthropic API\./);
  assert.deepEqual(seen.retryAfter, [null, null]);
  const models = await fetch(`${simulator.openaiBaseUrl}/models`, {
    headers: { authorization: 'Bearer sk-simulator' },
  });
  assert.equal(models.status, 200);
});

test('a spend cap names when access comes back, without retry-after', async () => {
  const seen = await errors({ kind: 'spend-cap' });
  assert.deepEqual(seen.statuses, [429, 429]);
  assert.equal(seen.openai.code, 'organization_spend_limit_exceeded');
  assert.deepEqual(seen.anthropic.details, { error_code: 'enforced_spend_limit_reached' });
  assert.match(seen.anthropic.message, /You will regain access on 2026-09-01 at 00:00 UTC\.$/);
  assert.deepEqual(seen.retryAfter, [null, null]);
});

test('overload, server errors, ramp, concurrency and entitlement', async () => {
  const overloaded = await errors({ kind: 'overloaded' });
  assert.deepEqual(overloaded.statuses, [503, 529]);
  assert.equal(overloaded.openai.code, 'server_is_overloaded');
  assert.deepEqual(overloaded.anthropic, { type: 'overloaded_error', message: 'Overloaded' });

  const broken = await errors({ kind: 'server-error' });
  assert.deepEqual(
    [...broken.statuses, broken.openai.type, broken.anthropic.type],
    [500, 500, 'server_error', 'api_error'],
  );

  const ramp = await errors({ kind: 'ramp' });
  assert.deepEqual([...ramp.statuses, ...ramp.retryAfter], [429, 429, '15', '15']);
  assert.equal(ramp.openai.code, 'slow_down');
  assert.equal(ramp.anthropic.details.error_code, 'ramp_limit_exceeded');

  assert.match((await errors({ kind: 'concurrency' })).anthropic.message, /concurrent connections/);
  const entitlement = await errors({ kind: 'entitlement' });
  assert.deepEqual(entitlement.statuses, [404, 429]);
  assert.match(entitlement.openai.message, /^Your organization must be verified to use the model `gpt-5`\./);
  assert.match(entitlement.anthropic.message, /^Extra usage is required for long context requests\.$/);
});

test('limits of a minute and of a day, in the words of a real refusal', async () => {
  const minute = await errors({ kind: 'rate' });
  assert.deepEqual([...minute.statuses, ...minute.retryAfter], [429, 429, '24', '24']);
  assert.match(
    minute.openai.message,
    /on tokens per min \(TPM\): Limit 500000, Used 500000, Requested 200000\. Please try again in 24s\./,
  );
  assert.match(minute.anthropic.message, /rate limit of 30,000 input tokens per minute/);

  const day = await errors({ kind: 'daily-rate' });
  assert.match(
    day.openai.message,
    /on requests per day \(RPD\): Limit 200, Used 200, Requested 1\. Please try again in 7m12s\./,
  );
  assert.match(day.anthropic.message, /your daily rate limit/);
  assert.deepEqual(day.retryAfter, ['432', '432']);

  const soon = await errors({ kind: 'daily-rate', retryAfter: 3 });
  assert.deepEqual(soon.retryAfter, ['3', '3']);
  assert.match(soon.openai.message, /Limit 28800, Used 28800, Requested 1\. Please try again in 3s\./);
});

test('too large for the limit, and too long for the model', async () => {
  const large = await errors({ kind: 'too-large' });
  assert.deepEqual([...large.statuses, ...large.retryAfter], [429, 413, null, null]);
  assert.match(large.openai.message, /^Request too large for gpt-5 .*Limit 500000, Requested 612350\./);
  assert.equal(large.anthropic.type, 'request_too_large');

  const long = await errors({ kind: 'too-long' });
  assert.deepEqual(long.statuses, [400, 400]);
  assert.equal(long.openai.code, 'context_length_exceeded');
  assert.match(long.anthropic.message, /^prompt is too long: \d+ tokens > \d+ maximum$/);
});

test('throttled without a wait, and the window of a plan with its reset', async () => {
  const throttled = await errors({ kind: 'throttled' });
  assert.deepEqual([...throttled.statuses, ...throttled.retryAfter], [429, 429, null, null]);
  assert.equal(throttled.anthropic.message, 'Rate limited');

  simulator.setAnswer({ kind: 'plan-window', retryAfter: 90 });
  const [openai, anthropic] = [await chat(), await message()];
  const { error } = await openai.json();
  const reset = Math.round(clock.wallNow() / 1000) + 90;
  assert.deepEqual([error.type, error.resets_at, error.resets_in_seconds], ['usage_limit_reached', reset, 90]);
  assert.equal(openai.headers.get('x-codex-primary-reset-after-seconds'), '90');
  assert.equal(anthropic.headers.get('anthropic-ratelimit-unified-5h-status'), 'rejected');
  assert.equal(anthropic.headers.get('anthropic-ratelimit-unified-reset'), String(reset));
});

test('what a key may not do, a model that is not there, and a request that is wrong', async () => {
  assert.deepEqual((await errors({ kind: 'forbidden' })).statuses, [403, 403]);
  const model = await errors({ kind: 'unknown-model' });
  assert.deepEqual([...model.statuses, model.openai.code], [404, 404, 'model_not_found']);
  assert.deepEqual((await errors({ kind: 'bad-request' })).statuses, [400, 400]);
  simulator.setAnswer({ kind: 'unknown-model' });
  const { status } = await fetch(`${simulator.openaiBaseUrl}/models`, {
    headers: { authorization: 'Bearer sk-simulator' },
  });
  assert.equal(status, 200, 'the models that there are can still be listed');
});
