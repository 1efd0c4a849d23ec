import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BucketReading, TokenBucket } from '../../../../src/core/limits/bucket.ts';
import { inferWindow, levelFrom } from '../../../../src/core/limits/window.ts';
import { windows } from '../../../../src/core/model/limit.ts';
import { fc } from '../fastCheck.ts';

/** The bucket as the provider has it: exact, continuously refilling. Milliseconds. */
class ExactBucket {
  level: number;
  #at = 0;
  readonly capacity: number;
  readonly window: number;

  constructor(capacity: number, window: number, fraction: number) {
    this.capacity = capacity;
    this.window = window;
    this.level = capacity * fraction;
  }

  at(now: number): number {
    this.level = Math.min(this.capacity, this.level + ((now - this.#at) * this.capacity) / (this.window * 1000));
    this.#at = now;
    return this.level;
  }

  take(now: number, amount: number): void {
    this.level = Math.max(0, this.at(now) - amount);
  }
}

type Dialect = 'openai' | 'anthropic';

/** What a header written now would say. */
function read(bucket: ExactBucket, now: number, dialect: Dialect): BucketReading {
  const { capacity } = bucket;
  const level = bucket.at(now);
  if (dialect === 'anthropic') {
    const remaining = Math.round(level / 1000) * 1000;
    const interval = {
      low: Math.max(0, Math.min(remaining, capacity) - 500),
      high: Math.min(capacity, remaining + 500),
    };
    return { capacity, window: bucket.window, level: interval };
  }
  const remaining = Math.floor(level);
  const reset = Math.round(((capacity - level) * bucket.window * 1000) / capacity) / 1000;
  return {
    capacity,
    window: inferWindow(capacity, remaining, reset),
    level: levelFrom(capacity, remaining, reset),
  };
}

const step = fc.record({
  wait: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 200_000 })),
  others: fc.double({ min: 0, max: 0.4, noNaN: true }),
  own: fc.integer({ min: 0, max: 20 }),
  /** Until the header is written, and from then until it arrives; ms. */
  there: fc.integer({ min: 0, max: 3_000 }),
  back: fc.integer({ min: 0, max: 3_000 }),
  meanwhile: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.double({ min: 0, max: 0.3, noNaN: true })),
});

const story = fc.record({
  capacity: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1_000, max: 5_000_000 })),
  window: fc.constantFrom(...windows),
  fraction: fc.double({ min: 0, max: 1, noNaN: true }),
  dialect: fc.constantFrom<Dialect>('openai', 'anthropic'),
  steps: fc.array(step, { minLength: 1, maxLength: 12 }),
});

function wellFormed(bucket: TokenBucket, now: number): void {
  const level = bucket.level(now);
  if (level) {
    assert.ok(level.low >= 0 && level.high <= bucket.capacity, JSON.stringify(level));
    assert.ok(level.low <= level.estimate && level.estimate <= level.high, JSON.stringify(level));
  }
}

test('the interval holds the true level as written, on arrival, and later while nobody else uses the bucket', () => {
  fc.assert(
    fc.property(story, ({ capacity, window, fraction, dialect, steps }) => {
      const exact = new ExactBucket(capacity, window, fraction);
      let bucket: TokenBucket | null = null;
      let now = 0;
      const holds = (at: number, level: number, when: string) => {
        // A long bucket but for a thousandth of a unit full looks like a minute's; see `levelFrom`.
        if (bucket === null || (bucket.window !== null && bucket.window < window)) return;
        const known = bucket.level(at);
        if (known === null) return;
        assert.ok(
          known.low <= level + 1e-5 && level <= known.high + 1e-5,
          `${when}: ${level} in ${JSON.stringify(known)}`,
        );
      };
      for (const { wait, others, own, there, back, meanwhile } of steps) {
        exact.take(now + wait / 2, others * capacity);
        const sentAt = now + wait;
        const writtenAt = sentAt + there;
        exact.take(writtenAt, own);
        const reading = read(exact, writtenAt, dialect);
        const written = exact.level;
        const receivedAt = writtenAt + back;
        exact.take(writtenAt + back / 2, meanwhile * capacity);
        if (bucket) bucket.observe(reading, sentAt, receivedAt);
        else bucket = new TokenBucket(reading, sentAt, receivedAt);
        holds(receivedAt, written, 'as written');
        if (meanwhile === 0) holds(receivedAt, exact.at(receivedAt), 'on arrival');
        wellFormed(bucket, receivedAt);
        // A moment later, still alone.
        now = receivedAt + wait;
        if (meanwhile === 0) holds(now, exact.at(now), 'later');
        wellFormed(bucket, now);
      }
    }),
    { numRuns: 2000 },
  );
});

