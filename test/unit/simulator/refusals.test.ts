import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MINUTE } from '../../../src/core/model/limit.ts';
import { anthropicRefusal } from '../../../src/simulator/anthropicErrors.ts';
import { Limiter, type Refusal } from '../../../src/simulator/limiter.ts';
import { type Allowances, modelsWithLimits, type SimulatedModel } from '../../../src/simulator/models.ts';
import { openaiRefusal } from '../../../src/simulator/openaiErrors.ts';
import { numberAfter, secondsOf } from './reading.ts';

function limiterOf(id: string, allowances: Allowances): Limiter {
  const [model] = modelsWithLimits([], { [id]: allowances });
  return new Limiter(model as SimulatedModel, 0);
}

function openaiWords(model: string, refusal: Refusal) {
  const reply = openaiRefusal(model, refusal, {});
  const { error } = JSON.parse(reply.frames[0]?.text ?? '');
  const wait = /try again in ([\dhms.]+)\. /.exec(error.message)?.[1];
  return { error, wait: wait === undefined ? null : secondsOf(wait), retryAfter: reply.headers['retry-after'] };
}

test('the recorded OpenAI refusals come out to the letter', () => {
  const tokens = limiterOf('gpt-4o', { tokens: 30_000 });
  tokens.admit(0, 29_937);
  const refusal = tokens.admit(0, 385);
  assert.ok(refusal);
  assert.deepEqual(openaiWords('gpt-4o', refusal).error, {
    message:
      'Rate limit reached for gpt-4o in organization org-simulator on tokens per min (TPM): Limit 30000, Used 29937, ' +
      'Requested 385. Please try again in 644ms. Visit https://platform.openai.com/account/rate-limits to learn more.',
    type: 'tokens',
    param: null,
    code: 'rate_limit_exceeded',
  });

  const requests = limiterOf('gpt-4o-mini', { requests: 3 });
  for (let n = 0; n < 3; n++) requests.admit(0, 1);
  const second = requests.admit(0, 1);
  assert.ok(second);
  const { error, retryAfter } = openaiWords('gpt-4o-mini', second);
  assert.match(error.message, /on requests per min \(RPM\): Limit 3, Used 3, Requested 1\. Please try again in 20s\. /);
  assert.equal(error.type, 'requests');
  assert.equal(retryAfter, '20');

  const daily = limiterOf('gpt-4o-mini', { 'requests-per-day': 200 });
  for (let n = 0; n < 200; n++) daily.admit(0, 1);
  const third = daily.admit(100_000, 1);
  assert.ok(third);
  assert.match(
    openaiWords('gpt-4o-mini', third).error.message,
    /on requests per day \(RPD\): Limit 200, Used 200, Requested 1\. Please try again in 7m12s\./,
  );
});

test('a request larger than the bucket is told so, without a time to wait', () => {
  const limiter = limiterOf('gpt-4o', { requests: 500, tokens: 30_000 });
  const refusal = limiter.admit(0, 31_538);
  assert.ok(refusal);
  const { error, retryAfter } = openaiWords('gpt-4o', refusal);
  assert.match(
    error.message,
    /^Request too large for gpt-4o in organization org-simulator on tokens per min \(TPM\): Limit 30000, Requested 31538\. The input or output tokens must be reduced in order to run successfully\./,
  );
  assert.doesNotMatch(error.message, /Used|try again/);
  assert.equal(retryAfter, undefined);
});

test('the numbers of an OpenAI refusal add up, agree with the bucket, and waiting as long as it says helps', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100, max: 100_000 }),
      fc.array(fc.tuple(fc.nat(20_000), fc.double({ min: 0.01, max: 1, noNaN: true })), {
        minLength: 2,
        maxLength: 30,
      }),
      (capacity, steps) => {
        const limiter = limiterOf('gpt-x', { tokens: capacity });
        let at = 0;
        for (const [pause, share] of steps) {
          at += pause;
          const level = limiter.bucket('tokens', MINUTE)?.levelAt(at) ?? Number.NaN;
          const asked = Math.ceil(share * capacity);
          const refusal = limiter.admit(at, asked);
          if (!refusal) continue;
          const { error, wait, retryAfter } = openaiWords('gpt-x', refusal);
          const used = numberAfter('Used', error.message);
          assert.equal(numberAfter('Limit', error.message), capacity);
          assert.equal(numberAfter('Requested', error.message), asked);
          assert.ok(Math.abs(capacity - used - level) < 1 + 1e-6, 'used is the bucket, in whole tokens');
          assert.ok(wait !== null && Math.abs(wait - ((used + asked - capacity) * 60) / capacity) <= 0.001);
          assert.equal(Number(retryAfter), Math.max(1, Math.ceil(wait)));
          at += wait * 1000;
          assert.equal(limiter.admit(at, asked), null);
        }
      },
    ),
  );
});

test('an Anthropic refusal names the limit with separators, and a second before retry-after it is too early', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 60_000 }), fc.integer({ min: 1_000, max: 10_000 }), (first, second) => {
      const limiter = limiterOf('claude-x', { requests: 50, 'input-tokens': 60_000, 'output-tokens': 8_000 });
      assert.equal(limiter.admit(0, first), null);
      const refusal = limiter.admit(0, second);
      assert.equal(refusal === null, first + second <= 60_000);
      if (!refusal) return;
      const reply = anthropicRefusal('claude-x', refusal, {}, 3);
      const body = JSON.parse(reply.frames[0]?.text ?? '');
      assert.match(
        body.error.message,
        /would exceed your organization's rate limit of 60,000 input tokens per minute \(org: /,
      );
      assert.equal(body.type, 'error');
      assert.equal(body.error.type, 'rate_limit_error');
      const wait = Number(reply.headers['retry-after']);
      if (wait > 1) assert.ok(limiter.admit((wait - 1) * 1000 - 1, second));
      assert.equal(limiter.admit(wait * 1000, second), null);
    }),
  );
});

test('of several limits the one with the longest wait is named', () => {
  const limiter = limiterOf('gpt-x', { requests: 2, tokens: 1_000 });
  limiter.admit(0, 500);
  limiter.admit(0, 500);
  assert.equal(limiter.admit(0, 100)?.limit.unit, 'requests');
  assert.equal(limiter.admit(0, 900)?.limit.unit, 'tokens');
});

test('a refused request takes no tokens, but at OpenAI it counts as a request where there is room', () => {
  const levels = (limiter: Limiter) => limiter.buckets.map((bucket) => bucket.levelAt(0));
  const openai = limiterOf('gpt-x', { requests: 5, tokens: 1_000 });
  assert.ok(openai.admit(0, 2_000));
  assert.deepEqual(levels(openai), [4, 1_000]);
  for (let n = 0; n < 9; n++) openai.admit(0, 2_000);
  assert.deepEqual(levels(openai), [0, 1_000]);

  const anthropic = limiterOf('claude-x', { requests: 5, 'input-tokens': 1_000, 'output-tokens': 100 });
  assert.ok(anthropic.admit(0, 2_000));
  assert.deepEqual(levels(anthropic), [5, 1_000, 100]);
});
