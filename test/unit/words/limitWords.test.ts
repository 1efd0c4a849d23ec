import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  gaugeText,
  historyText,
  levelText,
  otherUseText,
  readText,
  timeToFullText,
  uncertaintyText,
  unknownText,
} from '../../../src/words/limitWords.ts';
import { limitOf, pastOf } from '../../panel/snapshots.ts';

const level = (low: number, estimate: number, high: number) => ({ level: { low, estimate, high } });

describe('the level in words', () => {
  it('names what is left of what', () => {
    assert.equal(levelText(limitOf(level(0, 0, 0))), '0 of 500K left');
    assert.equal(levelText(limitOf({ ...level(5, 5, 5), capacity: null })), '5 left, of an unknown capacity');
    assert.equal(levelText(limitOf({ level: null })), null);
  });

  it('tells the uncertainty only where it is noticeable', () => {
    assert.equal(uncertaintyText(limitOf(level(95_000, 97_000, 100_000))), null);
    assert.equal(uncertaintyText(limitOf(level(94_000, 97_000, 100_001))), '(94K–100K)');
    assert.equal(uncertaintyText(limitOf({ level: null })), null);
  });

  it('is unknown to a screen reader too', () => {
    assert.equal(gaugeText(limitOf({ level: null, state: 'unknown' })), 'unknown');
    assert.equal(
      gaugeText(limitOf({ ...level(1_000, 1_000, 1_000), state: 'critical' })),
      '1,000 of 500K left: critical',
    );
  });
});

describe('an unknown level', () => {
  const unknown = { level: null, state: 'unknown' as const, age: 119, lastLevel: { low: 97_000, high: 97_000 } };

  it('tells what was known and why it is no longer', () => {
    assert.equal(unknownText(limitOf(unknown)), "was 97K of 500K 119 s ago; a minute's limit forgets");
    assert.equal(
      unknownText(limitOf({ ...unknown, window: 3600 })),
      "was 97K of 500K 119 s ago; an hour's limit forgets",
    );
    assert.equal(
      unknownText(limitOf({ ...unknown, window: 86_400 })),
      'was 97K of 500K 119 s ago; too long ago to tell',
    );
    assert.equal(
      unknownText(limitOf({ ...unknown, window: null, capacity: null })),
      'was 97K 119 s ago; too long ago to tell',
    );
  });

  it('keeps the uncertainty of the last reading', () => {
    const wide = limitOf({ ...unknown, lastLevel: { low: 90_000, high: 110_000 } });
    assert.equal(unknownText(wide), "was 90K–110K of 500K 119 s ago; a minute's limit forgets");
  });

  it('was perhaps never read', () => {
    assert.equal(unknownText(limitOf({ ...unknown, lastLevel: null })), 'not read yet; holds 500K when full');
    assert.equal(unknownText(limitOf({ ...unknown, lastLevel: null, capacity: null })), 'not read yet');
  });

  it('tells its age once', () => {
    assert.equal(readText(limitOf(unknown)), 'own check');
    assert.equal(readText(limitOf({ age: 3 })), 'own check, 3 s ago');
  });
});

describe('what others use', () => {
  const others = (burnRate: number | null, changes = {}) => otherUseText(limitOf({ burnRate, ...changes }));

  it('is said once it is noticeable', () => {
    assert.equal(others(null), null);
    assert.equal(others(0), null);
    assert.equal(others(-5), null);
    assert.equal(others(80), null);
    assert.equal(others(84), 'Something else with this key uses about 5,040 tokens a minute');
  });

  it('is told by the hour where it is slow', () => {
    const day = { unit: 'requests', window: 86_400, capacity: 200 };
    assert.equal(others(0.01, day), 'Something else with this key uses about 36 requests an hour');
    assert.equal(others(0.0003, day), 'Something else with this key uses about 1 request an hour');
  });
});

describe('time and the past', () => {
  it('a full limit is full, not full in 0 s', () => {
    assert.equal(timeToFullText(limitOf({ timeToFull: 0 })), 'full');
    assert.equal(timeToFullText(limitOf({ timeToFull: 47.2 })), 'full in 48 s');
    assert.equal(timeToFullText(limitOf({ timeToFull: null })), null);
  });

  it('has words only where something was known', () => {
    assert.equal(historyText(limitOf({ history: [] })), null);
    assert.equal(historyText(limitOf({ history: pastOf([null, null]) })), null);
    assert.equal(historyText(limitOf({ history: pastOf([0.2, 0.9, 0.4]) })), 'In the last 60 s: between 20% and 90%.');
  });
});
