import assert from 'node:assert/strict';
import { test } from 'node:test';
import { estimateTokens, fits } from '../../../src/core/fit.ts';
import { DAY, MINUTE } from '../../../src/core/model/limit.ts';
import { limitOf } from '../../panel/snapshots.ts';
import { fc } from './fastCheck.ts';

const level = (left: number) => ({ low: left, estimate: left, high: left });
const bucket = (left: number | null, window: number | null = MINUTE) =>
  limitOf({ capacity: 30_000, window, level: left === null ? null : level(left) });

test('a text takes a quarter of its characters in tokens, give or take, and other scripts more', () => {
  const english = estimateTokens('The quick brown fox jumps over the lazy dog. '.repeat(100));
  assert.ok(english.low <= 1125 && 1125 <= english.high, JSON.stringify(english));
  assert.ok(estimateTokens('日本語の文章です').high >= 8);
  assert.deepEqual(estimateTokens(''), { low: 0, high: 0 });
});

test('fits now, later, never, or nobody knows', () => {
  const tokens = { low: 9_000, high: 12_000 };
  assert.deepEqual(fits(tokens, bucket(12_000)), { kind: 'now' });
  assert.deepEqual(fits(tokens, bucket(6_000)), { kind: 'later', wait: 12 });
  assert.deepEqual(fits(tokens, bucket(6_000, DAY)), { kind: 'later', wait: 17_280 });
  assert.deepEqual(fits({ low: 36_741, high: 40_000 }, bucket(30_000)), { kind: 'never' });
  assert.deepEqual(fits({ low: 36_741, high: 40_000 }, bucket(null)), { kind: 'never' }, 'that needs no reading');
  assert.deepEqual(fits({ low: 29_000, high: 40_000 }, bucket(30_000)), { kind: 'unsure' });
  assert.deepEqual(fits(tokens, bucket(null)), { kind: 'unknown' });
  assert.deepEqual(fits(tokens, bucket(6_000, null)), { kind: 'unknown' });
  assert.deepEqual(fits(tokens, { ...bucket(6_000), capacity: null }), { kind: 'unknown' });
});

test('no wait is negative or longer than the window', () => {
  fc.assert(
    fc.property(fc.nat(40_000), fc.nat(40_000), fc.nat(30_000), (low, more, left) => {
      const fit = fits({ low, high: low + more }, bucket(left));
      assert.ok(fit.kind !== 'later' || (fit.wait > 0 && fit.wait <= MINUTE), JSON.stringify(fit));
    }),
  );
});
