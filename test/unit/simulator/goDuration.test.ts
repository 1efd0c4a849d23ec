import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { goDuration } from '../../../src/simulator/goDuration.ts';
import { secondsOf } from './reading.ts';

test('durations are written as OpenAI was recorded to write them', () => {
  const recorded = [
    '0s',
    '1ms',
    '6ms',
    '896ms',
    '1.182s',
    '8.64s',
    '1s',
    '16m17.764s',
    '20m52.666s',
    '7m12s',
    '1h2m3.5s',
  ];
  assert.deepEqual(
    recorded.map((text) => goDuration(secondsOf(text))),
    recorded,
  );
  assert.equal(goDuration(0.0004), '0s');
  assert.equal(goDuration(-3), '0s');
  assert.equal(goDuration(0.9996), '1s');
  assert.equal(goDuration(59.9996), '1m0s');
  assert.equal(goDuration(3600), '1h0m0s');
});

test('a written duration is the duration to the millisecond', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 100_000, noNaN: true }), (seconds) => {
      assert.ok(Math.abs(secondsOf(goDuration(seconds)) - seconds) <= 0.000_500_1);
    }),
  );
});
