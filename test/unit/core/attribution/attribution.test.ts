import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Attribution } from '../../../../src/core/attribution/attribution.ts';
import type { Reading } from '../../../../src/core/model/limit.ts';

const capacity = 600_000;
/** Units a second. */
const refill = 10_000;
const second = 1000;
const models = ['large', 'small'];

function tokens(level: number): Reading[] {
  const interval = { low: level, high: level };
  return [{ unit: 'tokens', pool: 'standard', window: 60, capacity, level: interval, timeToFull: null }];
}

/** Two buckets of one size, and what is told of them. Times are seconds. */
function twoBuckets() {
  const attribution = new Attribution();
  const check = (model: string, at: number, level: number) =>
    attribution.read(model, tokens(level), at * second, at * second);
  const ask = (at: number, level: number, { input = 60_000, tool = 'Cline', isAdmitted = true } = {}) => {
    const size = { input, inputAtMost: input * 1.26 };
    return attribution.decide({ tool, ...size, isAdmitted, sentAt: at * second, readings: tokens(level) }, models);
  };
  return { attribution, check, ask };
}

suite('a request that names none of two models with limits of one size', () => {
  test('is for the one whose level it fits', () => {
    const { check, ask } = twoBuckets();
    check('large', 0, 300_000);
    check('small', 0, capacity);
    assert.equal(ask(2, 300_000 + 2 * refill - 60_000), 'large');
    assert.equal(ask(4, capacity - 60_000, { tool: 'Continue' }), 'small');
  });

  test('may be for either while both are full', () => {
    const { attribution, check, ask } = twoBuckets();
    for (const model of models) check(model, 0, capacity);
    assert.equal(ask(2, 540_000), null);
    assert.ok(attribution.isOpen(3 * second));
    // Neither is promised more than it has if it was the one.
    for (const model of models) assert.equal(attribution.lowest(model, 'tokens', 3 * second)?.high, 550_000);
    assert.ok(models.every((model) => attribution.isWorthALook(model, 3 * second)));
  });

  test('is for the one that our own check finds as low, and not for the one that it finds full', () => {
    for (const [checked, level, told] of [
      ['small', 550_000, 'small'],
      ['small', capacity, 'large'],
    ] as const) {
      const { attribution, check, ask } = twoBuckets();
      for (const model of models) check(model, 0, capacity);
      ask(2, 540_000);
      assert.ok(check(checked, 3, level));
      assert.equal(attribution.isOpen(3 * second), false);
      // What goes on with it is for the same one, though both are full again.
      assert.equal(ask(20, 539_000, { input: 61_000 }), told);
    }
  });

  test('is worth a look at the other model alone where one has been the only one of late, which then is left alone', () => {
    const { attribution, check, ask } = twoBuckets();
    const worth = (at: number) => models.filter((model) => attribution.isWorthALook(model, at * second));
    const leave = (at: number) => attribution.leaves(300_000, at * second, 2);
    for (const model of models) check(model, 0, capacity);
    leave(1);
    assert.deepEqual(worth(1), models);
    ask(1, 540_000);
    assert.deepEqual(worth(2), models);
    check('small', 2, 550_000);
    leave(20);
    assert.deepEqual(worth(20), ['large']);
    assert.deepEqual(worth(30), [], 'there is nothing to tell');
    ask(20, 530_000, { input: 70_000 });
    assert.deepEqual(worth(22), ['large']);
    check('large', 22, capacity);
    assert.deepEqual([worth(24), attribution.isOpen(24 * second)], [[], false]);
    // The other one after all.
    leave(40);
    ask(40, 500_000, { input: 100_000, tool: 'Continue' });
    check('large', 42, 520_000);
    leave(60);
    assert.deepEqual(worth(60), models, 'both are used');
    assert.deepEqual(worth(660), []);
    leave(630);
    assert.deepEqual(worth(630), ['small'], 'only the other has been used of late');
  });

  test('is told by a check that was made while it was under way', () => {
    const { check, ask } = twoBuckets();
    for (const model of models) check(model, 0, capacity);
    check('small', 3, 550_000);
    assert.equal(ask(2, 540_000), 'small');
  });

  test('starts anew where another tool asks, where it shrinks, or after a minute in which nothing confirmed it', () => {
    for (const [at, more] of [
      [20, { tool: 'Continue' }],
      [20, { input: 59_000 }],
      [20, { input: 70_000 }],
      [90, {}],
    ] as const) {
      const { check, ask } = twoBuckets();
      for (const model of models) check(model, 0, capacity);
      ask(2, 540_000);
      check('small', 3, 550_000);
      assert.equal(ask(at, 530_000, more), null);
    }
  });

  test('leaves nothing open once the bucket is full again, whichever it was, and not before', () => {
    const { attribution, check, ask } = twoBuckets();
    for (const model of models) check(model, 0, capacity);
    ask(2, 540_000);
    assert.ok(attribution.isOpen(7 * second));
    assert.equal(attribution.isOpen(8 * second), false);
    assert.equal(attribution.lowest('large', 'tokens', 8 * second), null);
  });

  test('leaves nothing open where one too large for a full bucket is refused', () => {
    const { attribution, check, ask } = twoBuckets();
    for (const model of models) check(model, 0, capacity);
    assert.equal(ask(2, capacity, { input: 700_000, isAdmitted: false }), null);
    assert.equal(attribution.isOpen(2 * second), false);
  });

  test('goes on with its conversation where it is too large for a full bucket, however long that rests', () => {
    const tooLarge = (more: { input?: number; tool?: string }) => {
      const { check, ask } = twoBuckets();
      for (const model of models) check(model, 0, capacity);
      ask(2, 20_000, { input: 580_000 });
      check('small', 3, 30_000);
      return ask(1_800, capacity, { input: 630_000, isAdmitted: false, ...more });
    };
    assert.equal(tooLarge({}), 'small');
    assert.equal(tooLarge({ input: 700_000 }), null);
    assert.equal(tooLarge({ tool: 'Continue' }), null);
    const { check, ask } = twoBuckets();
    for (const model of models) check(model, 0, capacity);
    ask(2, 540_000);
    check('small', 3, 550_000);
    assert.equal(ask(90, capacity, { input: 61_000, isAdmitted: false }), null, 'refused for another reason');
  });

  test('takes nothing where it is refused', () => {
    const { check, ask } = twoBuckets();
    check('large', 0, 20_000);
    check('small', 0, capacity);
    assert.equal(ask(1, 30_000, { isAdmitted: false }), 'large');
  });

  test('is not for another one only because somebody who is not heard uses the first', () => {
    const { check, ask } = twoBuckets();
    check('large', 0, capacity);
    // Of the other nothing is known any more.
    check('small', -200, capacity);
    assert.equal(ask(2, 300_000), null);
  });
});
