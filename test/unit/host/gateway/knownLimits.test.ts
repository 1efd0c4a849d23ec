import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingKnown } from '../../../../src/core/pacing/leastLeft.ts';
import { type Known, knownLimits } from '../../../../src/host/gateway/knownLimits.ts';
import { keyOf, limitOf, modelOf, snapshotOf } from '../../../panel/snapshots.ts';

const account = { digest: 'of a key', origin: 'https://api.example.com' };

test('pacing is told what the engine knows last: of the key that an account is heard as, and of all of them the least', () => {
  let known: Known | null = null;
  const heard: unknown[] = [];
  const { told, leastLeft } = knownLimits(
    () => known,
    (one) => {
      heard.push(one);
      return 'second';
    },
  );
  assert.deepEqual([told(account, 'gpt-5'), leastLeft()], [[], nothingKnown]);
  const key = (id: string, low: number) => {
    const level = { low, estimate: low, high: low };
    return keyOf({
      id,
      models: [modelOf('gpt-5', { limits: [limitOf({ unit: 'requests', level, lastLevel: level, age: 3 })] })],
    });
  };
  known = { snapshot: snapshotOf(key('first', 7), key('second', 9)), at: 10_000 };
  assert.deepEqual(
    told(account, 'gpt-5').map(({ reading, at }) => [reading.level?.low, at]),
    [[9, 7_000]],
  );
  assert.deepEqual(leastLeft(), { requests: 7, tokens: Infinity });
  assert.deepEqual(heard, [account, account]);
});
