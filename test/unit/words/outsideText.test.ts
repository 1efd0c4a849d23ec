import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outsideText } from '../../../src/words/outsideText.ts';
import { plainText } from '../../../src/words/plainText.ts';
import { fc } from '../core/fastCheck.ts';

/** A code point with its neighbors, for each kind that is drawn as nothing or turns what stands beside it. */
const invisible = [
  ...['\u00ad', '\u034f', '\u061c', '\u115f', '\u1160', '\u17b4', '\u180b', '\u180e', '\u200b', '\u200c', '\u200d'],
  ...['\u200e', '\u200f', '\u2028', '\u2029', '\u202a', '\u202e', '\u2060', '\u2061', '\u2064', '\u2066', '\u2069'],
  ...['\u206a', '\u206f', '\u2800', '\u3164', '\ufe00', '\ufe0e', '\ufe0f', '\ufeff', '\uffa0', '\ufff9', '\ufffb'],
  ...[
    '\u{1bca0}',
    '\u{1d173}',
    '\u{e0000}',
    '\u{e0001}',
    '\u{e0020}',
    '\u{e0061}',
    '\u{e007f}',
    '\u{e0100}',
    '\u{e01ef}',
  ],
  ...['\u0000', '\u0007', '\u001b', '\u007f', '\u0085', '\u009f', '\ue000', '\u{f0000}', '\ud800', '\udfff', '\ufdd0'],
];

describe('text from outside', () => {
  it('stays as it is when it is ordinary', () => {
    for (const text of [
      ...[
        'work',
        '<b>&amp;',
        '日本語',
        'مفتاح',
        '👩‍💻',
        'two\nlines\tand a tab',
        'é e\u0301 ñ',
        '5 €, 3 × 4 → 12',
        'a\u00a0b',
      ],
      ...['❤️', '1️⃣', '🏳️‍🌈', '👍🏽', '👨🏽‍🚀', '🇩🇪', 'می\u200cخواهم', 'क्\u200dष', '한국어', 'ไทย'],
    ])
      assert.equal(outsideText(text), text);
  });

  it('shows controls and direction marks', () => {
    assert.equal(outsideText('a\u0000b\u202ec\u2069d\u001be\u200ff'), 'a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf');
  });

  it('shows each invisible character, wherever it hides', () => {
    for (const one of invisible) {
      const name = (one.codePointAt(0) ?? 0).toString(16);
      for (const text of [`gpt${one}5`, one, `${one}gpt`, `gpt${one}`, `日${one}本`, `a ${one} b`, `5${one}0`])
        assert.equal(outsideText(text), text.replaceAll(one, '\ufffd'), name);
    }
  });

  it('shows every invisible character of a row of them', () => {
    assert.equal(outsideText('❤\ufe0f\ufe0f\ufe0e'), '❤\ufe0f\ufffd\ufffd');
    assert.equal(outsideText('م\u200c\u200cم'), 'م\ufffd\ufffdم');
    assert.equal(outsideText('م\u200cgpt\u200dم'), 'م\u200cgpt\ufffdم');
  });

  it('stays as it is when it has been made safe before', () => {
    for (const text of ['$(gear)', '[x](command:a)', 'a\u200bb', '👩‍💻 $(x)'])
      assert.equal(plainText(plainText(text)), plainText(text));
  });

  it('is cut at the bound, and never inside a character', () => {
    assert.equal(outsideText('abcdef', 4), 'abc…');
    assert.equal(outsideText('ab👍cd', 4), 'ab…');
  });

  it('is never longer than the bound nor deceptive, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 2, max: 250 }), (text, longest) => {
        const shown = outsideText(text, longest);
        assert.ok(shown.length <= longest);
        assert.doesNotMatch(shown, /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}](?<![\t\n\u200c\u200d])/u);
        assert.equal(outsideText(shown, longest), shown, 'what is safe stays so');
      }),
    );
  });
});
