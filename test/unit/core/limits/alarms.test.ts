import assert from 'node:assert/strict';
import { test } from 'node:test';
import { probeAlarm } from '../../../../src/core/forecast/parameters.ts';
import { type AlarmInput, type Crossing, LimitAlarm } from '../../../../src/core/limits/alarms.ts';
import { fc } from '../fastCheck.ts';

const thresholds = { low: 0.2, critical: 0.05 };

function at(left: number | null, more: Partial<AlarmInput> = {}): AlarmInput {
  return {
    left,
    usedUp: left === 0,
    refusalWithinMinute: 0,
    warningRule: probeAlarm,
    burning: false,
    refused: false,
    thresholds,
    refillsQuickly: false,
    ...more,
  };
}

/** One look a second. */
function crossings(inputs: readonly AlarmInput[]): Crossing[] {
  const alarm = new LimitAlarm();
  return inputs.flatMap((input, second) => alarm.look(input, second * 1000) ?? []);
}

const seconds = (count: number, input: AlarmInput) => Array.from({ length: count }, () => input);

test('on the way down and back each threshold is announced once, ready again once, and then that it is over', () => {
  const down = [1, 0.5, 0.21, 0.19, 0.1, 0.049, 0.01, 0, 0];
  const up = [0.01, 0.06, 0.11, 0.19, 0.24, 0.25, 0.6, 1];
  const story = [...[...down, ...up].map((left) => at(left)), ...seconds(200, at(1))];
  assert.deepEqual(crossings(story), ['low', 'critical', 'empty', 'ready', 'over']);
});

test('a fall in one step announces only the worst', () => {
  assert.deepEqual(crossings([at(0.9), at(0.01), at(0.15), at(0.9)]), ['critical', 'ready']);
});

test('coming back from low alone is not announced, only that it is over', () => {
  assert.deepEqual(crossings([at(0.15), ...seconds(200, at(0.9)), at(0.15)]), ['low', 'over', 'low']);
});

test('a level that trembles about a threshold, or comes back for some seconds, is announced once', () => {
  const trembling = Array.from({ length: 50 }, (_, index) => at(index % 2 ? 0.199 : 0.201));
  assert.deepEqual(crossings(trembling), ['low']);
  const returning = Array.from({ length: 300 }, (_, second) => at(second % 40 < 10 ? 0.03 : 0.9));
  assert.deepEqual(crossings(returning), ['critical', 'ready']);
});

test('a level is low once it has been so for as long as the rule wants, and at once on the way back up', () => {
  const warningRule = { ...probeAlarm, lowFor: 3 };
  const looks = (levels: readonly (number | null)[]) => {
    const alarm = new LimitAlarm();
    return levels.map((left, second) => {
      alarm.look(at(left, { warningRule }), second * 1000);
      return alarm.state;
    });
  };
  assert.deepEqual(looks([0.19, 0.19, 0.21, 0.19, 0.19, 0.19, 0.19]), [...Array(6).fill('fine'), 'low']);
  assert.deepEqual(looks([0.04, 0.15, 0.3, 0.15]), ['critical', 'low', 'fine', 'fine']);
  assert.deepEqual(
    looks([0.19, 0.19, null, 0.19, 0.19]),
    Array(5).fill('fine'),
    'a level unknown meanwhile is judged anew',
  );
});

test('nothing left is empty, whatever share of the capacity a unit is', () => {
  assert.deepEqual(crossings([at(0.3, { usedUp: true })]), ['empty']);
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
  alarm.look(at(0), 0);
  alarm.look(at(0.04), 1000);
  assert.equal(alarm.state, 'critical');
  alarm.look(at(0.15), 2000);
  assert.equal(alarm.state, 'low');
});

test('soon empty begins when a refusal is likely and ends when it is unlikely by far', () => {
  const likely = (refusalWithinMinute: number) => at(0.8, { refusalWithinMinute });
  assert.deepEqual(crossings([likely(0.2), likely(0.6), likely(0.2), likely(0.6)]), ['soon']);
  const alarm = new LimitAlarm();
  const states = [0.2, 0.6, 0.2, 0.05].map((p, second) => {
    alarm.look(likely(p), second * 1000);
    return [alarm.state, alarm.isSoon];
  });
  assert.deepEqual(states, [
    ['fine', false],
    ['soon', true],
    ['soon', true],
    ['fine', false],
  ]);
  assert.deepEqual(crossings([at(0.15), at(0.15, { refusalWithinMinute: 0.9 }), at(0.04)]), [
    'low',
    'soon',
    'critical',
  ]);
});

