import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ago, count, dollars, duration, percent, setLocale } from '../../../src/core/words.ts';

after(() => setLocale('en'));

test('counts are short beside a gauge and keep their meaning in every language', () => {
  setLocale('en');
  assert.deepEqual([496, 9_999, 97_400, 500_000, 2_400_000].map(count), ['496', '9,999', '97K', '500K', '2.4M']);
  setLocale('zh-cn');
  assert.deepEqual([12_400, 97_000].map(count), ['1.2万', '9.7万']);
  setLocale('de');
  assert.equal(count(97_400), '97.400');
  setLocale('no language at all');
  assert.equal(count(97_400), '97K');
});

test('what is not quite empty is not 0 %', () => {
  setLocale('en');
  assert.deepEqual([0, 0.001, 0.5, 0.996, 1].map(percent), ['0%', '1%', '50%', '100%', '100%']);
});

test('a wait is rounded up, an age down, and a wait of a second is one second', () => {
  assert.deepEqual([0, 1.000_000_001, 23.2, 119.5, 3_541, 3_660, 90_000].map(duration), [
    '0 s',
    '1 s',
    '24 s',
    '2 min',
    '1 h',
    '1 h 1 min',
    '1 d 1 h',
  ]);
  assert.deepEqual([0.4, 59.9, 125, 3_599].map(ago), ['just now', '59 s ago', '2 min ago', '59 min ago']);
});

test('small sums are not nothing', () => {
  assert.deepEqual([0, 0.000_02, 0.005, 0.05, 1.239].map(dollars), ['$0.00', '$0.00002', '$0.005', '$0.05', '$1.24']);
});
