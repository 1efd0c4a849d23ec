import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY, MINUTE } from '../../../src/core/model/limit.ts';
import { anthropicLimitHeaders } from '../../../src/simulator/anthropicHeaders.ts';
import { Limiter } from '../../../src/simulator/limiter.ts';
import { type Allowances, modelsWithLimits, type SimulatedModel } from '../../../src/simulator/models.ts';
import { openaiLimitHeaders } from '../../../src/simulator/openaiHeaders.ts';
import { secondsOf } from './reading.ts';

const WALL = Date.UTC(2026, 7, 19, 14, 36, 55, 250);

function limiterOf(id: string, allowances: Allowances): Limiter {
  const [model] = modelsWithLimits([], { [id]: allowances });
  return new Limiter(model as SimulatedModel, 0);
}

/** Requests at growing times: [milliseconds since the one before, tokens, tokens of output]. */
const requests = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 40_000 }),
    fc.integer({ min: 1, max: 40_000 }),
    fc.integer({ min: 0, max: 9_000 }),
  ),
  { minLength: 1, maxLength: 40 },
);

test('a bucket holds what plain arithmetic says, whenever it is looked at', () => {
  fc.assert(
    fc.property(requests, fc.integer({ min: 1, max: 60_000 }), (steps, capacity) => {
      const limiter = limiterOf('gpt-x', { tokens: capacity });
      const bucket = limiter.bucket('tokens', MINUTE);
      let at = 0;
      let level = capacity;
      for (const [pause, tokens] of steps) {
        at += pause;
        level = Math.min(capacity, level + (pause * capacity) / 60_000);
        bucket?.levelAt(at - pause / 2);
        const refusal = limiter.admit(at, tokens);
        assert.equal(refusal === null, tokens <= level + 1e-6);
        if (!refusal) level -= tokens;
        assert.ok(Math.abs((bucket?.levelAt(at) ?? Number.NaN) - level) < 1e-6);
      }
    }),
  );
});

test('OpenAI headers: remaining is the floor of the level, reset the time to full within a millisecond', () => {
  fc.assert(
    fc.property(requests, fc.integer({ min: 0, max: 90_000 }), (steps, later) => {
      const limiter = limiterOf('gpt-x', {
        requests: 7,
        'requests-per-day': 200,
        tokens: 30_000,
        'project-tokens': 20_000,
      });
      let at = 0;
      for (const [pause, tokens] of steps) {
        at += pause;
        limiter.admit(at, tokens);
      }
      at += later;
      const headers = openaiLimitHeaders(limiter, at);
      for (const [name, bucket] of [
        ['requests', limiter.bucket('requests', DAY)],
        ['tokens', limiter.bucket('tokens', MINUTE)],
        ['project-tokens', limiter.bucket('tokens', MINUTE, 'project')],
      ] as const) {
        assert.ok(bucket);
        const { capacity, window } = bucket.limit;
        const level = bucket.levelAt(at);
        assert.equal(headers[`x-ratelimit-limit-${name}`], String(capacity));
        assert.equal(headers[`x-ratelimit-remaining-${name}`], String(Math.floor(level + 1e-6)));
        const reset = secondsOf(headers[`x-ratelimit-reset-${name}`] ?? '');
        assert.ok(Math.abs(reset - ((capacity - level) * window) / capacity) <= 0.001, `${reset} at ${level}`);
      }
    }),
  );
});

test('the recorded daily bucket comes out to the letter, and hides the one per minute', () => {
  const limiter = limiterOf('gpt-x', { requests: 3, 'requests-per-day': 200 });
  for (const at of [0, 20_000, 43_334]) assert.equal(limiter.admit(at, 5), null);
  assert.deepEqual(openaiLimitHeaders(limiter, 43_334), {
    'x-ratelimit-limit-requests': '200',
    'x-ratelimit-remaining-requests': '197',
    'x-ratelimit-reset-requests': '20m52.666s',
  });
});

test('a model without daily limit tells of its requests per minute', () => {
  const limiter = limiterOf('gpt-x', { requests: 400, tokens: 200_000 });
  limiter.admit(0, 7);
  assert.deepEqual(openaiLimitHeaders(limiter, 0), {
    'x-ratelimit-limit-requests': '400',
    'x-ratelimit-remaining-requests': '399',
    'x-ratelimit-reset-requests': '150ms',
    'x-ratelimit-limit-tokens': '200000',
    'x-ratelimit-remaining-tokens': '199993',
    'x-ratelimit-reset-tokens': '2ms',
  });
});

