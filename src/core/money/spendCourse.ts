import { dayFrom, dayLength, dayOf, isSameBound } from './period.ts';

/** Days that a pace is judged by at most, and at least. */
const mostDays = 14;
const fewestDays = 3;
/** Milliseconds after the end of a day from which on its costs are taken to be complete: providers count late. */
const settled = 12 * 3_600_000;
/** The share of the days that may be out of the ordinary: as many of the dearest count as the next one does. */
const extraordinary = 0.25;

/**
 * How much was spent on each day, in UTC, from whatever is told: whole days, a period's total that rises, or a balance that
 * falls. All times are epoch milliseconds.
 */
export class SpendCourse {
  readonly #days = new Map<number, number>();
  /** Days that were told as such, in place of what a rising total made of them. */
  readonly #told = new Set<number>();
  #last: { readonly at: number; readonly value: number; readonly from: number | null } | null = null;
  /** Since when the total or balance has been followed without a gap. */
  #since: number | null = null;

  /** A day that began at `from`, as it stood at `at`. One whose costs still come in says nothing yet. */
  takeDay(from: number, spent: number, at: number): void {
    const day = dayFrom(from);
    if (at < day + dayLength + settled) return;
    this.#days.set(day, spent);
    this.#told.add(day);
    this.#forgetOld(at);
  }

  /** All that was spent in the period that began at `from`. */
  takeTotal(total: number, from: number | null, at: number): void {
    this.#follow(total, from, at, (last) => {
      // A new period begins at nothing.
      if (!isSameBound(from, last.from)) return total;
      // One that is lower than before was corrected: what it rose by in between is not known.
      return total >= last.value ? total - last.value : null;
    });
  }

  /** What was left. More than before was paid in, which says nothing of what was spent. */
  takeLeft(left: number, at: number): void {
    this.#follow(left, null, at, (last) => Math.max(0, last.value - left));
  }

  /**
   * Spent on a usual day lately, by the days that are over; `null` before there are enough. A day out of the ordinary counts
   * as one that is not.
   */
  perDay(now: number): number | null {
    const days = this.#fullDays(now);
    if (days.length < fewestDays) return null;
    const dearestFirst = [...days].sort((a, b) => b - a);
    const ordinary = dearestFirst[Math.ceil(days.length * extraordinary)] ?? 0;
    return days.reduce((sum, spent) => sum + Math.min(spent, ordinary), 0) / days.length;
  }

  #follow(
    value: number,
    from: number | null,
    at: number,
    spentSince: (last: { readonly value: number; readonly from: number | null }) => number | null,
  ): void {
    const last = this.#last;
    if (last && at <= last.at) return;
    const spent = last && spentSince(last);
    if (last === null || spent === null) this.#since = at;
    else this.#spread(spent, last.at, at);
    this.#last = { at, value, from };
    this.#forgetOld(at);
  }

  /** Nobody knows when within the time it was spent. */
  #spread(spent: number, from: number, until: number): void {
    for (let day = dayOf(from); day < until; day += dayLength) {
      const share = (Math.min(until, day + dayLength) - Math.max(from, day)) / (until - from);
      if (!this.#told.has(day)) this.#days.set(day, (this.#days.get(day) ?? 0) + spent * share);
    }
  }

  #fullDays(now: number): number[] {
    const days: number[] = [];
    for (let ago = 1; ago <= mostDays; ago++) {
      const day = dayOf(now) - ago * dayLength;
      const isFollowed = this.#since !== null && this.#since <= day && (this.#last?.at ?? 0) >= day + dayLength;
      if (this.#told.has(day) || isFollowed) days.push(this.#days.get(day) ?? 0);
    }
    return days;
  }

  #forgetOld(now: number): void {
    for (const day of this.#days.keys()) {
      if (day >= dayOf(now) - mostDays * dayLength) continue;
      this.#days.delete(day);
      this.#told.delete(day);
    }
  }
}
