import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../../../src/core/causes/causeOf.ts';
import { details } from '../../../../src/core/causes/detail.ts';
import { plainWords } from '../../../../src/core/causes/evidence.ts';
import type { Wording } from '../../../../src/core/causes/rule.ts';
import { causes } from '../../../../src/core/model/failure.ts';

test('every cause has a rule, and every rule a source', () => {
  const told = new Set(rules.filter(({ detail }) => detail === undefined).map(({ cause }) => cause));
  for (const cause of causes) assert.equal(told.has(cause), cause !== 'unknown', cause);
  assert.deepEqual(new Set(rules.flatMap(({ detail }) => detail ?? [])), new Set(details));
  for (const { source } of rules) assert.ok(source.length >= 4);
});

test('the words and codes of the rules stand as they are compared, and none twice for one cause', () => {
  for (const { cause, says = [], codes = [], kinds = [] } of rules) {
    const texts = (wordings: readonly Wording[]) => wordings.filter((one) => typeof one === 'string');
    for (const words of texts(says)) assert.equal(plainWords(words), words, cause);
    for (const code of texts([...codes, ...kinds])) assert.equal(code.toLowerCase(), code, cause);
    assert.equal(new Set(says).size, says.length, cause);
    assert.equal(new Set(codes).size, codes.length, cause);
  }
});

test('no pattern of a rule repeats anything without bound, nor looks for what is never there', () => {
  for (const { cause, says = [], codes = [], kinds = [] } of rules) {
    for (const pattern of [...says, ...codes, ...kinds].filter((one) => typeof one !== 'string')) {
      const source = pattern.source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '');
      assert.ok(!/[*+]|\{\d+,\}/.test(source), `${cause}: ${pattern}`);
      assert.ok(!/[A-Z]/.test(source), `${cause}: ${pattern}`);
    }
  }
});

test('a rule asks for something', () => {
  for (const { cause, says, codes, kinds, status, when } of rules)
    assert.ok(says ?? codes ?? kinds ?? status ?? when, cause);
});
