import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { viewOf } from '../../../src/core/shown/limitView.ts';
import { clockTime } from '../../../src/words/clockTime.ts';
import { doubtText, leftOfText, neverFitsText, viewWord } from '../../../src/words/limitDetailWords.ts';
import { percentText } from '../../../src/words/limitViewWords.ts';
import { limitOf } from '../../panel/snapshots.ts';

const now = Date.UTC(2026, 7, 19, 14, 36, 55);
const at = (left: number, changes: Parameters<typeof limitOf>[0] = {}) => {
  const estimate = left * 500_000;
  return viewOf(limitOf({ level: { estimate, low: estimate, high: estimate }, ...changes }));
};

suite('a limit in words', () => {
  test('says how many requests of the size seen fit, or when one does', () => {
    assert.equal(viewWord(at(0.8, { requestSize: 50_000 }), now), 'fits 8 more');
    assert.equal(viewWord(at(0.1, { requestSize: 50_000 }), now), 'fits 1 more');
    assert.equal(viewWord(at(0.1, { requestSize: 96_000 }), now), 'fits in 10 s');
    assert.equal(viewWord(at(1, { requestSize: 100 }), now), 'fits 99+ more');
    assert.equal(viewWord(at(1, { requestSize: 600_000 }), now), 'never fits');
  });

  test('says the state where no size is known', () => {
    assert.equal(viewWord(at(1), now), 'full');
    assert.equal(viewWord(at(0.9), now), 'fine');
    assert.equal(viewWord(at(0.1, { state: 'low' }), now), 'low');
    assert.equal(viewWord(at(0.5, { state: 'soon' }), now), 'at risk');
    assert.equal(viewWord(at(0, { state: 'empty' }), now), 'used up');
  });

  test('says how long a limit of hours lasts', () => {
    const day = { window: 86_400, unit: 'requests' } as const;
    assert.equal(viewWord(at(0.6, day), now), 'lasts today');
    const until = clockTime(now + 7_200_000, now, 'en');
    assert.equal(viewWord(at(0.6, { ...day, timeToEmpty: 7_200 }), now), `lasts until ${until}`);
  });

  test('says of an old number when it was read, and of none that it was not', () => {
    const old = { level: null, soon: null, state: 'unknown', age: 600 } as const;
    assert.equal(viewWord(viewOf(limitOf(old)), now), `at ${clockTime(now - 600_000, now, 'en')}`);
    assert.equal(viewWord(viewOf(limitOf({ ...old, lastLevel: null })), now), 'not read yet');
  });

  test('gives number and amounts that belong together', () => {
    const view = at(0.3);
    assert.deepEqual([percentText(view), leftOfText(view)], ['30%', '150K of 500K']);
    const unread = viewOf(limitOf({ level: null, soon: null, lastLevel: null }));
    assert.deepEqual([percentText(unread), leftOfText(unread)], [null, '500K when full']);
  });

  test('gives the doubt only to whoever asks, and only where there is some', () => {
    assert.equal(doubtText(at(0.3)), null);
    const level = { low: 50_000, estimate: 150_000, high: 160_000 };
    assert.equal(doubtText(viewOf(limitOf({ level, age: 18.7 }))), 'between 50K and 160K');
  });

  test('uses every digit of a request that never fits, and rounds the cut up', () => {
    assert.equal(
      neverFitsText(36_741, 30_000, { unit: 'tokens', window: 60 }),
      '36,741 tokens can never fit 30,000 per minute: cut at least 6,741 (19%).',
    );
  });
});
