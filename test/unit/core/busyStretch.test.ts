import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BusyStretch, BusyStretches } from '../../../src/core/busyStretch.ts';
import type { FailureSnapshot, KeySnapshot, LimitSnapshot } from '../../../src/core/model/snapshot.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { fc } from './fastCheck.ts';

const MINUTE = 60_000;
const capacity = 500_000;
const start = Date.UTC(2026, 10, 26, 13, 40);

const levelAt = (left: number) => ({ estimate: left * capacity, low: left * capacity, high: left * capacity });
const tokens = (left: number, requestsPerMinute: number | null): LimitSnapshot =>
  limitOf({
    level: levelAt(left),
    lastLevel: levelAt(left),
    pace: requestsPerMinute === null ? null : { requestsPerMinute, typicalRequest: 20_000 },
  });

function keyWith(limits: readonly LimitSnapshot[], failure: FailureSnapshot | null = null): KeySnapshot {
  return keyOf({ models: [modelOf('gpt-5', { limits, failure })], lastFailure: failure });
}

/** Plays a key as it is at each time, in minutes, and returns what ended. */
function play(steps: Iterable<readonly [minute: number, key: KeySnapshot]>): BusyStretch[] {
  const stretches = new BusyStretches();
  return [...steps].flatMap(([minute, key]) => stretches.take({ ...snapshotOf(key), at: start + minute * MINUTE }));
}

const every = (from: number, to: number, key: (minute: number) => KeySnapshot) =>
  Array.from({ length: (to - from) * 6 + 1 }, (_, step) => [from + step / 6, key(from + step / 6)] as const);

test('forty-two minutes of an agent are told once they are over, with what was tightest', () => {
  const busy = every(0, 42, (minute) => {
    const refused = [12, 20, 32].find((at) => minute >= at && minute < at + 2);
    const failure = refused === undefined ? null : failureOf({}, { age: (minute - refused) * 60 });
    return keyWith([tokens(minute === 32 ? 0.04 : 0.5, 7.4)], failure);
  });
  const calm = every(42.2, 55, () => keyWith([tokens(1, null)]));
  const told = play([...busy, ...calm]);
  assert.equal(told.length, 1);
  const { from, to, lowest, refusals, requests, binding } = told[0] as BusyStretch;
  assert.deepEqual([from, to], [start, start + 42 * MINUTE]);
  assert.deepEqual([lowest?.fraction, lowest?.at, lowest?.limit.model], [0.04, start + 32 * MINUTE, 'gpt-5']);
  assert.equal(refusals, 3);
  assert.equal(requests, Math.round(42 * 7.4));
  assert.equal(binding?.unit, 'tokens');
});

test('a refusal counts once, though a snapshot is dated some milliseconds after its ages', () => {
  const busy = every(0, 12, (minute) => {
    const age = (minute - 5) * 60 + (minute === 5 ? 0.002 : -0.008);
    return keyWith([tokens(0.5, 5)], minute >= 5 && minute < 8 ? failureOf({}, { age }) : null);
  });
  const [stretch] = play([...busy, ...every(12.2, 23, () => keyWith([tokens(1, null)]))]);
  assert.equal(stretch?.refusals, 1);
});

test('four minutes are no stretch, and nine quiet minutes end none', () => {
  const at = (pace: number | null) => () => keyWith([tokens(0.6, pace)]);
  assert.deepEqual(play([...every(0, 4, at(3)), ...every(4.2, 20, at(null))]), []);
  const paused = [
    ...every(0, 6, at(3)),
    ...every(6.2, 15, at(null)),
    ...every(15, 20, at(3)),
    ...every(20.2, 31, at(null)),
  ];
  const told = play(paused);
  assert.deepEqual(
    told.map(({ from, to }) => [from, to]),
    [[start, start + 20 * MINUTE]],
  );
});