test('a long window that burns is soon empty however much is left', () => {
  assert.deepEqual(crossings([at(0.7, { burning: true }), at(0.6)]), ['soon']);
});

test('a limit that refills within a minute is low until twice as much is left', () => {
  const quick = (left: number) => at(left, { refillsQuickly: true });
  const alarm = new LimitAlarm();
  const states = [0.3, 0.19, 0.3, 0.39, 0.41, 0.3].map((left, second) => {
    alarm.look(quick(left), second * 1000);
    return alarm.state;
  });
  assert.deepEqual(states, ['fine', 'low', 'low', 'low', 'fine', 'fine']);
});

test('an unknown level announces nothing; after a while it ends the episode, for the bucket has refilled', () => {
  assert.deepEqual(crossings([at(null), at(null)]), []);
  assert.deepEqual(crossings([at(0.04), at(null), at(0.04), at(null), at(0.9)]), ['critical', 'ready']);
  assert.deepEqual(crossings([at(0.04), ...seconds(200, at(null)), at(0.04)]), ['critical', 'over', 'critical']);
});

test('after a level was unknown the next one is judged anew: nothing of before holds on', () => {
  const state = (inputs: readonly AlarmInput[]) => {
    const alarm = new LimitAlarm();
    for (const [second, input] of inputs.entries()) alarm.look(input, second * 1000);
    return alarm.state;
  };
  const likely = at(0.5, { refusalWithinMinute: probeAlarm.enter });
  const lessLikely = at(0.5, { refusalWithinMinute: probeAlarm.leave });
  assert.equal(state([likely, lessLikely]), 'soon');
  assert.equal(state([likely, at(null), lessLikely]), 'fine');
  assert.equal(state([likely, at(null), likely]), 'soon');
  assert.equal(state([at(0.19, { refillsQuickly: true }), at(0.39, { refillsQuickly: true })]), 'low');
  assert.equal(state([at(0.19, { refillsQuickly: true }), at(null), at(0.39, { refillsQuickly: true })]), 'fine');
});

test('a bucket that is full is fine, however high the threshold', () => {
  const high = { low: 0.97, critical: 0.96 };
  const alarm = new LimitAlarm();
  assert.equal(alarm.look(at(0.5, { thresholds: high }), 0), 'critical');
  assert.equal(alarm.look(at(1, { thresholds: high }), 1000), 'ready');
});

test('whatever happens, an episode announces each state at most once, ever worse ones, and ends only when calm', () => {
  const input = fc.record({
    left: fc.option(
      fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.3, noNaN: true })),
      { freq: 6 },
    ),
    refusalWithinMinute: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })),
    refused: fc.boolean(),
    wait: fc.oneof(fc.nat(2_000), fc.nat(100_000)),
  });
  const rank = { low: 1, soon: 2, critical: 3, empty: 4 };
  fc.assert(
    fc.property(fc.array(input, { minLength: 1, maxLength: 60 }), (inputs) => {
      const alarm = new LimitAlarm();
      let worst = 0;
      let readies = 0;
      let troubledAt = 0;
      let now = 0;
      for (const { left, refusalWithinMinute, refused, wait } of inputs) {
        now += wait;
        const before = alarm.state;
        const isRefused = refused && left !== null && left < 0.1;
        const crossing = alarm.look(at(left, { refusalWithinMinute, refused: isRefused }), now);
        if (left === null && crossing !== 'over') assert.equal(alarm.state, before);
        if (crossing === 'over') {
          assert.ok(alarm.state === 'fine' && now - troubledAt >= 180_000);
          worst = 0;
          readies = 0;
        } else if (crossing === 'ready') {
          assert.ok(alarm.state === 'fine' && worst >= rank.critical);
          assert.equal(readies++, 0);
        } else if (crossing !== null) {
          assert.ok(rank[crossing] > worst);
          assert.equal(crossing, alarm.state);
          worst = rank[crossing];
        } else if (alarm.state !== 'fine') assert.ok(rank[alarm.state] <= worst);
        if (left !== null && alarm.state !== 'fine') troubledAt = now;
        if (left !== null && left < 0.2) assert.notEqual(alarm.state, 'fine');
        if (left !== null && left >= 0.25 && refusalWithinMinute === 0) assert.equal(alarm.state, 'fine');
      }
    }),
    { numRuns: 500 },
  );
});
