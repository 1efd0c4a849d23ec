import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkFailure, withoutResponse } from '../../../../src/core/causes/failureOf.ts';
import { verdictOf } from '../../../../src/core/causes/verdict.ts';
import { type Cause, causes, type Failure, type NamedLimit } from '../../../../src/core/model/failure.ts';
import { fc } from '../fastCheck.ts';

function failure(cause: Cause, more: Partial<Failure> = {}): Failure {
  return { cause, status: 429, message: '', type: null, code: null, retryAfter: null, limit: null, ...more };
}

function tokens(capacity: number, left: number | null, requested: number | null, window = 60): NamedLimit {
  return { unit: 'tokens', window, capacity, left, requested };
}

test('each cause has its verdict, and whether waiting helps', () => {
  const told = causes.map((cause) => {
    const { verdict, waitingHelps } = verdictOf(failure(cause));
    return [cause, verdict, waitingHelps];
  });
  assert.deepEqual(told, [
    ['rate', 'wait', true],
    ['request-too-large', 'shrink', false],
    ['ramp', 'slow-down', true],
    ['concurrency', 'slow-down', true],
    ['throttled', 'wait', true],
    ['quota-exhausted', 'pay', false],
    ['spend-limit', 'pay', false],
    ['entitlement', 'switch', false],
    ['plan-window', 'wait', true],
    ['overloaded', 'wait', true],
    ['server-error', 'wait', true],
    ['key-invalid', 'fix-key', false],
    ['forbidden', 'fix-key', false],
    ['wrong-address', 'fix-address', false],
    ['model-not-found', 'switch', false],
    ['context-too-long', 'shrink', false],
    ['network', 'wait', true],
    ['unknown', 'report', false],
  ]);
});

test('the wait is what the provider asked for, else what the refill of the bucket says, else not known', () => {
  const wait = (more: Partial<Failure>, cause: Cause = 'rate') => {
    const { wait: seconds, waitFrom } = verdictOf(failure(cause, more));
    return [seconds, waitFrom];
  };
  assert.deepEqual(wait({ retryAfter: 20, limit: tokens(30_000, 63, 385) }), [20, 'provider']);
  // (385 - 63) * 60 / 30,000, which is what OpenAI itself says of these numbers (docs/providers.md, OpenAI: errors).
  assert.deepEqual(wait({ limit: tokens(30_000, 63, 385) }), [0.644, 'refill']);
  assert.deepEqual(wait({ limit: tokens(200, 0, 1, 86_400) }), [432, 'refill']);
  for (const limit of [
    tokens(30_000, null, 385),
    tokens(30_000, 63, null),
    tokens(30_000, 400, 385),
    tokens(0, 0, 1),
    tokens(30_000, 63, 30_001),
    { ...tokens(30_000, 63, 385), window: null },
    null,
  ])
    assert.deepEqual(wait({ limit }), [null, null]);
});

test('a wait that does not help is not named', () => {
  for (const cause of ['request-too-large', 'quota-exhausted', 'spend-limit', 'entitlement', 'key-invalid'] as const) {
    const { wait, waitFrom } = verdictOf(failure(cause, { retryAfter: 86_400, limit: tokens(10, 0, 5) }));
    assert.deepEqual([wait, waitFrom], [null, null], cause);
  }
});

test('no wait mends a certificate, and no key a country', () => {
  const certificate = verdictOf(networkFailure('self-signed certificate in certificate chain'));
  assert.deepEqual([certificate.verdict, certificate.waitingHelps], ['report', false]);
  for (const message of ['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED'])
    assert.equal(verdictOf(networkFailure(message)).waitingHelps, false, message);
  const country = verdictOf(withoutResponse('forbidden', 'Country, region, or territory not supported'));
  assert.equal(country.verdict, 'switch');
  assert.equal(country.alternatives.includes('fix-key'), false);
});

test('whatever is known of a limit, a wait is positive, finite and never longer than a whole refill', () => {
  const count = fc.option(fc.integer({ min: 0, max: 1e9 }));
  const limits = fc.record({
    unit: fc.constant('tokens' as const),
    window: fc.option(fc.constantFrom(60, 86_400)),
    capacity: count,
    left: count,
    requested: count,
  });
  fc.assert(
    fc.property(fc.constantFrom(...causes), limits, (cause, limit) => {
      const { wait, verdict, alternatives } = verdictOf(failure(cause, { limit }));
      assert.ok(wait === null || (wait > 0 && wait <= (limit.window ?? 0)));
      assert.equal(alternatives.includes(verdict), false);
    }),
    { numRuns: 2000 },
  );
});