test('use shows in a level that falls where no single request can be made out, but not in what a check takes', () => {
  const falling = (by: number) => (minute: number) => {
    const level = { low: 1_000_000 - by * minute, high: 1_000_000 - by * minute };
    return keyWith([
      limitOf({ window: 86_400, capacity: 2_000_000, lastLevel: level, level: { ...level, estimate: level.low } }),
    ]);
  };
  const calm = every(20.2, 31, () => keyWith([tokens(1, null)]));
  const [stretch] = play([...every(0, 20, falling(90_000)), ...calm]);
  assert.ok(stretch && stretch.to === start + 20 * MINUTE);
  assert.equal(stretch.requests, null);
  assert.deepEqual(play([...every(0, 20, falling(54)), ...calm]), []);
});

test('of two limits the one that was low for longest is the bottleneck, even if the other was lower once', () => {
  const requests = (left: number) =>
    limitOf({ id: 'r', unit: 'requests', level: levelAt(left), lastLevel: levelAt(left) });
  const busy = every(0, 12, (minute) => keyWith([tokens(0.4, 5), requests(minute === 6 ? 0.1 : 0.9)]));
  const [stretch] = play([...busy, ...every(12.2, 23, () => keyWith([tokens(1, null)]))]);
  assert.equal(stretch?.lowest?.limit.unit, 'requests');
  assert.equal(stretch?.binding?.unit, 'tokens');
});

test('the demo, whose use is made up, has no recap', () => {
  const busy = every(0, 12, () => ({ ...keyWith([tokens(0.4, 5)]), storage: 'demo' as const }));
  assert.deepEqual(play([...busy, [40, keyWith([tokens(1, null)])]]), []);
});

const someLimit = fc
  .record({
    id: fc.constantFrom('a', 'b'),
    left: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(null)),
    pace: fc.oneof(fc.double({ min: 0, max: 500, noNaN: true }), fc.constant(null)),
    state: fc.constantFrom('fine' as const, 'low' as const, 'empty' as const),
  })
  .map(({ id, left, pace, state }) => {
    const level = left === null ? null : levelAt(left);
    const requests = pace === null ? null : { requestsPerMinute: pace, typicalRequest: 1_000 };
    return limitOf({ id, level, lastLevel: level, state, pace: requests });
  });
const someFailure = fc.oneof(
  fc.constant(null),
  fc.record({ age: fc.double({ min: 0, max: 900, noNaN: true }), status: fc.constantFrom(429, 500) }),
);
const someSteps = fc.array(
  fc.record({
    // A wall clock may also be set back.
    passed: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: 200 }) },
      fc.integer({ min: -1_000, max: 2_000 }),
    ),
    limits: fc.array(someLimit, { maxLength: 3 }),
    failure: someFailure,
  }),
  { minLength: 1, maxLength: 80, size: 'max' },
);

test('whatever the snapshots, a stretch lasts from its beginning to its end, and what it counts is possible', () => {
  let told = 0;
  fc.assert(
    fc.property(someSteps, (steps) => {
      let at = start;
      const stretches = new BusyStretches();
      let earliest = -Infinity;
      for (const { passed, limits, failure } of steps) {
        at += passed * 1000;
        const shown = failure && failureOf({ status: failure.status }, { age: failure.age });
        for (const one of stretches.take({ ...snapshotOf(keyWith(limits, shown)), at })) {
          told++;
          const { from, to, lowest, refusals, requests } = one;
          assert.ok(from > earliest && from >= start - 4_000_000 && from + 5 * MINUTE <= to);
          earliest = to;
          if (lowest) assert.ok(from <= lowest.at && lowest.at <= to && lowest.fraction >= 0 && lowest.fraction <= 1);
          assert.equal(lowest === null, one.binding === null);
          assert.ok(Number.isInteger(refusals) && refusals >= 0 && refusals <= steps.length);
          assert.ok(requests === null || (Number.isInteger(requests) && requests >= 0));
        }
      }
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 500) },
  );
  assert.ok(told > 50, `only ${told} stretches`);
});
