import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { systemClock } from '../../../src/base/clock.ts';
import { fc } from '../core/fastCheck.ts';

const hour = 3_600_000;

/** The clocks of a machine, which a test moves. */
function machine() {
  const time = { monotonic: 1_000, sinceBoot: 50_000, wall: 1e12 };
  const clock = systemClock(
    () => time.monotonic,
    () => time.sinceBoot,
    () => time.wall,
  );
  return {
    time,
    clock,
    pass(ms: number): void {
      for (const name of ['monotonic', 'sinceBoot', 'wall'] as const) time[name] += ms;
    },
    sleep(ms: number): void {
      for (const name of ['sinceBoot', 'wall'] as const) time[name] += ms;
    },
  };
}

test('time passes while the machine sleeps, and a wall clock that is set changes nothing', () => {
  const { time, clock, pass, sleep } = machine();
  const start = clock.now();
  pass(500);
  assert.equal(clock.now() - start, 500);
  sleep(8 * hour);
  assert.equal(clock.now() - start, 500 + 8 * hour);
  for (const jump of [-hour, hour, 365 * 24 * hour, -2 * 365 * 24 * hour]) {
    time.wall += jump;
    assert.equal(clock.now() - start, 500 + 8 * hour);
  }
  pass(100);
  assert.equal(clock.now() - start, 600 + 8 * hour);
});

test('sleep is noticed within a minute, even where the wall clock hides it', () => {
  const { time, clock, pass, sleep } = machine();
  const start = clock.now();
  sleep(hour);
  time.wall -= hour;
  pass(61_000);
  assert.equal(clock.now() - start, hour + 61_000);
});

test('clocks that drift are not taken for sleep, and hide none', () => {
  const { time, clock, pass, sleep } = machine();
  const start = clock.now();
  for (let second = 0; second < 100_000; second++) {
    pass(1000);
    time.wall += 1;
    time.sinceBoot += 1;
    clock.now();
  }
  assert.equal(clock.now() - start, 1e8);
  sleep(6_000);
  assert.ok(Math.abs(clock.now() - start - 1e8 - 6_000) < 100);
});

test('a timer that is slept through fires within a minute of waking up, and one that is not fires when it is due', (context: TestContext) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { clock, pass, sleep } = machine();
  let fired = 0;
  clock.after(hour, () => fired++);
  const tick = (ms: number) => {
    pass(ms);
    context.mock.timers.tick(ms);
  };
  for (let minute = 0; minute < 10; minute++) tick(60_000);
  sleep(hour);
  assert.equal(fired, 0);
  tick(60_000);
  assert.equal(fired, 1);
  clock.after(90_000, () => fired++);
  clock.after(90_000, () => fired++).dispose();
  tick(60_000);
  tick(29_999);
  assert.equal(fired, 1);
  tick(1);
  assert.equal(fired, 2);
});

test('whatever the clocks of the machine do, time never runs back and never stands below what has passed', () => {
  const jump = fc.tuple(
    fc.integer({ min: -1e4, max: 1e6 }),
    fc.integer({ min: -4e10, max: 4e10 }),
    fc.integer({ min: -4e10, max: 4e10 }),
  );
  fc.assert(
    fc.property(fc.array(jump), (jumps) => {
      const { time, clock, pass } = machine();
      let last = clock.now();
      for (const [step, correction, boot] of jumps) {
        pass(step);
        time.wall += correction;
        time.sinceBoot += boot;
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
    () => 0,
    () => wall,
  );
  assert.deepEqual(clock.today(), { day: '2026-08-19', untilTomorrow: 30 });
  wall += 30_000;
  assert.equal(clock.today().day, '2026-08-20');
});
