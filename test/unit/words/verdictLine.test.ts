import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { diagnoseText } from '../../../src/host/actions/diagnoseText.ts';
import { pastedWords } from '../../../src/words/pastedWords.ts';
import { verdictLine } from '../../../src/words/verdictLine.ts';
import { hostileText } from './hostileText.ts';

const lineOf = (text: string) => verdictLine(pastedWords(diagnoseText(text, 0), 'vscode', null));

test('a refusal in one line says what helps and what it is', () => {
  const refused =
    '429 Rate limit reached for gpt-4o in organization org-a on tokens per min (TPM): Limit 30000. Please try again in 8s.';
  assert.match(lineOf(refused), /^Try again in 8 s · gpt-4o · \S/);
  assert.match(lineOf('Your credit balance is too low to access the Anthropic API.'), /^Add credit · \S/);
  assert.equal(lineOf('429 Too Many Requests'), 'Unclear · This text does not say which limit it was');
});

test('a tooltip is one line without a link or an icon, whatever stands in the terminal', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const line = verdictLine({ lead: text, subject: text, title: text });
      assert.doesNotMatch(line, /\]\(|\$\(|\n/);
      assert.ok(line.length <= 500);
    }),
  );
});