test('Anthropic headers: tokens to the nearest thousand, requests exactly, reset in whole seconds', () => {
  fc.assert(
    fc.property(requests, fc.integer({ min: 0, max: 90_000 }), (steps, later) => {
      const limiter = limiterOf('claude-x', { requests: 50, 'input-tokens': 40_000, 'output-tokens': 8_000 });
      let at = 0;
      for (const [pause, tokens, output] of steps) {
        at += pause;
        if (!limiter.admit(at, tokens)) limiter.produce(at, output);
      }
      at += later;
      const headers = anthropicLimitHeaders(limiter, at, WALL + at);
      const level = (unit: 'requests' | 'input-tokens' | 'output-tokens') =>
        Math.max(0, limiter.bucket(unit, MINUTE)?.levelAt(at) ?? Number.NaN);
      const header = (name: string) => headers[`anthropic-ratelimit-${name}`] ?? '';
      assert.equal(header('requests-remaining'), String(Math.floor(level('requests') + 1e-6)));
      const sum = level('input-tokens') + level('output-tokens');
      for (const [family, left] of [
        ['input-tokens', level('input-tokens')],
        ['output-tokens', level('output-tokens')],
        ['tokens', sum],
      ] as const) {
        assert.equal(Number(header(`${family}-remaining`)) % 1000, 0);
        assert.ok(Math.abs(Number(header(`${family}-remaining`)) - left) <= 500);
      }
      for (const unit of ['requests', 'input-tokens', 'output-tokens'] as const) {
        assert.match(header(`${unit}-reset`), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        const exact = WALL + at + (limiter.bucket(unit, MINUTE)?.timeToFull(at) ?? Number.NaN) * 1000;
        const early = exact - Date.parse(header(`${unit}-reset`));
        assert.ok(early > -1 && early < 1001, `${early} ms`);
      }
      const resets = ['input-tokens-reset', 'output-tokens-reset'].map((name) => Date.parse(header(name)));
      assert.equal(Date.parse(header('tokens-reset')), Math.min(...resets));
      assert.equal(header('tokens-limit'), '48000');
    }),
  );
});

test('the recorded Anthropic set comes out to the letter', () => {
  const limiter = limiterOf('claude-x', { requests: 4000, 'input-tokens': 200_000, 'output-tokens': 80_000 });
  limiter.admit(0, 74_000);
  limiter.produce(0, 21_000);
  assert.deepEqual(anthropicLimitHeaders(limiter, 0, Date.UTC(2025, 2, 15, 12, 57, 58, 100)), {
    'anthropic-ratelimit-requests-limit': '4000',
    'anthropic-ratelimit-requests-remaining': '3999',
    'anthropic-ratelimit-requests-reset': '2025-03-15T12:57:58Z',
    'anthropic-ratelimit-input-tokens-limit': '200000',
    'anthropic-ratelimit-input-tokens-remaining': '126000',
    'anthropic-ratelimit-input-tokens-reset': '2025-03-15T12:58:20Z',
    'anthropic-ratelimit-output-tokens-limit': '80000',
    'anthropic-ratelimit-output-tokens-remaining': '59000',
    'anthropic-ratelimit-output-tokens-reset': '2025-03-15T12:58:13Z',
    'anthropic-ratelimit-tokens-limit': '280000',
    'anthropic-ratelimit-tokens-remaining': '185000',
    'anthropic-ratelimit-tokens-reset': '2025-03-15T12:58:13Z',
  });
});

test('output that was produced beyond the allowance is a debt: headers say 0, and the debt delays the next request', () => {
  const limiter = limiterOf('claude-x', { requests: 50, 'input-tokens': 30_000, 'output-tokens': 6_000 });
  assert.equal(limiter.admit(0, 10), null);
  limiter.produce(0, 7_000);
  assert.equal(anthropicLimitHeaders(limiter, 0, WALL)['anthropic-ratelimit-output-tokens-remaining'], '0');
  const refusal = limiter.admit(0, 10);
  assert.equal(refusal?.limit.unit, 'output-tokens');
  assert.equal(refusal?.wait, 10);
  assert.equal(limiter.admit(9_999, 10)?.limit.unit, 'output-tokens');
  assert.equal(limiter.admit(10_001, 10), null);
});

test('correcting an estimate takes more or gives back, never beyond a full bucket', () => {
  const limiter = limiterOf('claude-x', { 'input-tokens': 30_000 });
  limiter.admit(0, 10_000);
  limiter.correctInput(0, 500);
  assert.equal(limiter.bucket('input-tokens', MINUTE)?.levelAt(0), 19_500);
  limiter.correctInput(0, -4_000);
  assert.equal(limiter.bucket('input-tokens', MINUTE)?.levelAt(0), 23_500);
  limiter.correctInput(59_000, -9_000);
  assert.equal(limiter.bucket('input-tokens', MINUTE)?.levelAt(59_000), 30_000);
});
