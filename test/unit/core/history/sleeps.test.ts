import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Sleeps } from '../../../../src/core/history/sleeps.ts';
import { type TimeSpan, within, without } from '../../../../src/core/history/timeSpan.ts';
import { fc } from '../fastCheck.ts';

const span = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 30 }))
  .map(([from, length]): TimeSpan => ({ from, to: from + length }));
const covers = (spans: readonly TimeSpan[], at: number) => spans.some(({ from, to }) => from <= at && at < to);

test('what is within others and what is without make up a span, and nothing is in both', () => {
  fc.assert(
    fc.property(span, fc.array(span, { maxLength: 6 }), (whole, others) => {
      const [inside, outside] = [within(whole, others), without(whole, others)];
      for (let at = 0; at < 100; at++) {
        assert.equal(covers(inside, at), covers([whole], at) && covers(others, at));
        assert.equal(covers(outside, at), covers([whole], at) && !covers(others, at));
      }
    }),
  );
});

test('sleeps are in order and apart however they are told of, and as often as they are told', () => {
  fc.assert(
    fc.property(fc.array(fc.array(span, { maxLength: 4 }), { maxLength: 4 }), (parts) => {
      const sleeps = new Sleeps();
      for (const part of [...parts, ...parts]) sleeps.add(part);
      for (const [index, { from, to }] of sleeps.all.entries()) {
        assert.ok(from < to);
        assert.ok(from > (sleeps.all[index - 1]?.to ?? -1));
      }
      for (let at = 0; at < 100; at++) assert.equal(covers(sleeps.all, at), covers(parts.flat(), at));
    }),
  );
});

test('the oldest make room, and what is over before a month is forgotten', () => {
  const sleeps = new Sleeps();
  sleeps.add(Array.from({ length: 1200 }, (_, index) => ({ from: index * 10, to: index * 10 + 5 })));
  assert.deepEqual([sleeps.all.length, sleeps.all[0]?.from], [1000, 2000]);
  sleeps.forget(11_900);
  assert.deepEqual(
    sleeps.all.map(({ from }) => from),
    [11_900, 11_910, 11_920, 11_930, 11_940, 11_950, 11_960, 11_970, 11_980, 11_990],
  );
});
