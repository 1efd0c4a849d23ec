import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Counted } from '../../../../src/core/forecast/conversation.ts';
import { LimitForecast } from '../../../../src/core/forecast/limitForecast.ts';
import type { Interval } from '../../../../src/core/model/limit.ts';

const capacity = 600_000;
/** Units a second. */
const refill = 10_000;
const second = 1000;
const minute = 60 * second;
const toHeaders = 1.5 * second;

/** A bucket that is used by requests that are heard, and by others. Times are milliseconds. */
function heardBucket({ counted = 'input' as Counted, left = capacity, known = true } = {}) {
  const forecast = new LimitForecast(counted);
  let level = left;
  let now = 0;
  let isFirst = true;
  const pass = (ms: number) => {
    now += ms;
    level = Math.min(capacity, level + (refill * ms) / second);
  };
  return {
    pass,
    /** Somebody takes units, and nobody hears of it. */
    unheard: (units: number) => {
      level -= units;
    },
    /** A request leaves whose bytes are about `input` tokens; it takes `units`, and its answer tells what is left. */
    ask: (input: number, units = input) => {
      const request = { sentAt: now, conversation: null, input, inputAtMost: Math.ceil(input * 1.26) };
      // The first one left before anybody knew of the limit.
      if (!isFirst) forecast.sent(request);
      isFirst = false;
      level -= units;
      const read = { level: { low: level, high: level }, capacity, window: 60, timeToFull: null };
      pass(toHeaders);
      const ended = { receivedAt: now, wasSeenLeaving: known, isAdmitted: true, charged: null, answer: null };
      forecast.ended({ ...request, ...ended }, read);
    },
    leave: (input: number) =>
      forecast.sent({ sentAt: now, conversation: null, input, inputAtMost: Math.ceil(input * 1.26) }),
    /** How far the number shown is from the truth, as a share of the capacity. */
    error: () => Math.abs((forecast.shown(now)?.estimate ?? Number.NaN) - level) / capacity,
    shown: () => forecast.shown(now) ?? assert.fail('nothing is shown'),
    /** What an alarm of the level goes by, as a share of the capacity. */
    likely: () => (forecast.likely(now) ?? Number.NaN) / capacity,
    others: () => forecast.explainUnseen(now).running,
    conversations: () => forecast.explain(now).conversations,
    /** The probability of a refusal within a minute. */
    danger: () => forecast.look(now).refusalWithinMinute,
    truth: () => level,
  };
}

const holds = ({ low, high }: Interval, truth: number) => assert.ok(low <= truth && truth <= high);

