import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type BurnOutlook, BurnRateAlarm } from '../../../../src/core/forecast/burnRateAlarm.ts';
import { DAY, HOUR, MINUTE } from '../../../../src/core/model/limit.ts';
import { seededRandom } from '../../engine/random.ts';
import { fc } from '../fastCheck.ts';

const capacity = 10_000;

interface Course {
  /** The burn rate of all who use the limit, at that second. */
  readonly rate: (second: number) => number;
  readonly hours: number;
  /** Share of the capacity that is there at first. */
  readonly left?: number;
  /** Whether a probe is made at that second, which is a whole minute; each without it. */
  readonly probed?: (second: number) => boolean;
  /** What the provider rounds to; units. */
  readonly grain?: number;
}

interface Seen extends BurnOutlook {
  readonly second: number;
  readonly level: number;
}

/** A day's bucket and its readings, minute by minute. */
function follow({ rate, hours, left = 1, probed = () => true, grain = 0.001 }: Course): Seen[] {
  const alarm = new BurnRateAlarm();
  const seen: Seen[] = [];
  let level = left * capacity;
  for (let second = 0; second <= hours * HOUR; second += MINUTE) {
    if (second > 0) level = Math.min(capacity, Math.max(0, level + ((1 - rate(second)) * capacity * MINUTE) / DAY));
    const low = Math.floor(level / grain) * grain;
    if (probed(second)) alarm.read(second * 1000, { low, high: Math.min(capacity, low + grain) }, capacity, DAY);
    seen.push({ second, level, ...alarm.look(second * 1000) });
  }
  return seen;
}

const never = (seen: readonly Seen[]) => assert.equal(seen.find(({ alarm }) => alarm)?.second, undefined);
const first = (seen: readonly Seen[], test: (one: Seen) => boolean) => seen.find(test)?.second ?? Infinity;

