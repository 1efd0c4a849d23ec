import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { RecentUse } from '../../../../src/core/forecast/recentUse.ts';
import { fc } from '../fastCheck.ts';

const steps = 12;
const step = 10;

suite('recent use', () => {
  test('is what came within the span, spread evenly over the time it came in', () => {
    const use = new RecentUse(steps, step);
    use.add(50, 5);
    use.add(30, 60);
    assert.equal(use.within(30), 60);
    assert.equal(use.within(45), 61.5);
    assert.equal(use.within(steps * step), 65);
    use.add(1000, 0);
    assert.equal(use.within(steps * step), 0);
    assert.equal(use.length, 1080);
  });

  test('agrees, to what comes within a step, with a list of all that ever came', () => {
    const entries = fc.array(
      fc.record({
        seconds: fc.oneof(fc.double({ min: 0.001, max: 30, noNaN: true }), fc.integer({ min: 1, max: 5000 })),
        used: fc.integer({ min: 0, max: 100 }),
      }),
      { minLength: 1, maxLength: 200 },
    );
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: steps * step }), (list, span) => {
        const use = new RecentUse(steps, step);
        for (const { seconds, used } of list) use.add(seconds, used);
        const now = list.reduce((sum, { seconds }) => sum + seconds, 0);
        const since = (from: number) => {
          let at = 0;
          let sum = 0;
          for (const { seconds, used } of list) {
            const begin = Math.max(at, from);
            at += seconds;
            if (at > begin) sum += (used * (at - begin)) / seconds;
          }
          return sum;
        };
        const found = use.within(span);
        assert.ok(found <= since(now - span - step) + 1e-6, `${found}`);
        assert.ok(found >= since(now - span + step) - 1e-6, `${found}`);
      }),
    );
  });
});
