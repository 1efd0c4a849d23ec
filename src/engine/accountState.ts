import type { Money, MoneyReading } from '../core/model/money.ts';
import type { AccountPart, MoneyTold, PartMissing } from '../core/model/observation.ts';
import { accountParts } from '../core/model/observation.ts';
import type { AccountMoney } from '../core/model/snapshot.ts';
import { courseName, moneyGauges } from '../core/money/moneyGauges.ts';
import { boundsOf, isSameBound } from '../core/money/period.ts';
import { SpendCourse } from '../core/money/spendCourse.ts';

/** The money of one account, and the parts of its standing that could not be had, from whatever source told of them. */
export class AccountState {
  readonly #told = new Map<MoneyTold['part'], MoneyTold>();
  readonly #courses = new Map<string, SpendCourse>();
  readonly #missing = new Map<AccountPart, { readonly missing: PartMissing; readonly at: number }>();

  /** `at`: epoch milliseconds. */
  take(observation: MoneyTold | PartMissing, at: number): void {
    if (observation.kind === 'missing') {
      this.#missing.set(observation.part, { missing: observation, at });
      return;
    }
    this.#told.set(observation.part, observation);
    for (const reading of observation.money) this.#follow(reading, observation.toldAt);
    this.arrived(observation.part);
  }

  /** A part that was missing has been told of. */
  arrived(part: AccountPart): void {
    this.#missing.delete(part);
  }

  /** What a whole organization spent in the period that began at about `from`, if it was told. */
  costs(period: 'day' | 'month', from: number): Money | null {
    const { money = [], toldAt = 0 } = this.#told.get('costs') ?? {};
    const told = money.flatMap((reading) =>
      reading.kind === 'spend' && reading.scope === 'organization' && reading.period === period ? [reading] : [],
    );
    return told.find((reading) => isSameBound(boundsOf(reading, toldAt).from, from))?.spent ?? null;
  }

  /** `now`: epoch milliseconds. `budget`: the user's own, for a month; `null` without one. */
  snapshot(now: number, budget: number | null): AccountMoney {
    const since = (at: number) => Math.max(0, now - at) / 1000;
    const told = [...this.#told.values()].flatMap(({ money, toldAt }) => money.map((reading) => ({ reading, toldAt })));
    const perDay = (course: string) => this.#courses.get(course)?.perDay(now) ?? null;
    return {
      readings: told.map(({ reading, toldAt }) => ({ reading, age: since(toldAt) })),
      gauges: moneyGauges(told, { budget, perDay, now }),
      missing: accountParts.flatMap((part) => {
        const { missing, at } = this.#missing.get(part) ?? {};
        if (!missing || at === undefined) return [];
        const retryIn = missing.retryIn === null ? null : Math.max(0, missing.retryIn - since(at));
        return [{ part, failure: missing.failure, retryIn }];
      }),
    };
  }

  /** The pace of a sum shows in all that is told of it: whole days, what a month has come to, what is left. */
  #follow(reading: MoneyReading, toldAt: number): void {
    const name = courseName(reading);
    const course = this.#courses.get(name) ?? new SpendCourse();
    this.#courses.set(name, course);
    if (reading.kind === 'balance') course.takeLeft(reading.left.amount, toldAt);
    else if (reading.spent !== null) {
      const { from } = boundsOf(reading, toldAt);
      if (reading.period === 'day') course.takeDay(from ?? toldAt, reading.spent.amount, toldAt);
      else course.takeTotal(reading.spent.amount, from, toldAt);
    }
  }
}
