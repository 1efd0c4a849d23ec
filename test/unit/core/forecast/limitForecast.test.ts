import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { LimitForecast } from '../../../../src/core/forecast/limitForecast.ts';
import { watching } from '../../../../src/core/forecast/parameters.ts';
import type { LimitReading } from '../../../../src/core/forecast/seenByLimit.ts';
import type { Interval } from '../../../../src/core/model/limit.ts';
import { fc } from '../fastCheck.ts';

const capacity = 500_000;
const window = 60;
const second = 1000;
const hour = 3600;

function exact(level: number) {
  return { low: level, high: level };
}

function readingOf(level: Interval, more: Partial<LimitReading> = {}): LimitReading {
  return { level, capacity, window, timeToFull: null, ...more };
}

/** Somebody else's bucket: `sends` says what is taken in which second. Probes it as the watch wishes. */
function probe(sends: (second: number) => number, seconds: number) {
  const watch = new LimitForecast();
  let level = capacity;
  let probeAt = 0;
  const probes: number[] = [];
  const likely: number[] = [];
  for (let now = 0; now < seconds; now++) {
    level = Math.min(capacity, level + capacity / window);
    const size = sends(now);
    if (size <= level) level -= size;
    if (now >= probeAt) {
      probes.push(now);
      watch.read(now * second, readingOf(exact(level)));
      probeAt = now + watch.nextLook(now * second, false);
    }
    const shown = watch.shown(now * second);
    assert.ok(shown && shown.low >= 0 && shown.low <= shown.estimate);
    assert.ok(shown.estimate <= shown.high && shown.high <= capacity);
    likely.push(watch.look(now * second).refusalWithinMinute);
  }
  return { watch, probes, likely };
}

