import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../../src/core/model/failure.ts';
import { type EndedRequest, KeyHealth } from '../../../src/engine/keyHealth.ts';

function unexplained(status: number): Failure {
  return { cause: 'unknown', status, message: '', type: null, code: null, retryAfter: null, limit: null };
}

function ended(failure: Failure | null, more: Partial<EndedRequest> = {}): EndedRequest {
  return { model: 'gpt-5', failure, by: 'user', sentAt: 900, receivedAt: 1000, ...more };
}

test('a 429 that says nothing is waited out all the same; another unexplained refusal is not', () => {
  const health = new KeyHealth();
  health.take(ended(unexplained(429)), 0);
  assert.deepEqual([health.status(2000), health.remainingWait(1000)], ['waiting', 60]);
  health.take(ended(unexplained(400)), 0);
  assert.deepEqual([health.status(2000), health.remainingWait(1000)], ['ok', null]);
});

const rate: Failure = { ...unexplained(429), cause: 'rate', retryAfter: 20 };
const noCredit: Failure = { ...unexplained(429), cause: 'quota-exhausted' };

test('what was sent before a refusal and answered after it ends no wait and brings no credit', () => {
  for (const failure of [rate, noCredit]) {
    const health = new KeyHealth();
    health.take(ended(failure), 0);
    const status = health.status(1100);
    health.take(ended(null, { sentAt: 950, receivedAt: 1050 }), 0);
    assert.equal(health.status(1100), status);
    health.take(ended(null, { sentAt: 1060, receivedAt: 1070 }), 0);
    assert.equal(health.status(1100), 'ok');
  }
});

test('another model that is answered does not end the wait of the one that was refused', () => {
  const health = new KeyHealth();
  health.take(ended(rate), 0);
  health.take(ended(null, { model: 'gpt-5-mini', sentAt: 2000, receivedAt: 3000 }), 0);
  assert.equal(health.remainingWait(3000), 18);
});
