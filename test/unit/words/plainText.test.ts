import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText } from '../../../src/words/plainText.ts';
import { fc } from '../core/fastCheck.ts';
import { hostileText } from './hostileText.ts';

/** As the editor finds icons in labels, and links in notifications and input boxes. */
const icon = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;
const link = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+/i;

test('no text becomes an icon, a link or a second line in a label', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const shown = plainText(text, 5000);
      assert.doesNotMatch(shown, icon);
      assert.doesNotMatch(shown, link);
      assert.doesNotMatch(shown, /[\r\n\u2028\u202e]/);
    }),
  );
});

test('ordinary names stay as they are', () => {
  for (const name of ['gpt-5', 'ft:gpt-4o:acme::x', 'meta-llama/Llama-4 (fast)', 'a_b*c', '模型', '$5 plan'])
    assert.equal(plainText(name), name);
});

test('what a hostile name looks like is what it is', () => {
  assert.equal(plainText('[x](command:a) $(gear)').replaceAll('\u2060', ''), '[x](command:a) $(gear)');
  assert.equal(plainText('m'.repeat(10_000), 60).length, 60);
});
