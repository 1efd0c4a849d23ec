import { DAY, HOUR, MINUTE, MONTH } from '../model/limit.ts';
import { Columns, type SavedColumns } from './columns.ts';
import type { HistoryStep } from './historyStep.ts';
import type { SessionRequests } from './pastSession.ts';

/** Lengths and spans in milliseconds. */
const minute = MINUTE * 1000;
const hour = HOUR * 1000;
const day = DAY * 1000;
const mostHours = MONTH / HOUR;

export interface SavedSeries {
  readonly minutes: SavedColumns;
  readonly hours: SavedColumns;
}

/**
 * The past of one limit: a step for each minute of the last day in which something happened, and one for each hour of the
 * month before it. Steps that nobody saw are not there, which is how a gap shows. It goes by the order of the times it is
 * given and has no "now": a wall clock that is set to the wrong year and back puts a few steps in the wrong place, and
 * loses none.
 */
export class Series {
  readonly #minutes = new Columns(minute);
  readonly #hours = new Columns(hour);

  /** When the last step begins, in milliseconds since 1970; `null` where there is none. */
  get lastAt(): number | null {
    const columns = this.#minutes.size > 0 ? this.#minutes : this.#hours;
    return columns.size > 0 ? columns.timeOf(columns.size - 1) : null;
  }

  /** Adds something that happened within a minute. */
  add({ sessions = [], ...event }: HistoryStep): void {
    const began = (one: SessionRequests) => this.#minutes.began(one) ?? this.#hours.began(one) ?? one.began;
    this.#minutes.add({ ...event, sessions: sessions.map((one) => ({ ...one, began: began(one) })) });
    this.#fold();
  }

  /** The steps from `from` until `to`, in milliseconds since 1970, by the minute where these are kept. */
  minutes(from: number, to: number): HistoryStep[] {
    return this.#minutes.steps(from, to);
  }

  /** The same in steps of so many minutes; what is only kept by the hour is left out. */
  everyMinutes(count: number, from: number, to: number): HistoryStep[] {
    const steps = new Columns(count * minute);
    for (const step of this.#minutes.steps(from, to)) steps.add(step);
    return steps.steps(from, to);
  }

  /** The same by the hour, over the whole month. */
  hours(from: number, to: number): HistoryStep[] {
    const steps = new Columns(hour);
    for (const step of this.#minutes.steps(floor(from), to)) steps.add(step);
    for (const step of this.#hours.steps(from, to)) steps.add(step, MINUTE);
    return steps.steps(from, to);
  }

  /** All that is kept, or the minutes from `since` on. */
  save(since = Number.NEGATIVE_INFINITY): SavedSeries {
    return {
      minutes: this.#minutes.save(this.#minutes.placeOf(since)),
      hours: this.#hours.save(this.#hours.placeOf(since)),
    };
  }

  /** Adds kept steps where there is none of their time. */
  restore({ minutes, hours }: SavedSeries): void {
    this.#hours.restore(hours);
    this.#minutes.restore(minutes);
    this.#fold();
  }

  /** Forgets what began before `at`. */
  forget(at: number): void {
    for (const columns of [this.#minutes, this.#hours]) columns.dropFirst(columns.placeOf(at));
  }

  /** Turns minutes into hours once a whole day lies between them and the last. */
  #fold(): void {
    const { size } = this.#minutes;
    if (size === 0) return;
    const old = floor(this.#minutes.timeOf(size - 1)) - day;
    if (this.#minutes.timeOf(0) >= old) return;
    const count = this.#minutes.placeOf(old);
    for (const step of this.#minutes.steps(Number.NEGATIVE_INFINITY, old)) this.#hours.add(step);
    this.#minutes.dropFirst(count);
    this.#hours.dropFirst(Math.max(0, this.#hours.size - mostHours));
  }
}

/** The beginning of the hour. */
function floor(at: number): number {
  return Math.floor(at / hour) * hour;
}
