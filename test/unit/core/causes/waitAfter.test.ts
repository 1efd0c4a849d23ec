import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitAfter } from '../../../../src/core/causes/waitAfter.ts';
import type { Cause, NamedLimit } from '../../../../src/core/model/failure.ts';
import { DAY, MINUTE } from '../../../../src/core/model/limit.ts';
import { cappedText } from '../../../../src/words/refusalWords.ts';

function refusal(cause: Cause, retryAfter: number | null, window: number | null | 'no limit') {
  const limit: NamedLimit | null =
    window === 'no limit' ? null : { unit: 'requests', window, capacity: 500, left: 0, requested: null };
  return { cause, retryAfter, limit, status: 429, message: '', type: null, code: null };
}

test('a wait is no longer than the limit that refused takes to be full again, and that is said', () => {
  const capped = refusal('rate', 31 * DAY, MINUTE);
  assert.equal(waitAfter(capped), MINUTE);
  assert.deepEqual(cappedText(capped), ['The provider asked to wait 31 d, but this limit is full again after 60 s.']);
  assert.equal(waitAfter(refusal('rate', 2 * DAY, DAY)), DAY);
  assert.equal(waitAfter(refusal('rate', 30, 1)), 30);
});

test('any other wait is kept as it was asked for, and nothing is said', () => {
  for (const kept of [
    refusal('rate', 20, MINUTE),
    refusal('rate', 7_999, null),
    refusal('rate', 7_999, 'no limit'),
    refusal('spend-limit', 20 * DAY, MINUTE),
    refusal('plan-window', 13_262, MINUTE),
    refusal('rate', null, MINUTE),
  ]) {
    assert.equal(waitAfter(kept), kept.retryAfter);
    assert.deepEqual(cappedText(kept), []);
  }
});
