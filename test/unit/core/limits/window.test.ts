import assert from 'node:assert/strict';
import { test } from 'node:test';
import { impliedWindow, inferWindow, inferWindowRoughly, levelFrom } from '../../../../src/core/limits/window.ts';
import { DAY, HOUR, MINUTE, windows } from '../../../../src/core/model/limit.ts';
import { fc } from '../fastCheck.ts';

/** A bucket as it is, and as a provider tells of it: remaining floored, reset rounded or cut to the millisecond. */
const told = fc
  .record({
    window: fc.constantFrom(...windows),
    capacity: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 200_000_000 })),
    fraction: fc.double({ min: 0, max: 1, noNaN: true }),
    step: fc.constantFrom(Math.round, Math.floor),
  })
  .map(({ window, capacity, fraction, step }) => {
    const level = capacity * fraction;
    const reset = step(((capacity - level) * window * 1000) / capacity) / 1000;
    return { window, capacity, level, remaining: Math.floor(level), reset };
  });

test('an inferred window is never longer than the true one', () => {
  fc.assert(
    fc.property(told, ({ window, capacity, remaining, reset }) => {
      const inferred = inferWindow(capacity, remaining, reset);
      assert.ok(inferred === null || inferred <= window, `inferred ${inferred}`);
    }),
    { numRuns: 5000 },
  );
});

test('of a bucket that was used by several whole units and whose reset is not a few milliseconds, the window is found', () => {
  fc.assert(
    fc.property(told, ({ window, capacity, remaining, reset }) => {
      // Below this a longer bucket that is almost full tells the same.
      fc.pre(capacity - remaining >= 2 && reset >= 0.05 && (0.001 * capacity) / window < 0.2);
      assert.equal(inferWindow(capacity, remaining, reset), window);
    }),
    { numRuns: 5000 },
  );
});

test('nothing used, or a reset of 0s, tells no window', () => {
  assert.equal(inferWindow(500, 500, 0), null);
  assert.equal(inferWindow(500, 500, 0.12), null);
  assert.equal(inferWindow(50_000_000, 49_999_989, 0), null);
});

test('a reset that does not fit what was used tells no window', () => {
  assert.equal(inferWindow(100, 95, 2.1), null, 'three and a half used, by the reset');
  assert.equal(inferWindow(100, 95, 3.1), null, 'more than five');
  assert.equal(inferWindow(100, 95, 2.7), 60);
});

test('where a bucket of an hour and one of a day tell the same, the level holds both', () => {
  // 0.0187 of 10,000 a day, or 0.4489 of 10,000 an hour.
  const { low, high } = levelFrom(10_000, 9_999, 0.1616);
  assert.ok(low <= 9_999.5511 && high >= 9_999.9812, `[${low}, ${high}]`);
});

test("the documentation's own sample, which contradicts itself, tells no window", () => {
  assert.equal(inferWindow(150_000, 149_984, 360), null);
  assert.deepEqual(levelFrom(150_000, 149_984, 360), { low: 149_984, high: 149_985 });
});

test('the level holds the true one, and is no wider than one unit', () => {
  fc.assert(
    fc.property(told, ({ window, capacity, level, remaining, reset }) => {
      // A long bucket that shows the reset of a minute's is full but for a thousandth of a unit: see `levelFrom`.
      fc.pre(inferWindow(capacity, remaining, reset) !== 60 || window === 60);
      const { low, high } = levelFrom(capacity, remaining, reset);
      assert.ok(low >= 0 && low <= high && high <= capacity && high - low <= 1);
      assert.ok(low <= level + 1e-6 && level <= high + 1e-6, `${level} is not in [${low}, ${high}]`);
    }),
    { numRuns: 5000 },
  );
});

test('a reset is finer than whole units: 16m17.764s of 200 a day is 197.737', () => {
  const { low, high } = levelFrom(200, 197, 977.764);
  assert.ok(low > 197.7366 && high < 197.7367);
});

test('a reset too short to be shown still tells a minute from a day, where enough is missing', () => {
  const reading = { unit: 'tokens', pool: 'standard', window: null, timeToFull: 0 } as const;
  const implied = (capacity: number, remaining: number) =>
    impliedWindow({ ...reading, capacity, level: { low: remaining, high: Math.min(capacity, remaining + 1) } });
  assert.equal(implied(500_000, 499_996), MINUTE);
  assert.equal(implied(1_000_000, 999_989), MINUTE);
  assert.equal(implied(500_000, 500_000), null, 'nothing is missing');
  assert.equal(implied(500, 499), null, 'less than one may be missing');
  assert.equal(implied(1_000_000_000, 999_999_990), null, 'a day would show no reset either');
  assert.equal(
    impliedWindow({ ...reading, capacity: 100, level: { low: 40, high: 41 }, timeToFull: 30 }),
    null,
    'a clock',
  );
  assert.equal(impliedWindow({ ...reading, capacity: null, level: null }), null);
  assert.equal(impliedWindow({ ...reading, capacity: 10, level: { low: 1, high: 2 }, timeToFull: null }), null);
});

test('a reset in whole seconds tells the window only of a bucket that was used by a tenth or more', () => {
  assert.equal(inferWindowRoughly(120, 60, 30), MINUTE);
  assert.equal(inferWindowRoughly(120, 60, 31), MINUTE);
  assert.equal(inferWindowRoughly(120, 60, 33), null);
  assert.equal(inferWindowRoughly(200, 150, 900), HOUR);
  assert.equal(inferWindowRoughly(200, 150, 21_600), DAY);
  // The end of a minute of the clock, which 100 of 10,000 an hour would show as well.
  assert.equal(inferWindowRoughly(10_000, 9_900, 36), null);
  assert.equal(inferWindowRoughly(10_000, 10_000, 36), null);
});
