import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withDebt } from '../../../../src/core/forecast/debt.ts';

const empty = { low: 0, high: 500 };

test('an empty bucket owes what its reset is beyond the window', () => {
  assert.deepEqual(withDebt(empty, 6000, 60, 90), { low: -3100, high: -2900 });
});

test('a reset is a second more or less, so a debt may be none yet', () => {
  assert.deepEqual(withDebt(empty, 6000, 60, 60), { low: -100, high: 100 });
});

test('nothing is owed while something is left, while the reset is unknown or near, or where it is another window’s', () => {
  const some = { low: 500, high: 1500 };
  assert.equal(withDebt(some, 6000, 60, 90), some);
  for (const timeToFull of [null, 0, 59, 86_400]) assert.equal(withDebt(empty, 6000, 60, timeToFull), empty);
});
