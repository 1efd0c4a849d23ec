import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecentPast } from '../../../../src/core/limits/recentPast.ts';

const step = 2_000;

test('the past of a limit that is read without end is its last 120 readings, in order, at every moment', () => {
  const past = new RecentPast();
  for (let count = 1; count <= 500; count++) {
    past.add(count * step, count / 1000);
    const kept = Array.from({ length: Math.min(count, 120) }, (_, back) => ({
      ago: (back * step) / 1000,
      level: (count - back) / 1000,
    }));
    assert.deepEqual(past.history(count * step, null, 60), kept.toReversed());
  }
});
