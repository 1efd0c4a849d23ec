import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentence } from '../../../src/words/sentence.ts';

test('a sentence begins with a capital letter, and with a model’s name as it is', () => {
  assert.equal(sentence('nothing was read lately'), 'Nothing was read lately.');
  assert.equal(sentence('gpt-5: Tokens pro Minute aufgebraucht'), 'gpt-5: Tokens pro Minute aufgebraucht.');
  assert.equal(sentence('the tokens of gpt-5 are used up!'), 'The tokens of gpt-5 are used up!');
});

test('a sentence ends as its language does, and once', () => {
  assert.equal(sentence('次のリクエストは入りません'), '次のリクエストは入りません。');
  assert.equal(sentence('Really?'), 'Really?');
  assert.equal(sentence(''), '');
});
