import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { likelyNext } from '../../../../src/core/shown/likelyNext.ts';
import { limitOf } from '../../../panel/snapshots.ts';

const exactly = (estimate: number) => ({ estimate, low: estimate, high: estimate });
const at = (points: ReturnType<typeof likelyNext>, seconds: number) =>
  points.find((point) => point.seconds === seconds);

describe('the likely next minute', () => {
  it('begins at the level and refills to the capacity while nobody uses it', () => {
    const points = likelyNext(limitOf({ capacity: 600, level: exactly(300) }));
    assert.deepEqual(points[0], { seconds: 0, low: 300, high: 300 });
    assert.deepEqual(at(points, 10), { seconds: 10, low: 400, high: 400 });
    assert.deepEqual(at(points, 60), { seconds: 60, low: 600, high: 600 });
  });

  it('keeps the doubt of the level', () => {
    const [now] = likelyNext(limitOf({ capacity: 600, level: { estimate: 300, low: 280, high: 340 } }));
    assert.deepEqual(now, { seconds: 0, low: 280, high: 340 });
  });

  it('is as wide as the number of requests is uncertain', () => {
    const pace = { requestsPerMinute: 6, typicalRequest: 100 };
    const points = likelyNext(limitOf({ capacity: 600, level: exactly(300), pace }));
    // Refill and use are equal, so only the spread of 1.28 deviations is left; after 60 s of six requests.
    assert.equal(at(points, 60)?.low, 0);
    const tenth = at(points, 10);
    assert.ok(Math.abs((tenth?.low ?? 0) - (300 - 128)) < 1e-9, `${tenth?.low}`);
    assert.ok(Math.abs((tenth?.high ?? 0) - 400) < 1e-9, 'without a request it is what refills');
    assert.ok((at(points, 60)?.high ?? 0) < 300 + 1.28 * Math.sqrt(6) * 100 + 1e-9);
  });

  it('falls with use that shows in no single request', () => {
    const points = likelyNext(limitOf({ capacity: 600, level: exactly(600), burnRate: 15 }));
    assert.deepEqual(at(points, 60), { seconds: 60, low: 300, high: 300 });
  });

  it('is not drawn where a level, a capacity or a window is unknown', () => {
    for (const unknown of [{ level: null }, { capacity: null }, { window: null }]) {
      assert.deepEqual(likelyNext(limitOf(unknown)), []);
    }
  });

  it('is always within the capacity, its low end below its high end', () => {
    const amounts = fc.double({ min: 0, max: 1, noNaN: true });
    const some = fc.record({
      low: amounts,
      more: amounts,
      rate: fc.double({ min: 0, max: 500, noNaN: true }),
      size: fc.double({ min: 0, max: 3, noNaN: true }),
      window: fc.double({ min: 0.5, max: 3_600, noNaN: true }),
    });
    fc.assert(
      fc.property(some, ({ low, more, rate, size, window }) => {
        const capacity = 1_000;
        const high = low + (1 - low) * more;
        const level = { low: low * capacity, estimate: low * capacity, high: high * capacity };
        const pace = { requestsPerMinute: rate, typicalRequest: size * capacity };
        for (const point of likelyNext(limitOf({ capacity, level, window, pace }))) {
          assert.ok(point.low >= 0 && point.low <= point.high && point.high <= capacity, JSON.stringify(point));
        }
      }),
    );
  });
});
