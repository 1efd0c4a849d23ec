import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outsideText } from '../../../src/words/outsideText.ts';
import { plainText } from '../../../src/words/plainText.ts';
import { ownTime } from '../../support/ownTime.ts';

test('a megabyte of anything is made plain in 50 ms', () => {
  const pieces = [
    ' ',
    '\n',
    '$(',
    '](',
    '\u200b',
    '👩‍💻',
    '❤\ufe0f',
    'م\u200c',
    '\ud800',
    '1\ufe0f\u20e3',
    '\u{e0041}',
    'a',
    '\t ',
  ];
  for (const one of pieces)
    for (const other of pieces) {
      const text = (one + other).repeat(Math.ceil(1_048_576 / (one + other).length));
      const took = ownTime(50, () => {
        plainText(text);
        plainText(text, 5000);
        outsideText(text, 5000);
      });
      assert.ok(took < 50, `${JSON.stringify(one + other)} ${took}`);
    }
});
