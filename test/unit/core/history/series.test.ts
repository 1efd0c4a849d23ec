import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SavedSeries, Series } from '../../../../src/core/history/series.ts';
import { fc } from '../fastCheck.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const began = Date.UTC(2026, 9, 1);

/** Reads `left` once in each of so many minutes from `from` on. */
function look(series: Series, from: number, minutes: number, left: (index: number) => number = () => 0.5): void {
  for (let index = 0; index < minutes; index++) {
    const level = { least: left(index), mean: left(index), most: left(index) };
    series.add({ at: from + index * minute, level, refusals: 0, checks: 1, requests: {} });
  }
}

test('a day is kept by the minute, a month by the hour', () => {
  const series = new Series();
  look(series, began, 40 * 24 * 60, (index) => (index % 60) / 100);
  const end = began + 40 * day;
  const minutes = series.minutes(0, end);
  assert.ok(minutes.length >= 24 * 60 && minutes.length <= 25 * 60, `${minutes.length} minutes`);
  const hours = series.hours(0, end);
  assert.ok(hours.length >= 30 * 24 && hours.length <= 32 * 24, `${hours.length} hours`);
  for (const { level, checks } of hours) {
    assert.deepEqual([level?.least, level?.most, checks], [0, 0.59, 60]);
    assert.ok(Math.abs((level?.mean ?? 0) - 0.295) < 0.002);
  }
});

test('what nobody looked at is a gap', () => {
  const series = new Series();
  look(series, began, 10);
  look(series, began + 3 * hour, 5);
  assert.deepEqual(
    series.hours(began, began + day).map(({ at, checks }) => [(at - began) / hour, checks]),
    [
      [0, 10],
      [3, 5],
    ],
  );
  assert.equal(series.minutes(began + 2 * minute, began + 5 * minute).length, 3);
});

test('a wall clock that is set to any time and back loses nothing of the month', () => {
  for (const wrong of [0, began - 400 * day, began + 400 * day]) {
    const series = new Series();
    look(series, began, 2 * 24 * 60);
    look(series, wrong, 3);
    look(series, began + 2 * day, 60);
    const hours = series.hours(began, began + 3 * day);
    assert.equal(hours.length, 49);
    assert.ok(hours.every(({ checks }) => checks === 60));
  }
});

test('what is kept comes back whole, and the latest of it twice over does no harm', () => {
  const series = new Series();
  look(series, began, 3 * 24 * 60);
  const written = JSON.parse(JSON.stringify(series.save())) as SavedSeries;
  const writtenAt = began + 3 * day;
  look(series, writtenAt, 90);
  const latest = JSON.parse(JSON.stringify(series.save(writtenAt))) as SavedSeries;
  assert.ok(latest.minutes.at.length === 90 && latest.hours.at.length === 0);
  const copy = new Series();
  for (const saved of [latest, written, latest]) copy.restore(saved);
  const all = (one: Series) => [one.minutes(0, writtenAt + day), one.hours(0, writtenAt + day)];
  assert.deepEqual(all(copy), all(series));
});

test('checks and refusals are the same by the minute and by the hour, in whatever order they come', () => {
  const events = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 * day }), fc.boolean()), { maxLength: 60 });
  fc.assert(
    fc.property(events, (list) => {
      const series = new Series();
      for (const [ago, wasRefused] of list) {
        series.add({ at: began + ago, level: null, refusals: wasRefused ? 1 : 0, checks: 1, requests: {} });
      }
      const hours = series.hours(0, began + 4 * day);
      assert.equal(
        hours.reduce((sum, { checks }) => sum + checks, 0),
        list.length,
      );
      assert.equal(
        hours.reduce((sum, { refusals }) => sum + refusals, 0),
        list.filter(([, refused]) => refused).length,
      );
    }),
  );
});

test('what is forgotten is gone', () => {
  const series = new Series();
  look(series, began, 40 * 24 * 60);
  series.forget(began + 39 * day);
  assert.equal(series.hours(0, began + 41 * day).length, 24);
  series.forget(began + 41 * day);
  assert.equal(series.lastAt, null);
});
