import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atThisPaceText, emptyText, paceText } from '../../../src/core/outlookWords.ts';
import { limitOf } from '../../panel/snapshots.ts';

const now = Date.UTC(2026, 10, 22, 12);
const others = (requestsPerMinute: number, typicalRequest: number) => ({
  others: { requestsPerMinute, typicalRequest },
});

test('what is empty within the hour tells how soon, what lasts longer tells the time of day', () => {
  assert.equal(emptyText(limitOf({ timeToEmpty: null }), now), null);
  assert.equal(emptyText(limitOf({ timeToEmpty: 0 }), now), 'empty any moment');
  assert.equal(emptyText(limitOf({ timeToEmpty: 40.2 }), now), 'empty in 41 s');
  assert.equal(emptyText(limitOf({ timeToEmpty: 3_500 }), now), 'empty in 59 min');
  assert.match(emptyText(limitOf({ timeToEmpty: 3 * 3_600 + 40 * 60 }), now) ?? '', /^used up at \d{1,2}:40/);
});

test('the pace is told in requests and their size', () => {
  assert.equal(paceText(limitOf({ others: null })), null);
  assert.equal(paceText(limitOf(others(4.2, 96_000))), '4 requests of 96K tokens a minute');
  assert.equal(paceText(limitOf(others(1, 900))), '1 request of 900 tokens a minute');
  assert.equal(paceText(limitOf({ unit: 'requests', ...others(6, 2) })), '12 requests a minute');
});

test('at this pace: when, and what that rests on', () => {
  const limit = limitOf({ timeToEmpty: 40, ...others(4, 96_000) });
  assert.equal(atThisPaceText(limit, now), 'at this pace empty in 40 s (4 requests of 96K tokens a minute)');
  assert.equal(atThisPaceText({ ...limit, others: null }, now), 'at this pace empty in 40 s');
  assert.equal(atThisPaceText({ ...limit, timeToEmpty: null }, now), null);
});
