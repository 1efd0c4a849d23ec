import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../../src/core/failure.ts';
import { KeyHealth } from '../../../src/engine/keyHealth.ts';

function unexplained(status: number): Failure {
  return { cause: 'unknown', status, message: '', type: null, code: null, retryAfter: null, limit: null };
}

test('a 429 that says nothing is waited out all the same; another unexplained refusal is not', () => {
  const health = new KeyHealth();
  health.ended(unexplained(429), 1000, 0);
  assert.deepEqual([health.status(2000), health.remainingWait(1000)], ['waiting', 60]);
  health.ended(unexplained(400), 1000, 0);
  assert.deepEqual([health.status(2000), health.remainingWait(1000)], ['ok', null]);
});
