import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { outsideText } from '../../../src/words/outsideText.ts';

describe('text from outside', () => {
  it('stays as it is when it is ordinary', () => {
    for (const text of ['work', '<b>&amp;', '日本語', 'مفتاح', '👩‍💻', 'two\nlines\tand a tab'])
      assert.equal(outsideText(text), text);
  });

  it('shows controls and direction marks', () => {
    assert.equal(outsideText('a\u0000b\u202ec\u2069d\u001be\u200ff'), 'a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf');
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
        assert.doesNotMatch(shown, /[\u202a-\u202e\u2066-\u2069]/);
        assert.ok(!shown.includes('\0'));
      }),
    );
  });
});
