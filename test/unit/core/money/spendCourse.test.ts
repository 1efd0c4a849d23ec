import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayLength } from '../../../../src/core/money/period.ts';
import { SpendCourse } from '../../../../src/core/money/spendCourse.ts';

const hour = 3_600_000;
const first = Date.UTC(2026, 10, 1);

/** A course that was told of whole days, the first on 1 November, at the end of the last. */
function afterDays(...spent: number[]): { course: SpendCourse; now: number } {
  const course = new SpendCourse();
  const now = first + spent.length * dayLength + 13 * hour;
  for (const [day, amount] of spent.entries()) course.takeDay(first + day * dayLength, amount, now);
  return { course, now };
}

describe('what is spent on a usual day', () => {
  it('is not known before three days are over', () => {
    const { course, now } = afterDays(4, 4);
    assert.equal(course.perDay(now), null);
    course.takeDay(first + 2 * dayLength, 4, now);
    assert.equal(course.perDay(now), null, 'a day that goes on');
    course.takeDay(first + 2 * dayLength, 3, first + 3 * dayLength + hour);
    assert.equal(course.perDay(first + 3 * dayLength + hour), null, 'a day of which some costs are still to come');
    assert.equal(afterDays(4, 4, 4).course.perDay(first + 3 * dayLength + 13 * hour), 4);
  });

  it('leaves out one day that is out of the ordinary, on whichever side of midnight its costs are told', () => {
    const whole = afterDays(1, 1, 1, 1, 40, 1, 1);
    assert.equal(whole.course.perDay(whole.now), 1);
    const split = afterDays(1, 1, 1, 1, 30, 10, 1);
    assert.equal(split.course.perDay(split.now), 1);
  });

  it('keeps days without work, and follows a pace that lasts', () => {
    const weeks = afterDays(10, 10, 10, 10, 10, 0, 0, 10, 10, 10, 10, 10, 0, 0);
    assert.equal(Math.round(weeks.course.perDay(weeks.now) ?? 0), 7);
    const risen = afterDays(1, 1, 1, 1, 20, 20, 20, 20);
    assert.ok((risen.course.perDay(risen.now) ?? 0) > 8);
  });

  it('shows in a total that rises, once it was followed for whole days', () => {
    const course = new SpendCourse();
    let total = 90;
    const begin = first + 10 * dayLength + 15 * hour;
    for (let passed = 0; passed <= 4 * 24; passed += 3) {
      course.takeTotal(total, first, begin + passed * hour);
      if (passed === 3 * 24) assert.equal(course.perDay(begin + passed * hour), null, 'two whole days and two parts');
      total += 1;
    }
    assert.equal(Math.round((course.perDay(begin + 4 * dayLength) ?? 0) * 10), 80);
  });

  it('goes on into a new month, in which the total begins at nothing', () => {
    const course = new SpendCourse();
    const next = first + 30 * dayLength;
    for (let passed = 0; passed <= 8 * 24; passed++) {
      const at = next - 6 * dayLength + passed * hour;
      const from = at < next ? first : next;
      course.takeTotal((at - from) / hour, from, at);
    }
    assert.ok(Math.abs((course.perDay(next + 2 * dayLength) ?? 0) - 24) < 0.5);
  });

  it('shows in a balance that falls, and paying in is no spending', () => {
    const course = new SpendCourse();
    for (let day = 0; day <= 5; day++) course.takeLeft(100 - 5 * day + (day >= 3 ? 50 : 0), first + day * dayLength);
    assert.ok(Math.abs((course.perDay(first + 5 * dayLength) ?? 0) - 5) <= 1);
  });

  it('says nothing of the time in which a total was corrected', () => {
    const course = new SpendCourse();
    for (let day = 0; day <= 5; day++) course.takeTotal(10 * day, first, first + day * dayLength);
    course.takeTotal(3, first, first + 5 * dayLength + hour);
    assert.equal(course.perDay(first + 5 * dayLength + hour), null);
  });
});
