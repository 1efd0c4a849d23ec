import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AlarmInput, type Crossing, LimitAlarm } from '../../../src/core/alarms.ts';
import { fc } from './fastCheck.ts';

const thresholds = { low: 0.2, critical: 0.05 };
const capacity = 1000;

function at(left: number | null, more: Partial<AlarmInput> = {}): AlarmInput {
  return {
    left,
    units: left === null ? null : left * capacity,
    timeToEmpty: null,
    refused: false,
    thresholds,
    ...more,
  };
}

function crossings(inputs: readonly AlarmInput[]): Crossing[] {
  const alarm = new LimitAlarm();
  return inputs.flatMap((input) => alarm.look(input) ?? []);
}

test('on the way down and back each threshold is announced once, and ready again once', () => {
  const down = [1, 0.5, 0.21, 0.19, 0.1, 0.049, 0.01, 0, 0];
  const up = [0.01, 0.06, 0.11, 0.19, 0.24, 0.25, 0.6, 1];
  assert.deepEqual(crossings([...down, ...up].map((left) => at(left))), ['low', 'critical', 'empty', 'ready']);
});

test('a fall in one step announces only the worst', () => {
  assert.deepEqual(crossings([at(0.9), at(0.01), at(0.15), at(0.9)]), ['critical', 'ready']);
});

test('coming back from low alone is not announced', () => {
  assert.deepEqual(crossings([at(0.15), at(0.9), at(0.15)]), ['low', 'low']);
});

test('a level that trembles about a threshold is announced once', () => {
  const trembling = Array.from({ length: 50 }, (_, index) => at(index % 2 ? 0.199 : 0.201));
  assert.deepEqual(crossings(trembling), ['low']);
});

test('less than one whole unit is empty, whatever share of the capacity it is', () => {
  assert.deepEqual(crossings([at(0.3, { units: 0.9 })]), ['empty']);
});

test('a refusal is empty at once, also where the headers say that something is left', () => {
  assert.deepEqual(crossings([at(0.6), at(0.6, { refused: true }), at(0.6, { refused: true }), at(0.6)]), [
    'empty',
    'ready',
  ]);
  assert.deepEqual(crossings([at(null, { refused: true })]), ['empty']);
});

test('what is left again after an empty bucket is shown as what it is', () => {
  const alarm = new LimitAlarm();
  alarm.look(at(0));
  alarm.look(at(0.04));
  assert.equal(alarm.state, 'critical');
  alarm.look(at(0.15));
  assert.equal(alarm.state, 'low');
});

test('empty within a minute at this pace is low, until the pace leaves a minute and a half', () => {
  const pace = (timeToEmpty: number | null) => at(0.8, { timeToEmpty });
  assert.deepEqual(crossings([pace(61), pace(59), pace(70), pace(59), pace(89)]), ['low']);
  assert.deepEqual(crossings([pace(59), pace(91), pace(59)]), ['low', 'low']);
  assert.deepEqual(crossings([pace(59), pace(null), pace(59)]), ['low', 'low']);
});

test('an unknown level announces nothing and ends nothing', () => {
  assert.deepEqual(crossings([at(null), at(null)]), []);
  assert.deepEqual(crossings([at(0.04), at(null), at(0.04), at(null), at(0.9)]), ['critical', 'ready']);
});

test('a bucket that is full is fine, however high the threshold', () => {
  const high = { low: 0.97, critical: 0.96 };
  const alarm = new LimitAlarm();
  assert.equal(alarm.look(at(0.5, { thresholds: high })), 'critical');
  assert.equal(alarm.look(at(1, { thresholds: high })), 'ready');
});

test('whatever happens, an episode announces each state at most once and ends only when fine', () => {
  const input = fc.record({
    left: fc.option(
      fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.3, noNaN: true })),
      { freq: 6 },
    ),
    timeToEmpty: fc.option(fc.double({ min: 0, max: 200, noNaN: true })),
    refused: fc.boolean(),
  });
  const rank = { low: 1, critical: 2, empty: 3 };
  fc.assert(
    fc.property(fc.array(input, { minLength: 1, maxLength: 60 }), (inputs) => {
      const alarm = new LimitAlarm();
      let worst = 0;
      for (const { left, timeToEmpty, refused } of inputs) {
        const before = alarm.state;
        const crossing = alarm.look(at(left, { timeToEmpty, refused: refused && left !== null && left < 0.1 }));
        if (left === null) assert.equal(crossing, null);
        if (left === null) assert.equal(alarm.state, before);
        if (alarm.state === 'fine') {
          assert.equal(crossing, worst >= rank.critical ? 'ready' : null);
          worst = 0;
        } else if (crossing !== null) {
          assert.ok(crossing !== 'ready' && rank[crossing] > worst);
          assert.equal(crossing, alarm.state);
          worst = rank[crossing];
        } else assert.ok(rank[alarm.state] <= worst);
        if (left !== null && left >= 0.25 && timeToEmpty === null && !refused) assert.equal(alarm.state, 'fine');
        if (left !== null && left < 0.2) assert.notEqual(alarm.state, 'fine');
      }
    }),
    { numRuns: 500 },
  );
});
