import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { historyText, intervalText, otherUseText } from '../../../src/words/limitWords.ts';
import { limitOf, pastOf } from '../../panel/snapshots.ts';

describe('what others use', () => {
  const others = (burnRate: number | null, changes = {}) => otherUseText(limitOf({ burnRate, ...changes }));

  it('is said once it is noticeable', () => {
    assert.equal(others(null), null);
    assert.equal(others(0), null);
    assert.equal(others(-5), null);
    assert.equal(others(80), null);
    assert.equal(others(84), 'Your tools use about 5,040 tokens a minute');
  });

  it('is told by the hour where it is slow', () => {
    const day = { unit: 'requests', window: 86_400, capacity: 200 };
    assert.equal(others(0.01, day), 'Your tools use about 36 requests an hour');
    assert.equal(others(0.0003, day), 'Your tools use about 1 request an hour');
  });
});

describe('ranges and the past', () => {
  it('a range is one number where it is narrow', () => {
    assert.equal(intervalText({ low: 97_000, high: 97_200 }, 500_000), '97K');
    assert.equal(intervalText({ low: 90_000, high: 110_000 }, 500_000), '90K–110K');
  });

  it('has words only where something was known', () => {
    assert.equal(historyText(limitOf({ history: [] })), null);
    assert.equal(historyText(limitOf({ history: pastOf([null, null]) })), null);
    assert.equal(historyText(limitOf({ history: pastOf([0.2, 0.9, 0.4]) })), 'In the last 60 s: between 20% and 90%.');
    const justBegun = [
      { ago: 1, level: 0.99 },
      { ago: 0, level: 0.99 },
    ];
    assert.equal(historyText(limitOf({ history: justBegun })), null);
  });
});
