import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Warning } from '../../../../src/core/forecast/warning.ts';

const rule = { enter: 0.6, leave: 0.2, low: 0.1, notLow: 0.3, lowFor: 0 };

test('a warning begins at one probability and ends at a lower one', () => {
  const warning = new Warning();
  const on = [0.5, 0.6, 0.4, 0.2, 0.19, 0.5, 0.7].map((probability) => warning.look(probability, 1, rule));
  assert.deepEqual(on, [false, true, true, true, false, false, true]);
});

test('little left is a warning of its own, until there is plainly more', () => {
  const warning = new Warning();
  const on = [0.1, 0.09, 0.2, 0.29, 0.3].map((left) => warning.look(0, left, rule));
  assert.deepEqual(on, [false, true, true, true, false]);
});

test('an unknown level neither begins nor keeps a warning', () => {
  const warning = new Warning();
  assert.equal(warning.look(0, 0, rule), true);
  assert.equal(warning.look(0, null, rule), false);
  assert.equal(warning.look(0.9, null, rule), true);
});
