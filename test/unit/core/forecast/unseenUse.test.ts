import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { unseen } from '../../../../src/core/forecast/parameters.ts';
import { UnseenUse } from '../../../../src/core/forecast/unseenUse.ts';
import { fc } from '../fastCheck.ts';

const second = 1000;
const loop = { size: 100, largest: 100, isRunning: true, isInUse: true, capacity: 1000 };
const nobody = { ...loop, size: null, largest: 0, isRunning: false };
const caution = unseen.leastCaution;

suite('what others may have taken unseen', () => {
  test('is nothing at the reading itself', () => {
    assert.equal(new UnseenUse().most(0, loop), 0);
    assert.equal(new UnseenUse().most(0, nobody), 0);
    assert.equal(new UnseenUse().likely(0, loop), 0);
  });

  test('is a request at once, and more of them as time passes, sooner while the loop runs', () => {
    const use = new UnseenUse();
    assert.equal(use.most(second, loop), caution * 100);
    assert.ok(use.most(14 * second, loop) > use.most(14 * second, { ...loop, isRunning: false }));
  });

  test('grows slowly where nobody was seen yet', () => {
    const [soon, later, late] = [1, 10, 60].map((s) => new UnseenUse().most(s * second, nobody));
    assert.ok(soon && later && late && soon < later && later < late && late < 500);
  });

  test('widens when more fell than it allowed, and narrows again when that stays away', () => {
    const use = new UnseenUse();
    for (let i = 0; i < 5; i++) use.learn(5000, 60 * second, loop);
    const wide = use.most(second, loop);
    assert.ok(wide > 120, `${wide}`);
    for (let i = 0; i < 500; i++) use.learn(0, 60 * second, loop);
    assert.ok(Math.abs(use.most(second, loop) - caution * 100) < 1e-9);
  });

  test('is likely what a steady flow takes, and nothing of a rare large request', () => {
    const flow = new UnseenUse();
    for (let i = 0; i < 60; i++) flow.learn(10, second, { ...loop, size: 2 });
    const likely = flow.likely(second, { ...loop, size: 2 });
    assert.ok(likely > 7 && likely < 11, `${likely}`);
    assert.equal(flow.likely(second, { ...loop, size: 1000 }), 0);
  });

  test('leaves a number to act on: nothing of it goes while nobody is expected, requests go while a loop runs', () => {
    const use = new UnseenUse();
    assert.equal(use.safe(50 * second, { ...loop, isInUse: false, isRunning: false }), 0);
    assert.equal(use.safe(0, loop), 0);
    const [soon, later] = [use.safe(10 * second, loop), use.safe(50 * second, loop)];
    assert.ok(soon >= 100 && later > soon, `${soon} ${later}`);
  });

  test('counts on less after surprises, and on more again when they stay away', () => {
    const use = new UnseenUse();
    const before = use.safe(10 * second, loop);
    for (let i = 0; i < 5; i++) use.learn(900, 10 * second, loop);
    assert.ok(use.safe(10 * second, loop) > before);
    for (let i = 0; i < 500; i++) use.learn(0, 10 * second, loop);
    assert.ok(use.safe(10 * second, loop) <= before);
  });

  test('is never less than nothing, and never less after more time', () => {
    const seen = fc.array(
      fc.record({ fell: fc.double({ min: -1e6, max: 1e6, noNaN: true }), elapsed: fc.integer({ min: 1, max: 1e6 }) }),
    );
    fc.assert(
      fc.property(seen, fc.nat(120_000), fc.nat(120_000), (list, one, other) => {
        const use = new UnseenUse();
        for (const { fell, elapsed } of list) use.learn(fell, elapsed, loop);
        for (const amount of [use.most, use.likely, use.safe].map(
          (of) => (elapsed: number) => of.call(use, elapsed, loop),
        )) {
          assert.ok(amount(one) >= 0);
          assert.ok(amount(Math.min(one, other)) <= amount(Math.max(one, other)));
        }
      }),
    );
  });
});
