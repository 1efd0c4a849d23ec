import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { LimitSnapshot, LimitState } from '../../../../src/core/model/snapshot.ts';
import { Calm } from '../../../../src/core/shown/calm.ts';
import { HeldLimit } from '../../../../src/core/shown/heldLimit.ts';
import { viewOf } from '../../../../src/core/shown/limitView.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../../panel/snapshots.ts';
import { fc } from '../fastCheck.ts';

const capacity = 500_000;

function at(percent: number, state: LimitState = 'fine', more: Partial<LimitSnapshot> = {}): LimitSnapshot {
  const estimate = (percent / 100) * capacity;
  const level = { low: estimate, estimate, high: estimate };
  return limitOf({ level, soon: level, state, ...more, id: more.id ?? 'limit' });
}

/** What is shown of a limit that is looked at once a second. */
function shown(limits: readonly LimitSnapshot[], seconds = 1) {
  const held = new HeldLimit();
  return limits.map((limit, index) => {
    const view = viewOf(held.show(limit, index * seconds * 1000));
    return [view.percent, view.state] as const;
  });
}

suite('what is shown of one limit', () => {
  test('is nothing once it is called used up, even where a trace is left, and what is left where it only refuses', () => {
    assert.equal(viewOf(at(0.3)).percent, 1);
    assert.deepEqual(
      [0.3, 40]
        .map((percent) => viewOf(at(percent, 'empty')))
        .map(({ percent, left, isRefusing }) => [percent, left === 0, isRefusing]),
      [
        [0, true, false],
        [40, false, true],
      ],
    );
    const unread = { level: null, lastLevel: null };
    assert.equal(viewOf(at(0, 'empty', unread)).percent, null);
  });

  test('is in steps of five, rounded down, and by the percent below five', () => {
    assert.deepEqual(
      [100, 99, 76, 5, 3, 0].map((percent) => shown([at(percent)])[0]?.[0]),
      [100, 95, 75, 5, 3, 0],
    );
  });

  test('stays while the level trembles, falls soon, and rises late', () => {
    const percents = [76, 74, 76, 74, 76].map((percent) => at(percent));
    assert.deepEqual(new Set(shown(percents).map(([percent]) => percent)), new Set([75]));
    const refilling = Array.from({ length: 31 }, (_, second) => at(10 + second));
    const changes = shown(refilling).filter(([percent], index, all) => percent !== all[index - 1]?.[0]);
    assert.ok(changes.length <= 3, `${changes}`);
    assert.equal(shown([at(80), at(50)])[1]?.[0], 50, 'a large fall is shown at once');
  });

  test('gets worse at once, and better only when it has been better for a while', () => {
    assert.deepEqual(
      shown([at(50), at(15, 'low'), at(4, 'critical'), at(0, 'empty')]).map(([, state]) => state),
      ['fine', 'low', 'critical', 'empty'],
    );
    const back = shown([at(15, 'low'), ...Array.from({ length: 60 }, () => at(60))]).map(([, state]) => state);
    const lasted = back.lastIndexOf('low');
    assert.ok(lasted >= 15 && lasted < 59, `${lasted}`);
    const flickering = Array.from({ length: 60 }, (_, second) => (second % 10 === 0 ? at(30, 'soon') : at(30)));
    assert.deepEqual(new Set(shown(flickering).map(([, state]) => state)), new Set(['soon']));
  });

  test('is never empty once something fits again', () => {
    assert.deepEqual(shown([at(0, 'empty'), at(20, 'low')])[1], [20, 'critical']);
  });

  test('is unknown as soon as it is, and what it was when it is known again', () => {
    const unknown = limitOf({ id: 'limit', level: null, soon: null, state: 'unknown' });
    assert.deepEqual(
      shown([at(15, 'low'), unknown, at(50)]).map(([, state]) => state),
      ['low', 'unknown', 'fine'],
    );
  });

  test('keeps its number within its doubt, and the truth of the next seconds too', () => {
    const readings = fc.array(
      fc.record({ percent: fc.integer({ min: 0, max: 100 }), step: fc.integer({ min: 1, max: 20_000 }) }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(readings, (list) => {
        const held = new HeldLimit();
        let now = 0;
        for (const { percent, step } of list) {
          now += step;
          const exact = at(percent);
          const { level } = held.show(exact, now);
          assert.ok(level && level.low <= level.estimate && level.estimate <= level.high);
          assert.ok(exact.soon && level.low <= exact.soon.low && level.high >= exact.soon.high);
        }
      }),
    );
  });
});

suite('a calm snapshot', () => {
  const two = (a: LimitSnapshot, b: LimitSnapshot) =>
    snapshotOf(keyOf({ models: [modelOf('a', { limits: [a] }), modelOf('b', { limits: [b] })] }));
  const a = (percent: number, state: LimitState = 'fine') =>
    at(percent, state, { id: limitOf({ id: 'a' }).id, model: 'a' });
  const b = (percent: number, state: LimitState = 'fine') =>
    at(percent, state, { id: limitOf({ id: 'b' }).id, model: 'b' });
  const lead = (calm: Calm, snapshot: ReturnType<typeof two>, seconds: number) =>
    calm.show(snapshot, seconds * 1000).ranking[0]?.model;

  test('keeps its order while numbers cross, and changes it when another is much lower', () => {
    const calm = new Calm();
    assert.equal(lead(calm, two(a(60), b(70)), 0), 'a');
    assert.equal(lead(calm, two(a(65), b(60)), 20), 'a');
    assert.equal(lead(calm, two(a(65), b(60)), 100), 'a');
    assert.equal(lead(calm, two(a(65), b(40)), 200), 'b');
  });

  test('puts whatever gets worse than its head first, at once', () => {
    const calm = new Calm();
    assert.equal(lead(calm, two(a(60), b(70)), 0), 'a');
    assert.equal(lead(calm, two(a(60), b(15, 'low')), 1), 'b');
  });

  test('does not let two in danger take turns at its head', () => {
    const calm = new Calm();
    assert.equal(lead(calm, two(a(15, 'low'), b(70)), 0), 'a');
    assert.equal(lead(calm, two(a(15, 'low'), b(10, 'soon')), 5), 'a');
  });

  test('lets one in danger that has much less left lead before the other, at once', () => {
    const calm = new Calm();
    assert.equal(lead(calm, two(a(20, 'soon'), b(70)), 0), 'a');
    assert.equal(lead(calm, two(a(75, 'soon'), b(5, 'soon')), 30), 'b');
  });

  test('has no model in danger below one that is fine, whatever is held', () => {
    const calm = new Calm();
    const three = (c: LimitSnapshot) => {
      const models = [a(10, 'soon'), b(60), c].map((limit) => modelOf(limit.model, { limits: [limit] }));
      return calm.show(snapshotOf(keyOf({ models })), 0).ranking.map(({ model }) => model);
    };
    const c = (percent: number, state: LimitState) => at(percent, state, { id: limitOf({ id: 'c' }).id, model: 'c' });
    assert.deepEqual(three(c(90, 'fine')), ['a', 'b', 'c']);
    assert.deepEqual(three(c(35, 'soon')), ['a', 'c', 'b']);
  });

  test('lets a limit that is in more trouble bind its model, whatever is held', () => {
    const calm = new Calm();
    const both = (tokens: LimitState) => {
      const limits = [at(90, 'fine', { id: limitOf({ id: 'r' }).id }), at(95, tokens, { id: limitOf({ id: 't' }).id })];
      return snapshotOf(keyOf({ models: [modelOf('a', { limits, failure: failureOf() })] }));
    };
    assert.equal(calm.show(both('fine'), 0).ranking[0]?.binding, 'r');
    assert.equal(calm.show(both('empty'), 1_000).ranking[0]?.binding, 't');
  });

  test('lets a limit that is much lower bind its model before the order may change, and a little lower one not', () => {
    const calm = new Calm();
    const both = (requests: number, tokens: number) => {
      const limits = [
        at(requests, 'fine', { id: limitOf({ id: 'r' }).id }),
        at(tokens, 'fine', { id: limitOf({ id: 't' }).id }),
      ];
      return snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits })] }));
    };
    const bindings = [
      [100, 100],
      [100, 90],
      [100, 80],
      [100, 100],
      [90, 100],
    ].map(([requests = 0, tokens = 0], second) => calm.show(both(requests, tokens), second * 1000).ranking[0]?.binding);
    assert.deepEqual(bindings, ['r', 'r', 't', 't', 't']);
  });

  test('is urgent where a state got worse, a request failed, or the user changed something; not where numbers move', () => {
    const calm = new Calm();
    const fine = two(a(60), b(70));
    calm.show(fine, 0);
    assert.equal(calm.isUrgent(two(a(30), b(70))), false);
    assert.equal(calm.isUrgent(two(a(60, 'low'), b(70))), true);
    const [key] = fine.keys;
    assert.ok(key);
    assert.equal(calm.isUrgent({ ...fine, keys: [{ ...key, lastFailure: failureOf() }] }), true);
    assert.equal(calm.isUrgent(two({ ...a(60), muted: true }, b(70))), true);
    const passing = (requests: number) => {
      const passed = { byAddress: [{ tool: 'codex', requests, age: requests % 3 }], withoutKey: [] };
      return { ...fine, sources: [{ id: 'gateway', state: { kind: 'live', passed } }] } as const;
    };
    calm.show(passing(1), 0);
    assert.equal(calm.isUrgent(passing(2)), false);
    assert.equal(calm.isUrgent(fine), true, 'the gateway was turned off');
  });

  test('forgets what is gone', () => {
    const calm = new Calm();
    calm.show(two(a(15, 'low'), b(70)), 0);
    assert.deepEqual(calm.show(snapshotOf(), 1).ranking, []);
    assert.equal(calm.show(two(a(60), b(70)), 2).keys[0]?.models[0]?.limits[0]?.state, 'fine');
  });
});
