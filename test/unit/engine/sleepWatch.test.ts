import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SleepWatch } from '../../../src/engine/sleepWatch.ts';

/** A clock whose timers fire late by as much as a test says. */
class LateClock {
  time = 0;
  due: { readonly ms: number; readonly callback: () => void } | null = null;
  readonly now = () => this.time;
  readonly today = () => ({ day: '2026-01-01', untilTomorrow: 1 });
  after(ms: number, callback: () => void) {
    this.due = { ms, callback };
    return {
      dispose: () => {
        this.due = null;
      },
    };
  }
  /** The next timer fires so many seconds after it is due. */
  fire(late: number): void {
    if (this.due === null) throw new Error('no timer');
    const { ms, callback } = this.due;
    this.time += ms + late * 1000;
    callback();
  }
}

function watched() {
  const clock = new LateClock();
  const slept: { from: number; to: number }[] = [];
  const watch = new SleepWatch(clock, (from, to) => slept.push({ from, to }));
  return { clock, slept, watch };
}

test('a night is a sleep, from the last look to the first after it', () => {
  const { clock, slept } = watched();
  clock.fire(0);
  const asleep = clock.time;
  clock.fire(8 * 3600);
  clock.fire(1);
  assert.deepEqual(slept, [{ from: asleep, to: asleep + 30_000 + 8 * 3_600_000 }]);
});

test('a machine that is busy for half a minute has not slept', () => {
  const { clock, slept } = watched();
  for (const late of [0, 0.1, 5, 30]) clock.fire(late);
  assert.deepEqual(slept, []);
});

test('it ends when it is disposed', () => {
  const { clock, watch } = watched();
  clock.fire(0);
  watch.dispose();
  assert.equal(clock.due, null);
});
