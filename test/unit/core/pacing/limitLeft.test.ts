import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exactly, type Possibility } from '../../../../src/core/pacing/estimate.ts';
import { type KnownReading, PacedLimit } from '../../../../src/core/pacing/pacedLimit.ts';
import { PlaceLimits } from '../../../../src/core/pacing/placeLimits.ts';
import { refusedSize } from '../../../../src/core/pacing/refusedSize.ts';
import { fc } from '../fastCheck.ts';

const capacity = 60_000;

/** Of a bucket that gets a thousand a second. */
function reading(left: number, more: Partial<KnownReading> = {}): KnownReading {
  const level = { low: left, high: left };
  return { unit: 'tokens', pool: 'standard', window: 60, capacity, level, timeToFull: null, ...more };
}

function certainly(units: number): readonly Possibility[] {
  return [{ probability: 1, units: exactly(units) }];
}

describe('what is left of a limit', () => {
  it('is what was read, refilled, less what was sent since', () => {
    const limit = new PacedLimit(reading(10_000), 1_000);
    limit.reserve('one', 3_000, { likely: 5_000, doubt: 100 });
    assert.deepEqual(limit.left(2_000), { likely: 11_000, doubt: 0 });
    assert.deepEqual(limit.left(4_000), { likely: 8_000, doubt: 100 });
    limit.correct('one', exactly(6_000));
    assert.equal(limit.left(4_000).likely, 7_000);
    limit.free('one');
    assert.equal(limit.left(4_000).likely, 13_000);
  });

  it('counts no refill of a full bucket before something was sent', () => {
    const limit = new PacedLimit(reading(59_000), 0);
    limit.reserve('one', 10_000, exactly(20_000));
    assert.equal(limit.left(11_000).likely, 41_000);
  });

  it('is as of the request that a reading answers: what was sent later still counts, what was sent before does not', () => {
    const limit = new PacedLimit(reading(50_000), 0);
    limit.reserve('one', 1_000, exactly(20_000));
    limit.reserve('two', 2_000, exactly(10_000));
    limit.read(reading(31_000), 1_000);
    assert.equal(limit.left(2_000).likely, 22_000);
    limit.read(reading(50_000), 500);
    assert.equal(limit.left(2_000).likely, 22_000, 'an answer that was overtaken');
  });

  it('is less likely to do where others have been seen to take from it, the more so the longer nobody looked', () => {
    const limit = new PacedLimit(reading(60_000), 0);
    for (let at = 10_000; at <= 60_000; at += 10_000) limit.read(reading(40_000), at);
    const soon = limit.admits(certainly(40_000), 60_100);
    const later = limit.admits(certainly(40_000), 65_000);
    assert.equal(later.alone, 1);
    assert.ok(soon.besideOthers > 0.9 && later.besideOthers < 0.8 && later.besideOthers > 0.3);
    assert.ok(limit.admits(certainly(100), 65_000).besideOthers > 0.999, 'a small one fits all the same');
  });

  it('is within the bucket and certain to have a probability, whatever was sent', () => {
    const sending = fc.record({
      after: fc.integer({ min: 0, max: 50_000 }),
      tokens: fc.nat(90_000),
      doubt: fc.nat(9_000),
    });
    fc.assert(
      fc.property(fc.nat(capacity), fc.array(sending, { maxLength: 80 }), fc.nat(capacity), (left, all, size) => {
        const limit = new PacedLimit(reading(left), 0);
        let at = 0;
        for (const { after, tokens, doubt } of all) {
          at += after;
          limit.reserve(`${at}`, at, { likely: tokens, doubt });
          if (tokens % 3 === 0) limit.read(reading(tokens % capacity), at);
        }
        const { likely, doubt } = limit.left(at + 1);
        assert.ok(likely >= 0 && likely <= capacity && doubt >= 0);
        const { alone, besideOthers } = limit.admits(certainly(size), at + 1);
        assert.ok(alone >= 0 && alone <= 1 && besideOthers >= 0 && besideOthers <= 1 + 1e-9);
      }),
    );
  });
});

describe('the limits of a model', () => {
  it('are told apart by what they count and how much; what repeats another is left out', () => {
    const limits = new PlaceLimits();
    const minute = reading(100, { unit: 'requests', capacity: 500 });
    const day = reading(9_000, { unit: 'requests', capacity: 10_000, window: 86_400 });
    const input = reading(20_000, { unit: 'input-tokens' });
    limits.read([minute, day, input, reading(20_000)], 0);
    limits.read([minute, day, input, reading(20_000)], 1_000);
    assert.deepEqual(
      [...limits].map(({ unit, window }) => [unit, window]),
      [
        ['requests', 60],
        ['requests', 86_400],
        ['input-tokens', 60],
      ],
    );
  });
});

describe('a refusal', () => {
  const thought = (likely: number, doubt: number, whole = likely) => ({
    likely: { likely, doubt },
    whole: { likely: whole, doubt },
  });
  const judge = (left: number, wait: number | null, about: ReturnType<typeof thought>) =>
    refusedSize(new PacedLimit(reading(left), 0), 0, wait, about);

  it('tells the size to a second’s refill', () => {
    const judged = judge(10_000, 5, thought(13_000, 1_000));
    assert.ok(judged.kind === 'fits' && judged.size.likely === 14_500 && judged.size.doubt < 300);
  });

  it('of a full bucket is for ever, however the level was rounded', () => {
    const rounded = reading(0, { level: { low: 59_500, high: 60_000 } });
    assert.equal(refusedSize(new PacedLimit(rounded, 0), 0, 1, thought(58_000, 2_000)).kind, 'too-large');
  });

  it('with a wait until the bucket is full is tried once more where the little that is left to fit into is likely', () => {
    assert.equal(judge(30_000, 30, thought(65_000, 2_000)).kind, 'too-large');
    assert.equal(
      judge(30_000, 30, thought(65_000, 9_000)).kind,
      'too-large',
      'all between 59,000 and 60,000 is unlikely',
    );
    assert.equal(judge(30_000, 30, thought(59_500, 2_000)).kind, 'fits');
    assert.equal(judge(30_000, null, thought(65_000, 9_000)).kind, 'fits', 'where no wait tells how much it lacks');
    assert.equal(judge(30_000, 30, thought(50_000, 2_250)).kind, 'fits', 'what was taken for less, and is just more');
  });

  it('of what was taken for small shows that it missed the cache', () => {
    assert.equal(judge(30_000, 30, thought(500, 300, 90_000)).kind, 'too-large');
    const judged = judge(30_000, 10, thought(500, 300, 41_000));
    assert.ok(judged.kind === 'fits' && judged.size.likely === 39_500);
  });

  it('of what surely fitted has another cause', () => {
    assert.equal(judge(30_000, 1, thought(500, 100)).kind, 'another-cause');
  });
});