suite('a limit whose use is heard', () => {
  test('is low for its alarm once a request was answered, or after a second: until then what it takes is a guess', () => {
    const bucket = heardBucket();
    bucket.ask(60_000);
    bucket.pass(2 * minute);
    bucket.leave(540_000);
    assert.equal(bucket.likely(), 1);
    assert.ok(bucket.shown().estimate < 0.2 * capacity);
    bucket.pass(0.9 * second);
    assert.equal(bucket.likely(), 1);
    bucket.pass(0.2 * second);
    assert.ok(bucket.likely() < 0.2);

    const answered = heardBucket();
    answered.ask(60_000);
    answered.pass(2 * minute);
    answered.ask(540_000);
    assert.ok(answered.likely() < 0.2);
  });

  test('is known at once where the first request explains all that is missing', () => {
    const bucket = heardBucket();
    bucket.ask(60_000, 66_000);
    for (let at = 0; at < 20; at++) {
      bucket.pass(second);
      assert.ok(bucket.error() < 0.001, `${bucket.error()} after ${at} s`);
    }
  });

  test('counts a request from the moment it leaves', () => {
    const bucket = heardBucket();
    bucket.ask(60_000);
    const before = bucket.shown().estimate;
    bucket.leave(100_000);
    const { low, estimate, high } = bucket.shown();
    assert.deepEqual([before - low, before - estimate, high], [126_000, 100_000, before]);
  });

  test('is used by conversations that are told apart by the sizes of their requests', () => {
    const bucket = heardBucket();
    for (let turn = 0; turn < 8; turn++) {
      bucket.ask(20_000 + turn * 500);
      bucket.pass(10 * second);
      bucket.ask(120_000 + turn * 500);
      bucket.pass(10 * second);
    }
    assert.equal(bucket.conversations(), 2);
  });

  test('is in danger of the large one of two conversations although the small one was the last to ask', () => {
    const bucket = heardBucket();
    for (let turn = 0; turn < 4; turn++) {
      bucket.ask(220_000 + turn * 500);
      bucket.ask(8_000 + turn * 500);
      bucket.pass(8 * second);
    }
    assert.ok(bucket.danger() > 0.5, `${bucket.danger()}`);
  });

  test('may be used by somebody else where more is missing at first, until all is explained for a minute', () => {
    const bucket = heardBucket({ left: capacity / 2 });
    bucket.ask(20_000);
    bucket.pass(10 * second);
    assert.ok(bucket.error() > 0.05);
    for (let at = 0; at < 6; at++) {
      bucket.pass(10 * second);
      bucket.ask(150_000);
    }
    bucket.pass(10 * second);
    assert.ok(bucket.error() < 0.001, `${bucket.error()}`);
    assert.ok(bucket.truth() < 0.9 * capacity);
  });

  test('is used by somebody else once more is missing than the bytes of its requests can be', () => {
    const bucket = heardBucket();
    const work = (times: number) => {
      for (let at = 0; at < times; at++) {
        bucket.pass(8 * second);
        bucket.ask(80_000);
      }
    };
    work(4);
    assert.equal(bucket.others(), 0);
    bucket.unheard(200_000);
    work(1);
    assert.equal(bucket.others(), 1);
    bucket.pass(4 * second);
    // Whoever it was may go on.
    assert.ok(bucket.shown().estimate < bucket.truth() - 0.02 * capacity);
  });

  test('takes what every request costs beyond its bytes for its own', () => {
    const bucket = heardBucket();
    for (let at = 0; at < 16; at++) {
      bucket.ask(10_000, 42_000);
      bucket.pass(6 * second);
      // What the first one took beyond its bytes may have been somebody else's.
      if (at >= 8) assert.ok(bucket.error() < 0.001);
    }
    assert.equal(bucket.others(), 0);
  });

  test('takes of a prompt only what usually counts, where what was cached does not', () => {
    const bucket = heardBucket({ counted: 'uncached' });
    for (const units of [100_000, 2_000, 1_000, 3_000, 90_000, 2_000]) {
      bucket.ask(100_000, units);
      bucket.pass(15 * second);
    }
    const before = bucket.shown().estimate;
    bucket.leave(100_000);
    const { low, estimate } = bucket.shown();
    assert.ok(before - estimate < 3_000, `${before - estimate}`);
    assert.equal(before - low, 126_000);
  });
});

suite('an answer that is charged while it is written', () => {
  const small = 8_000;
  const answered = (left: number, isAdmitted = true) => {
    const forecast = new LimitForecast('output');
    const request = { conversation: null, input: 30_000, inputAtMost: 40_000 };
    const reading = { level: { low: left, high: left }, capacity: small, window: 60, timeToFull: null };
    const ended = { wasSeenLeaving: true, isAdmitted, charged: null, answer: null };
    for (const sentAt of [0, minute]) {
      forecast.sent({ ...request, sentAt });
      forecast.ended({ ...request, ...ended, sentAt, receivedAt: sentAt + toHeaders }, reading);
    }
    return (seconds: number) => forecast.shown(minute + seconds * second) ?? assert.fail('nothing is shown');
  };

  test('goes on after the headers as those do that were recorded, while nobody tells its length', () => {
    const at = answered(4_000);
    const refilled = (seconds: number) => 4_000 + (small / 60) * seconds;
    for (const [seconds, written] of [
      [12.5, 1_000],
      [20, 1_100],
      [0.5, 0],
    ] as const)
      holds(at(seconds), refilled(seconds) - written);
    const { low, estimate, high } = at(10);
    assert.ok(high - estimate > 150 && high - estimate < 300, `${high - estimate}`);
    assert.ok(high - low > 500);
  });

  test('does not where it was refused', () => {
    assert.ok(answered(small)(12).low < small - 300);
    assert.equal(answered(small, false)(12).low, small);
  });
});
