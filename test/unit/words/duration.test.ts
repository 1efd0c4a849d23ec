import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { amountText } from '../../../src/words/amountText.ts';
import { spendingText } from '../../../src/words/checkWords.ts';
import { ago, duration } from '../../../src/words/duration.ts';
import { limitName, shortLimitName } from '../../../src/words/limitNames.ts';
import { count, dollars, percent, plural, setLocale } from '../../../src/words/numbers.ts';

after(() => setLocale('en'));

test('counts are short beside a gauge and keep their meaning in every language', () => {
  setLocale('en');
  assert.deepEqual(
    [496, 9_999, 97_400, 500_000, 2_400_000].map((value) => count(value)),
    ['496', '9,999', '97K', '500K', '2.4M'],
  );
  setLocale('zh-cn');
  assert.deepEqual(
    [12_400, 97_000].map((value) => count(value)),
    ['1.2万', '9.7万'],
  );
  setLocale('de');
  assert.equal(count(97_400), '97.400');
  assert.equal(count(36_741, 'exact'), '36.741');
  setLocale('no language at all');
  assert.equal(count(97_400), '97K');
});

test('what is not quite empty is not 0 %, and what is not quite full not 100 %', () => {
  setLocale('en');
  assert.deepEqual([0, 0.001, 0.5, 0.996, 1].map(percent), ['0%', '1%', '50%', '99%', '100%']);
});

test('a wait is rounded up, an age down, and a wait of a second is one second', () => {
  assert.deepEqual([0, 1.000_000_001, 23.2, 119.5, 3_541, 3_660, 86_400, 90_000].map(duration), [
    '0 s',
    '1 s',
    '24 s',
    '2 min',
    '1 h',
    '1 h 1 min',
    '1 d',
    '1 d 1 h',
  ]);
  assert.deepEqual([0.4, 59.9, 125, 3_599].map(ago), ['just now', '59 s ago', '2 min ago', '59 min ago']);
});

test('small sums are not nothing', () => {
  assert.deepEqual([0, 0.000_02, 0.005, 0.05, 1.239].map(dollars), ['$0.00', '$0.00002', '$0.005', '$0.05', '$1.24']);
});

test('a noun goes with its number as the language has it', () => {
  const forms = { one: 'one', other: 'other' };
  for (const [language, zero, single, several] of [
    ['en', 'other', 'one', 'other'],
    ['de', 'other', 'one', 'other'],
    ['fr', 'one', 'one', 'other'],
    ['es', 'other', 'one', 'other'],
    ['ja', 'other', 'other', 'other'],
    ['zh-cn', 'other', 'other', 'other'],
    // Reads English: its own rules would make "21 request" of it.
    ['ru', 'other', 'one', 'other'],
  ] as const) {
    setLocale(language);
    const found = [0, 1, 21].map((value) => plural(value, forms));
    assert.deepEqual(found, [zero, single, several], language);
  }
});

test('the noun goes with the number that is shown', () => {
  setLocale('en');
  assert.deepEqual(
    [0.4, 0.6, 1.4, 1.6, 12_400].map((value) => amountText(value, 'input-tokens')),
    ['0 input tokens', '1 input token', '1 input token', '2 input tokens', '12K input tokens'],
  );
  assert.equal(spendingText({ requests: 1, tokens: 1, dollars: 0 }), '1 request, 1 token, $0.00');
  assert.equal(spendingText({ requests: 2, tokens: 40, dollars: null }), '2 requests, 40 tokens, price unknown');
});

test('where a language has one form, both of a pair are translated alike, and else differently', () => {
  for (const language of ['de', 'fr', 'es', 'ja', 'zh-cn']) {
    const file = join(import.meta.dirname, `../../../l10n/bundle.l10n.${language}.json`);
    const words: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'));
    const oneForm = new Intl.PluralRules(language).resolvedOptions().pluralCategories.length === 1;
    for (const noun of ['request', 'token', 'input token', 'output token', 'image'])
      assert.equal(words[`{0} ${noun}`] === words[`{0} ${noun}s`], oneForm, `${language}: ${noun}`);
  }
});

test('a limit is called by its own window, whatever that is', () => {
  setLocale('en');
  const name = (window: number | null) => limitName({ unit: 'requests', pool: 'standard', window });
  assert.deepEqual([1, 10, 60, 3_600, 86_400, 2_592_000, null].map(name), [
    'Requests per second',
    'Requests per 10 s',
    'Requests per minute',
    'Requests per hour',
    'Requests per day',
    'Requests per month',
    'Requests',
  ]);
  const short = (window: number | null) => shortLimitName({ unit: 'tokens', window });
  assert.deepEqual([10, 60, 2_592_000, null].map(short), ['tokens/10 s', 'tokens/min', 'tokens/month', 'tokens']);
});