suite('a watch by probes alone', () => {
  test('expects no refusal where nothing happens, and costs at most twelve looks an hour after ten minutes', () => {
    const { probes, likely } = probe(() => 0, 3 * hour);
    for (let from = 620; from < 2 * hour; from += 60) {
      const within = probes.filter((at) => at >= from && at < from + hour);
      assert.ok(within.length <= 12, `${within.length}`);
    }
    assert.ok(likely.every((probability) => probability === 0));
  });

  test('keeps looking for ten minutes after the last use, and from then on twelve times an hour', () => {
    const { probes } = probe((now) => (now < 100 && now % 11 === 0 ? 140_000 : 0), 3 * hour);
    const gaps = probes.slice(1).map((at, i) => at - (probes[i] ?? 0));
    const gapAt = (time: number) => gaps[probes.findLastIndex((at) => at < time)] ?? 0;
    assert.deepEqual([300, 600, 2000].map(gapAt), [watching.calm, watching.calm, watching.resting]);
    const settled = 100 + 600 + watching.calm;
    assert.ok(probes.filter((at) => at >= settled && at < settled + hour).length <= 12);
  });

  test('leaves a limit alone that stays low for an hour because nobody uses it', () => {
    const watch = new LimitForecast();
    const looks: number[] = [];
    for (let now = 0; now < 2 * hour; ) {
      // A fifth goes in the first minute; then nothing does.
      const refilled = now / (6 * hour);
      watch.read(
        now * second,
        readingOf(exact(((now < 60 ? 0.42 : 0.22) + refilled) * capacity), { window: 6 * hour }),
      );
      looks.push(now);
      now += watch.nextLook(now * second, false);
    }
    assert.ok(looks.filter((at) => at >= 720 && at < 720 + hour).length <= 12, `${looks}`);
  });

  test('comes back to a limit that is in use again', () => {
    const use = (now: number) => (now >= hour && now % 11 === 0 ? 140_000 : 0);
    const { probes } = probe(use, hour + 900);
    const found = probes.find((at) => at > hour + 11) ?? Infinity;
    assert.ok(probes.filter((at) => at >= found && at < found + 60).length > 60 / watching.curious);
  });

  test('finds a loop that is about to empty the bucket, and looks often meanwhile', () => {
    const { watch, probes, likely } = probe((now) => (now >= 20 && now % 11 === 0 ? 140_000 : 0), 110);
    assert.ok(probes.filter((at) => at >= 50).length > 60 / watching.curious);
    assert.ok(Math.max(...likely) > 0.5, `${Math.max(...likely)}`);
    const { typicalRequest, conversations } = watch.explain(110 * second);
    assert.equal(conversations, 1);
    assert.ok(typicalRequest > 100_000 && typicalRequest < 300_000, `${typicalRequest}`);
  });

  test('leaves small requests alone', () => {
    const { probes, likely } = probe((now) => (now % 15 === 0 ? 20_000 : 0), 600);
    assert.ok(Math.max(...likely) < 0.1);
    assert.ok(probes.length < 600 / watching.curious);
  });

  test('does not take what its own probes are charged for use by others', () => {
    const others = (charged: number) => {
      const watch = new LimitForecast();
      for (let now = 0; now < 200; now += 20) watch.read(now * second, readingOf(exact(2), { capacity: 3 }), charged);
      return watch.explain(200 * second).conversations;
    };
    assert.equal(others(1), 0);
    assert.equal(others(0), 1);
  });

  test('knows by the reset what an empty bucket owes', () => {
    const watch = new LimitForecast('output');
    watch.read(0, readingOf({ low: 0, high: 500 }, { timeToFull: 1.5 * window }));
    assert.equal(watch.shown(25 * second)?.high, 0);
    assert.ok((watch.shown(40 * second)?.high ?? 0) > 0);
  });

  test('shows right after a reading just that, and from then on how much others may have taken', () => {
    const { watch } = probe((now) => (now >= 20 && now % 11 === 0 ? 140_000 : 0), 110);
    watch.read(110 * second, readingOf({ low: 200_000, high: 201_000 }));
    assert.deepEqual(watch.shown(110 * second), { low: 200_000, estimate: 200_500, high: 201_000 });
    const lows = [111, 125, 150].map((now) => watch.shown(now * second)?.low ?? Number.NaN);
    assert.ok(lows[0] && lows[0] < 200_000 - 100_000 + (2 * capacity) / window, `${lows}`);
    assert.equal(watch.shown(150 * second)?.high, capacity);
  });

  test('promises no full bucket while somebody may be at work, or go on any moment of the day', () => {
    const full = readingOf(exact(capacity));
    const shownAt = (watch: LimitForecast, at: number) => {
      watch.read(at * second, full);
      return watch.shown((at + 1) * second)?.estimate ?? 0;
    };
    const { watch } = probe((now) => (now >= 20 && now < 60 && now % 11 === 0 ? 140_000 : 0), 200);
    assert.ok(shownAt(watch, 200) < capacity);
    assert.ok(shownAt(watch, 4 * 3600) < capacity, 'hours later');
    assert.equal(shownAt(watch, 12 * 3600), capacity, 'the next day');
    const unused = probe(() => 0, 100).watch;
    assert.ok(shownAt(unused, 300) < capacity, 'in the first minutes');
    assert.equal(shownAt(unused, 900), capacity, 'nobody came');
  });

  test('stays sane whatever the level does and however time jumps', () => {
    const readings = fc.array(
      fc.record({
        step: fc.integer({ min: -50_000, max: 200_000 }),
        level: fc.integer({ min: 0, max: capacity }),
        charged: fc.integer({ min: 0, max: capacity }),
        timeToFull: fc.option(fc.integer({ min: 0, max: 100_000 })),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(readings, (list) => {
        const watch = new LimitForecast();
        let now = 0;
        for (const { step, level, charged, timeToFull } of list) {
          now += step;
          const reading = { low: Math.max(0, level - 500), high: Math.min(capacity, level + 500) };
          watch.read(now, readingOf(reading, { timeToFull }), charged);
          const { refusalWithinMinute } = watch.look(now);
          assert.ok(refusalWithinMinute >= 0 && refusalWithinMinute <= 1);
          const wait = watch.nextLook(now, false);
          assert.ok(wait >= watching.quick && wait <= watching.resting);
        }
      }),
    );
  });
});
