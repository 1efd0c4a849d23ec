import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ModelKnown } from '../../../../src/engine/source.ts';
import { CheckTimes } from '../../../../src/sources/probe/checkTimes.ts';
import { fc } from '../../core/fastCheck.ts';

const known: ModelKnown = {
  checks: [],
  readAt: null,
  usedAt: null,
  wish: null,
  bareAnswers: 0,
  refused: false,
  limits: [],
  snapshots: () => [],
};
const times = fc.uniqueArray(fc.integer({ min: 0, max: 3_599_999 })).map((all) => all.sort((a, b) => a - b));

it('a model has the checks of all windows behind it, each once, the oldest first', () => {
  fc.assert(
    fc.property(times, times, times, (shared, own, others) => {
      const inOrder = (...all: readonly number[][]) => [...new Set(all.flat())].sort((a, b) => a - b);
      const checkTimes = new CheckTimes();
      for (const at of inOrder(shared, own)) checkTimes.checked('gpt-5', at);
      const { recentChecks } = checkTimes.pace('gpt-5', { ...known, checks: inOrder(shared, others) });
      assert.deepEqual(recentChecks, inOrder(shared, own, others));
    }),
  );
});