suite('the pace of a long window', () => {
  test('steady heavy use is warned of hours ahead, and when it will be used up is foreseen', () => {
    for (const rate of [4, 6, 12]) {
      const seen = follow({ rate: () => rate, hours: 12 });
      const begun = seen.find(({ alarm }) => alarm);
      const end = first(seen, ({ level }) => level === 0);
      assert.ok(begun && end < Infinity);
      const ahead = end - begun.second;
      assert.ok(ahead > 1.5 * HOUR, `${rate}: ${ahead / HOUR} h`);
      assert.ok(Math.abs((begun.usedUpIn ?? 0) - ahead) < 5 * MINUTE, `${rate}: ${begun.usedUpIn} of ${ahead}`);
      assert.ok(Math.abs((begun.burnRate ?? 0) - rate) < 0.05, `${begun.burnRate}`);
    }
  });

  test('use at three times the refill is warned of at half, at twice at a quarter', () => {
    for (const [rate, level] of [
      [3.1, 0.52],
      [2.1, 0.27],
    ] as const) {
      const begun = follow({ rate: () => rate, hours: 24 }).find(({ alarm }) => alarm);
      assert.ok(begun && Math.abs(begun.level / capacity - level) < 0.02, `${begun?.level}`);
    }
  });

  test('a burst of five minutes is no pace, though it takes a fifth of the day', () => {
    const burst = (share: number) => (second: number) =>
      second > 3 * HOUR && second <= 3 * HOUR + 5 * MINUTE ? (share * DAY) / (5 * MINUTE) : 0.2;
    for (const share of [0.05, 0.12, 0.22]) {
      never(follow({ rate: burst(share), hours: 9 }));
      never(follow({ rate: burst(share), hours: 9, left: 0.5 }));
    }
  });

  test('what has ended by the time that it adds up is no pace either', () => {
    const rate = (second: number) =>
      second <= 5 * MINUTE ? (0.245 * DAY) / (5 * MINUTE) : second < 15 * MINUTE ? 0 : 1.2;
    const seen = follow({ rate, hours: 3 });
    never(seen);
    assert.ok(Math.max(...seen.slice(16).map(({ burnRate }) => burnRate ?? 0)) > 10);
  });

  test('what falls slowly is never warned of: the low level comes first and tells of itself', () => {
    for (const rate of [1.05, 1.5, 1.9]) never(follow({ rate: () => rate, hours: 72 }));
    assert.equal(follow({ rate: () => 1.02, hours: 24 }).at(-1)?.usedUpIn, null);
  });

  test('ends soon after the use ends, and a pause of ten minutes does not end it', () => {
    const course = (pause: number) => (second: number) => (second > 2 * HOUR && second <= 2 * HOUR + pause ? 0 : 6);
    const ended = follow({ rate: course(6 * HOUR), hours: 4 }).filter(({ second }) => second > 2 * HOUR);
    assert.ok(ended[0]?.alarm);
    const end = first(ended, ({ alarm }) => !alarm);
    assert.ok(end <= 2.5 * HOUR, `${(end - 2 * HOUR) / MINUTE} min`);
    assert.ok(ended.every(({ second, alarm }) => alarm === second < end));
    const paused = follow({ rate: course(10 * MINUTE), hours: 3 }).filter(({ second }) => second > 2 * HOUR);
    assert.ok(paused.every(({ alarm }) => alarm));
  });

  test('one alarm an episode, though agents stop and go', () => {
    const seen = follow({ rate: (second) => (second % (20 * MINUTE) < 10 * MINUTE ? 8 : 0), hours: 8 });
    const begins = seen.filter(({ alarm }, i) => alarm && !seen[i - 1]?.alarm);
    assert.equal(begins.length, 1);
    assert.ok(seen.at(-1)?.alarm);
  });

  test('an idle limit costs nothing and burns nothing', () => {
    const seen = follow({ rate: () => 0, hours: 24 });
    never(seen);
    assert.ok(seen.every(({ usedUpIn, burnRate }) => usedUpIn === null && (burnRate ?? 0) === 0));
    const { second, level, ...outlook } = seen.at(-1) ?? assert.fail();
    assert.deepEqual(outlook, { usedUpIn: null, burnRate: 0, othersBurnRate: 0, alarm: false });
  });

  test('no pace is known before some minutes were followed, nor long after the last reading', () => {
    const seen = follow({ rate: () => 6, hours: 8, probed: (second) => second <= 2 * HOUR });
    const at = (hours: number) => seen.find(({ second }) => second === hours * HOUR) ?? assert.fail();
    const known = seen.find(({ burnRate }) => burnRate !== null);
    assert.equal(known?.second, 10 * MINUTE);
    assert.ok(Math.abs((known?.burnRate ?? 0) - 6) < 0.2, `${known?.burnRate}`);
    assert.ok(at(3.5).alarm);
    assert.equal(Math.round((at(2).usedUpIn ?? 0) - (at(3.5).usedUpIn ?? 0)), 1.5 * HOUR);
    assert.deepEqual([at(4.5).alarm, at(4.5).burnRate, at(4.5).usedUpIn], [false, null, null]);
    const passed = follow({ rate: () => 12, hours: 3, probed: (second) => second <= 1.5 * HOUR });
    assert.deepEqual([passed.at(-1)?.alarm, passed.at(-1)?.usedUpIn], [true, 0]);
  });

  test('what fell while nobody looked is spread over that time', () => {
    const probed = (second: number) => second <= HOUR || second >= 3 * HOUR;
    const seen = follow({ rate: (second) => (second > 2 * HOUR ? 5 : 1), hours: 3, left: 0.5, probed });
    assert.ok(Math.abs((seen.at(-1)?.burnRate ?? 0) - 3) < 0.05, `${seen.at(-1)?.burnRate}`);
  });

  test('rounding hides no use for long, and is never taken for use', () => {
    for (const grain of [10, 100, 1000]) {
      const heavy = follow({ rate: () => 6, hours: 3, grain });
      assert.ok(heavy.at(-1)?.alarm, `${grain}`);
      never(follow({ rate: () => 1.2, hours: 24, grain }));
      const burnt = (one: Course) => Math.max(...follow({ ...one, grain }).map(({ burnRate }) => burnRate ?? 0));
      assert.ok(burnt({ rate: () => 1, hours: 24, left: 0.5 }) <= 1.5, `${grain}`);
      assert.equal(burnt({ rate: () => 0, hours: 24, left: 0.05 }), 0);
    }
  });

  test('readings of many requests at once, late and out of order, are not use', () => {
    const next = seededRandom(7);
    const alarm = new BurnRateAlarm();
    for (let i = 0; i < 40_000; i++) {
      const late = Math.floor(next() * 3000);
      // Used as fast as it refills: the level stays but for what ten requests in flight have taken or not.
      const level = capacity / 2 + 20 * next();
      alarm.read(i * 100 - late, { low: level, high: level + 0.01 }, capacity, DAY);
      const { burnRate } = alarm.look(i * 100);
      assert.ok((burnRate ?? 0) < 1.5, `${burnRate}`);
    }
  });

  test('our own checks use the limit up too, but are not what others take', () => {
    for (const ofOthers of [0, 14]) {
      const alarm = new BurnRateAlarm();
      for (let minute = 0; minute <= 60; minute++) {
        const level = capacity / 2 + minute * (capacity / (24 * 60) - 28 - ofOthers);
        alarm.read(minute * 60_000, { low: level, high: level }, capacity, DAY, 28);
      }
      const { burnRate, othersBurnRate } = alarm.look(HOUR * 1000);
      const perMinute = (rate: number | null) => Math.round(((rate ?? Number.NaN) * capacity) / (24 * 60));
      assert.deepEqual([burnRate, othersBurnRate].map(perMinute), [28 + ofOthers, ofOthers]);
    }
  });

  test('a reading that was overtaken tells nothing', () => {
    const alarm = new BurnRateAlarm();
    const read = (minute: number, level: number) =>
      alarm.read(minute * 60_000, { low: level, high: level }, capacity, DAY);
    for (let minute = 0; minute <= 60; minute++) read(minute, capacity * (1 - 0.001 * minute));
    const before = alarm.look(60 * 60_000);
    read(59.5, 0);
    read(60, 0);
    assert.deepEqual(alarm.look(60 * 60_000), before);
  });

  test('another capacity or window, or a silence longer than the window, begins anew', () => {
    const alarm = new BurnRateAlarm();
    let minute = 0;
    const fall = (minutes: number, size: number, window: number) => {
      for (let i = 0; i < minutes; i++, minute++) {
        const level = size * (0.9 - 0.005 * i);
        alarm.read(minute * 60_000, { low: level, high: level }, size, window);
      }
      return alarm.look((minute - 1) * 60_000);
    };
    assert.ok(fall(100, capacity, DAY).alarm);
    assert.deepEqual(fall(5, 2 * capacity, DAY), {
      usedUpIn: null,
      burnRate: null,
      othersBurnRate: null,
      alarm: false,
    });
    assert.ok(fall(100, 2 * capacity, DAY).alarm);
    assert.equal(fall(5, 2 * capacity, 30 * DAY).burnRate, null);
    assert.ok(fall(100, capacity, DAY).alarm);
    minute += 25 * 60;
    assert.equal(fall(5, capacity, DAY).burnRate, null);
  });

  test('a level that was given back is used up anew', () => {
    const alarm = new BurnRateAlarm();
    for (let minute = 0; minute < 240; minute++) {
      const level = minute < 60 ? 1000 : capacity - (minute - 60) * 40;
      alarm.read(minute * 60_000, { low: level, high: level }, capacity, DAY);
    }
    assert.ok(alarm.look(239 * 60_000).alarm);
  });

  test('a month counts in its own hours', () => {
    const alarm = new BurnRateAlarm();
    for (let hour = 0; hour <= 72; hour++) {
      const level = capacity * (1 - 0.009 * hour);
      alarm.read(hour * HOUR * 1000, { low: level, high: level }, capacity, 30 * DAY);
    }
    const { usedUpIn, burnRate, alarm: on } = alarm.look(72 * HOUR * 1000);
    assert.ok(on);
    assert.ok(Math.abs((usedUpIn ?? 0) - (HOUR * (1 - 0.009 * 72)) / 0.009) < MINUTE, `${usedUpIn}`);
    assert.ok(Math.abs((burnRate ?? 0) - (0.009 * 720 + 1)) < 0.01, `${burnRate}`);
  });

  test('a year of work at up to the refill, with its nights, gaps and bursts, has no alarm', () => {
    const next = seededRandom(11);
    let rate = 0;
    let probing = true;
    const seen = follow({
      hours: 365 * 24,
      rate: (second) => {
        if (second % (10 * MINUTE) === 0) rate = next() < 0.5 ? 0 : 2 * next() ** 2;
        return second % DAY < 10 * HOUR ? 0 : rate;
      },
      probed: (second) => {
        if (second % HOUR === 0) probing = next() < 0.8;
        return probing && second % (5 * MINUTE) === 0;
      },
    });
    never(seen);
    assert.ok(Math.max(...seen.slice(0, 10_000).map(({ burnRate }) => burnRate ?? 0)) > 0.8);
  });

  test('stays sane whatever the level does and however time jumps', () => {
    const readings = fc.array(
      fc.record({
        step: fc.oneof(fc.integer({ min: -50_000, max: 900_000 }), fc.integer({ min: -(10 ** 12), max: 10 ** 12 })),
        low: fc.integer({ min: 0, max: capacity }),
        width: fc.constantFrom(0, 0.01, 1, 1000),
        other: fc.constantFrom(1, 1, 1, 1, 0, 3),
        window: fc.constantFrom(DAY, DAY, DAY, 30 * DAY),
        later: fc.oneof(fc.constant(0), fc.integer({ min: -(10 ** 9), max: 10 ** 9 })),
      }),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(readings, (list) => {
        const alarm = new BurnRateAlarm();
        let now = 0;
        for (const { step, low, width, other, window, later } of list) {
          now += step;
          alarm.read(now, { low, high: Math.min(capacity, low + width) }, capacity * other, window, width);
          const { usedUpIn, burnRate, othersBurnRate, alarm: on } = alarm.look(now + later);
          assert.ok(usedUpIn === null || (usedUpIn >= 0 && usedUpIn <= 30 * DAY), `${usedUpIn}`);
          assert.ok(burnRate === null || (burnRate >= 0 && burnRate < Infinity), `${burnRate}`);
          assert.ok((othersBurnRate ?? 0) >= 0 && (othersBurnRate ?? 0) <= (burnRate ?? 0), `${othersBurnRate}`);
          assert.ok(!on || usedUpIn !== null);
        }
      }),
    );
  });
});
