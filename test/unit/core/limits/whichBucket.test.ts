import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MINUTE } from '../../../../src/core/model/limit.ts';
import { ledger, nothingMuted, reading, refused, seen, shown } from './ledgerScene.ts';

test('buckets of one unit and one capacity that a response tells apart by their windows are two limits', () => {
  const kept = ledger();
  for (const second of [0, 30]) {
    kept.take(seen(second, [reading(1_000_000, 900_000, HOUR), reading(1_000_000, 400_000, DAY)]));
    assert.deepEqual(
      shown(kept, second).map(({ window, left }) => [window, left]),
      [
        [HOUR, 900_000],
        [DAY, 400_000],
      ],
    );
  }
});

test("a minute's and a day's bucket of one unit are two limits with names of their own", () => {
  const kept = ledger();
  kept.take(seen(0, [reading(500, 400, MINUTE)]));
  kept.take(seen(1, [reading(200, 150, DAY)]));
  kept.take(seen(2, [reading(500, 300, MINUTE)]));
  assert.deepEqual(shown(kept, 2), [
    { id: 'key/m/requests', unit: 'requests', window: MINUTE, capacity: 500, left: 300 },
    { id: 'key/m/requests@86400', unit: 'requests', window: DAY, capacity: 200, left: 150 },
  ]);
});

test('a reading that shows no window lands in the bucket of its capacity, whichever came first', () => {
  for (const order of [
    [reading(200, 150, DAY), reading(500, 499, MINUTE)],
    [reading(500, 499, MINUTE), reading(200, 150, DAY)],
    [reading(500, 500, null), reading(200, 150, DAY), reading(500, 499, MINUTE)],
    [reading(200, 150, DAY), reading(500, 500, null)],
  ]) {
    const kept = ledger();
    for (const [index, one] of order.entries()) kept.take(seen(index, [one]));
    kept.take(seen(5, [reading(500, 500, null)]));
    kept.take(seen(6, [reading(200, 149, null)]));
    const byCapacity = shown(kept, 6).map(({ capacity, left }) => [capacity, left]);
    assert.deepEqual(
      byCapacity.sort((a, b) => Number(a[0]) - Number(b[0])),
      [
        [200, 149],
        [500, 500],
      ],
      JSON.stringify(order),
    );
  }
});

test('a limit that was raised or lowered is adopted with one reading, not shown beside the old one', () => {
  for (const window of [MINUTE, null]) {
    const kept = ledger();
    kept.take(seen(0, [reading(500, 400, MINUTE)]));
    kept.take(seen(1, [reading(5_000, 4_000, window)]));
    assert.deepEqual(shown(kept, 1), [
      { id: 'key/m/requests', unit: 'requests', window: MINUTE, capacity: 5_000, left: 4_000 },
    ]);
  }
});

test('a day bucket that looks like a minute bucket because it is all but full stays what it is', () => {
  const kept = ledger();
  kept.take(seen(0, [reading(200, 150, DAY)]));
  kept.take(seen(40_000, [reading(200, 199.2, MINUTE)]));
  const [limit, ...others] = kept.limits('key', 'm', 40_000_000, nothingMuted);
  assert.deepEqual(others, []);
  assert.equal(limit?.window, DAY);
  assert.deepEqual([limit?.level?.low, limit?.level?.high], [199, 200]);
});

test("a day bucket that looks like a minute's is not taken for the minute bucket beside it", () => {
  const kept = ledger();
  kept.take(seen(0, [reading(10_000, 9_000, DAY)]));
  kept.take(
    seen(1, [], { failure: refused({ unit: 'requests', window: MINUTE, capacity: 3, left: 0, requested: null }) }),
  );
  kept.take(seen(9_000, [reading(10_000, 9_999.8, MINUTE)]));
  assert.deepEqual(
    shown(kept, 9_000).map(({ window, capacity, left }) => [window, capacity, left]),
    [
      [DAY, 10_000, 10_000],
      [MINUTE, 3, null],
    ],
  );
});
