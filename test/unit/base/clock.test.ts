import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../../src/base/clock.ts';
import { fc } from '../core/fastCheck.ts';

test('time passes while the machine sleeps, and is not set back by a correction of the wall clock', () => {
  let [monotonic, wall] = [1_000, 1e12];
  const clock = systemClock(
    () => monotonic,
    () => wall,
  );
  const start = clock.now();
  monotonic += 500;
  wall += 500;
  assert.equal(clock.now() - start, 500);
  wall += 8 * 3_600_000;
  assert.equal(clock.now() - start, 500 + 8 * 3_600_000);
  wall -= 3_600_000;
  assert.equal(clock.now() - start, 500 + 8 * 3_600_000);
  monotonic += 100;
  wall += 100;
  assert.equal(clock.now() - start, 600 + 8 * 3_600_000);
});

test('a wall clock that drifts is not taken for sleep, and hides none', () => {
  let [monotonic, wall] = [0, 1e12];
  const clock = systemClock(
    () => monotonic,
    () => wall,
  );
  for (let second = 0; second < 100_000; second++) {
    monotonic += 1000;
    wall += 1001;
    clock.now();
  }
  assert.equal(clock.now(), 1e8);
  wall -= 4_000;
  clock.now();
  wall += 6_000;
  assert.equal(clock.now(), 1e8 + 6_000);
});

test('whatever the clocks of the machine do, time never runs back and never stands below what has passed', () => {
  const jump = fc.tuple(fc.integer({ min: -1e4, max: 1e6 }), fc.integer({ min: -4e10, max: 4e10 }));
  fc.assert(
    fc.property(fc.array(jump), (jumps) => {
      let [monotonic, wall] = [0, 1e12];
      const clock = systemClock(
        () => monotonic,
        () => wall,
      );
      let last = clock.now();
      for (const [step, correction] of jumps) {
        monotonic += step;
        wall += step + correction;
        const now = clock.now();
        assert.ok(now >= last && Number.isFinite(now));
        last = now;
      }
    }),
  );
});

test('a day is the calendar day of the user, and ends at midnight', () => {
  let wall = new Date(2026, 7, 19, 23, 59, 30).getTime();
  const clock = systemClock(
    () => 0,
    () => wall,
  );
  assert.deepEqual(clock.today(), { day: '2026-08-19', untilTomorrow: 30 });
  wall += 30_000;
  assert.equal(clock.today().day, '2026-08-20');
});
