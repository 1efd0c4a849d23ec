import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelToTell } from '../../../src/words/sameModel.ts';
import { warningText } from '../../../src/words/warningWords.ts';
import { keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { fc } from '../core/fastCheck.ts';
import { hostileText } from './hostileText.ts';

const now = Date.UTC(2026, 7, 19, 14, 36, 55);

const level = (estimate: number) => ({ estimate, low: estimate, high: estimate });
const low = limitOf({ level: level(95_000), timeToFull: 49, state: 'low' });
const sized = { ...low, requestSize: 110_000 };

for (const [what, text, expected] of [
  ['low says what is left', warningText('low', low, false, now), 'gpt-5: only 95K of 500K tokens per minute are left.'],
  [
    'of a known size says that the next will be refused, the two numbers, and what is enough',
    warningText('soon', sized, false, now),
    'gpt-5: the next request will probably be refused. 95K of 500K tokens per minute are left, and yours take about 110K. Pause 5 s and it fits.',
  ],
  [
    'soon says when',
    warningText(
      'soon',
      { ...low, timeToEmpty: 41, pace: { requestsPerMinute: 4, typicalRequest: 96_000 } },
      false,
      now,
    ),
    'gpt-5: only 95K of 500K tokens per minute are left, at this pace empty in 41 s.',
  ],
  [
    'empty says when the next fits',
    warningText('empty', { ...sized, level: level(0) }, false, now),
    'gpt-5: the tokens per minute are used up. A request like yours fits in 20 s.',
  ],
  [
    'empty of no known size promises nothing',
    warningText('empty', { ...low, level: level(0), timeToFull: null }, false, now),
    'gpt-5: the tokens per minute are used up.',
  ],
  [
    'empty calls nothing used up of which something is left',
    warningText('empty', { ...low, level: level(300_000), state: 'empty' }, false, now),
    'gpt-5: refused just now. 300K of 500K tokens per minute are left.',
  ],
  [
    'ready says that it is over',
    warningText('ready', { ...low, level: level(300_000), state: 'fine' }, false, now),
    'gpt-5: ready again, 300K of 500K tokens per minute are left.',
  ],
] as const) {
  test(`a warning: ${what}`, () => assert.equal(text, expected));
}

test('a warning of the demo says that it is one', () => {
  for (const crossing of ['low', 'soon', 'critical', 'empty', 'ready'] as const)
    assert.equal(warningText(crossing, low, true, now), `Demo: ${warningText(crossing, low, false, now)}`);
});

test('a warning says whose limit it is where the model’s name does not', () => {
  const [work, own] = ['work', 'own'].map((label) => keyOf({ id: label, label, models: [modelOf('gpt-5')] }));
  const other = keyOf({ id: 'other', models: [modelOf('gpt-5-mini')] });
  assert.ok(work && own);
  assert.equal(labelToTell('gpt-5', work, snapshotOf(work, own, other)), 'work');
  assert.equal(labelToTell('gpt-5', work, snapshotOf(work, other)), null);
  assert.equal(
    warningText('empty', { ...low, level: level(0), timeToFull: null }, false, now, 'work'),
    'gpt-5 · work: the tokens per minute are used up.',
  );
});

test('a model’s name is never a link in a warning', () => {
  fc.assert(
    fc.property(hostileText, fc.constantFrom('low', 'soon', 'critical', 'empty', 'ready'), (model, crossing) => {
      const text = warningText(crossing, limitOf({ model }), false, now);
      assert.doesNotMatch(text, /\[[^\]]+\]\(|\n/);
      assert.ok(text.length < 320);
    }),
  );
});

test('a limit that was refused before its level was known gives no number that nobody read', () => {
  const unknown = limitOf({ level: null, capacity: null, timeToFull: null });
  assert.equal(warningText('empty', unknown, false, now), 'gpt-5: the tokens per minute are used up.');
  for (const crossing of ['low', 'soon', 'critical', 'ready'] as const)
    assert.doesNotMatch(warningText(crossing, unknown, false, now), /%/, crossing);
});
