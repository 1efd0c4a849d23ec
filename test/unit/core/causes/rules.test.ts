import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../../../src/core/causes/causeOf.ts';
import { plainWords } from '../../../../src/core/causes/evidence.ts';
import { causes } from '../../../../src/core/model/failure.ts';

test('every cause has a rule, and every rule a source', () => {
  const told = new Set(rules.map(({ cause }) => cause));
  for (const cause of causes) assert.equal(told.has(cause), cause !== 'unknown', cause);
  for (const { source } of rules) assert.ok(source.length >= 4);
});

test('the words and codes of the rules stand as they are compared, and none twice for one cause', () => {
  for (const { cause, says = [], codes = [] } of rules) {
    for (const words of says) assert.equal(plainWords(words), words, cause);
    for (const code of codes) assert.equal(code.toLowerCase(), code, cause);
    assert.equal(new Set(says).size, says.length, cause);
    assert.equal(new Set(codes).size, codes.length, cause);
  }
});

test('a rule asks for something', () => {
  for (const { cause, says, codes, status, when } of rules) assert.ok(says ?? codes ?? status ?? when, cause);
});
