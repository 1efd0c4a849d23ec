import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HistoryStep } from '../../../../src/core/history/historyStep.ts';
import { fittingSpan, gapsIn, hardStretches, pastSteps } from '../../../../src/core/history/pastView.ts';
import { Series } from '../../../../src/core/history/series.ts';

const minute = 60_000;
const hour = 60 * minute;
const began = Date.UTC(2026, 10, 1);

function step(at: number, least: number | null, more: Partial<HistoryStep> = {}): HistoryStep {
  const level = least === null ? null : { least, mean: least, most: 1 };
  return { at, level, refusals: 0, checks: 1, requests: {}, ...more };
}

test('an hour is shown by the minute, a day by ten minutes, a month by the hour', () => {
  const series = new Series();
  const now = began + 40 * 24 * hour;
  for (let at = began; at < now; at += minute) series.add(step(at, 0.5));
  const { hour: minutes, day, month } = pastSteps(series, now);
  assert.deepEqual([minutes.length, day.length, month.length], [60, 144, 720]);
  assert.deepEqual([minutes[0]?.checks, day[0]?.checks, month[0]?.checks], [1, 10, 60]);
  assert.equal(month[0]?.at, now - 30 * 24 * hour);
});

test('a past of minutes is shown in an hour, one that is older in a day, and so is none', () => {
  const now = began + 40 * 24 * hour;
  const since = (age: number) => {
    const series = new Series();
    for (let at = now - age; at < now; at += 5 * minute) series.add(step(at, 0.5));
    return fittingSpan(pastSteps(series, now));
  };
  assert.deepEqual(
    [5, 40, 55].map((minutes) => since(minutes * minute)),
    ['hour', 'hour', 'hour'],
  );
  assert.deepEqual(
    [2, 20, 100].map((hours) => since(hours * hour)),
    ['day', 'day', 'day'],
  );
  assert.equal(fittingSpan(pastSteps(new Series(), now)), 'day');
});

test('hours that follow each other in which it was low or refused are one stretch, the latest first', () => {
  const steps = [
    step(began, 0.1, { requests: { a: 2 } }),
    step(began + hour, 0.05, { refusals: 2, requests: { a: 1, b: 4 } }),
    step(began + 2 * hour, 0.9),
    step(began + 5 * hour, null, { refusals: 1 }),
    step(began + 7 * hour, 0.19),
  ];
  assert.deepEqual(hardStretches(steps, 0.2, 3600), [
    { from: began + 7 * hour, to: began + 8 * hour, least: 0.19, refusals: 0, requests: {} },
    { from: began + 5 * hour, to: began + 6 * hour, least: null, refusals: 1, requests: {} },
    { from: began, to: began + 2 * hour, least: 0.05, refusals: 2, requests: { a: 3, b: 4 } },
  ]);
});

test('a check every five minutes leaves no gap, a pause does, and so does the time before the first and after the last', () => {
  const now = began + hour;
  const every = (minutes: number, from: number, to: number) =>
    Array.from({ length: (to - from) / minutes }, (_, index) => step(began + (from + index * minutes) * minute, 0.5));
  const unseen = (steps: readonly HistoryStep[]) => gapsIn(steps, 'hour', now).unseen;
  assert.deepEqual(unseen(every(5, 0, 60)), []);
  assert.deepEqual(unseen([...every(1, 0, 20), ...every(1, 40, 60)]), [
    { from: began + 20 * minute, to: began + 40 * minute },
  ]);
  assert.deepEqual(unseen(every(1, 20, 30)), [
    { from: began, to: began + 20 * minute },
    { from: began + 30 * minute, to: now },
  ]);
  assert.deepEqual(unseen([]), [{ from: began, to: now }]);
  assert.deepEqual(unseen([step(began + 30 * minute, null)]), [{ from: began, to: now }]);
});

test('a gap is told apart into the time in which the machine slept, and that in which nobody looked', () => {
  const now = began + hour;
  const slept = (from: number, to: number) => ({ from: began + from * minute, to: began + to * minute });
  const steps = [step(began, 0.5), step(began + 50 * minute, 0.5), step(began + 59 * minute, 0.5)];
  assert.deepEqual(gapsIn(steps, 'hour', now, [slept(5, 20), slept(30, 55), slept(-90, -60)]), {
    asleep: [slept(5, 20), slept(30, 50)],
    unseen: [slept(1, 5), slept(20, 30)],
  });
});
