import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atThisPaceText, emptyText, requestPaceText } from '../../../src/words/outlookWords.ts';
import { limitOf } from '../../panel/snapshots.ts';

const now = Date.UTC(2026, 10, 22, 12);
const pace = (requestsPerMinute: number, typicalRequest: number) => ({ requestsPerMinute, typicalRequest });

test('what is empty within the hour tells how soon, what lasts longer tells the time of day', () => {
  assert.equal(emptyText(limitOf({ timeToEmpty: null }), now), null);
  assert.equal(emptyText(limitOf({ timeToEmpty: 0 }), now), 'empty any moment');
  assert.equal(emptyText(limitOf({ timeToEmpty: 40.2 }), now), 'empty in 41 s');
  assert.equal(emptyText(limitOf({ timeToEmpty: 3_500 }), now), 'empty in 59 min');
  assert.match(emptyText(limitOf({ timeToEmpty: 3 * 3_600 + 40 * 60 }), now) ?? '', /^used up at \d{1,2}:40/);
});

test('the pace is told in requests and their size', () => {
  assert.equal(requestPaceText(null, 'tokens'), null);
  assert.equal(requestPaceText(pace(4.2, 96_000), 'tokens'), '4 requests of 96K tokens a minute');
  assert.equal(requestPaceText(pace(1, 900), 'tokens'), '1 request of 900 tokens a minute');
  assert.equal(requestPaceText(pace(6, 2), 'requests'), '12 requests a minute');
});

test('at this pace: when, and what that rests on', () => {
  const limit = limitOf({ timeToEmpty: 40, pace: pace(4, 96_000) });
  assert.equal(atThisPaceText(limit, now), 'at this pace empty in 40 s (4 requests of 96K tokens a minute)');
  assert.equal(atThisPaceText({ ...limit, pace: null }, now), 'at this pace empty in 40 s');
  assert.equal(atThisPaceText({ ...limit, timeToEmpty: null }, now), null);
});