test('no sequence of readings and clocks, forwards or back, makes a level leave its bounds', () => {
  const moment = fc.oneof(fc.integer({ min: -1e6, max: 1e6 }), fc.double({ min: -1e12, max: 1e12, noNaN: true }));
  const reading = fc
    .record({
      capacity: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 1e15 })),
      window: fc.constantFrom(null, ...windows),
      ends: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    })
    .map(({ capacity, window, ends }) => {
      const level = { low: Math.min(...ends) * capacity, high: Math.max(...ends) * capacity };
      return { capacity, window, level };
    });
  fc.assert(
    fc.property(fc.array(fc.tuple(reading, moment, moment, moment), { minLength: 1, maxLength: 10 }), (events) => {
      let bucket: TokenBucket | null = null;
      for (const [one, sentAt, receivedAt, look] of events) {
        if (bucket) bucket.observe(one, sentAt, receivedAt);
        else bucket = new TokenBucket(one, sentAt, receivedAt);
        wellFormed(bucket, look);
        wellFormed(bucket, receivedAt);
      }
    }),
    { numRuns: 1000 },
  );
});

const full = (more: Partial<BucketReading> = {}): BucketReading => ({
  capacity: 600,
  window: 60,
  level: { low: 300, high: 300 },
  ...more,
});

test('between readings the level refills, and once the reading is older than the window it is unknown', () => {
  const bucket = new TokenBucket(full(), 0, 0);
  assert.equal(bucket.level(10_000)?.estimate, 400);
  assert.equal(bucket.level(60_000)?.estimate, 600);
  assert.equal(bucket.level(60_001), null);
});

test('without a window the level may stand still or refill within a minute, and is unknown after one', () => {
  const bucket = new TokenBucket(full({ window: null }), 0, 0);
  const level = bucket.level(6_000);
  assert.deepEqual([level?.low, level?.high], [300, 360]);
  assert.equal(bucket.level(60_001), null);
});

test('a window once seen is kept, and a longer one takes its place', () => {
  const bucket = new TokenBucket(full({ window: 60 }), 0, 0);
  bucket.observe(full({ window: null }), 1_000, 1_000);
  assert.equal(bucket.window, 60);
  bucket.observe(full({ window: 86_400 }), 2_000, 2_000);
  bucket.observe(full({ window: 60 }), 3_000, 3_000);
  assert.equal(bucket.window, 86_400);
});

test('an answer that was overtaken by a newer one changes nothing', () => {
  const bucket = new TokenBucket(full(), 0, 10_000);
  const before = bucket.level(11_000);
  bucket.observe(full({ level: { low: 0, high: 0 } }), 0, 9_999);
  assert.deepEqual(bucket.level(11_000), before);
});

test('a new capacity counts from its first reading on', () => {
  const bucket = new TokenBucket(full(), 0, 0);
  bucket.observe(full({ capacity: 100, level: { low: 50, high: 50 } }), 1_000, 1_000);
  assert.equal(bucket.capacity, 100);
  assert.deepEqual(bucket.level(1_000), { low: 50, estimate: 50, high: 50 });
});
