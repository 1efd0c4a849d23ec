import type { Interval } from '../model/limit.ts';
import { RecentUse } from './recentUse.ts';

/** What the present pace does to a limit of a day or longer: for a day's, that of the last half hour. */
export interface BurnOutlook {
  /** Seconds until it is used up at this pace; `null` when that takes longer than a window, or no pace is known. */
  readonly usedUpIn: number | null;
  /** What is used, against what refills: at 1 the level stays. `null` until ten minutes were followed, for a day's. */
  readonly burnRate: number | null;
  /** The part of the burn rate that is not our own. */
  readonly othersBurnRate: number | null;
  /** Whether that deserves a warning; goes on for as long as `usedUpIn` is known. */
  readonly alarm: boolean;
}

/**
 * An alarm begins when `share` of the capacity has been used in the long span, and the short one, a twelfth of it, shows
 * that this goes on. Spans are shares of the limit's window: for a day 2 h and 10 min, and 6 h and 30 min. So the burn
 * rate is at least `share / long` in both.
 *
 * The rule is that of the Google SRE workbook, chapter 5 (https://sre.google/workbook/alerting-on-slos/), but its budget of
 * a month does not refill and a person is paged for a fiftieth of it. Here use at burn rate 1 costs nothing, and an alarm
 * must say more than that the level is low. At burn rate f the level falls by (f - 1)/4 of the capacity while it still
 * matters, so f alone warns at that level. Rate 3 warns at half; what takes a quarter in 2 h is work, not a burst of some
 * minutes. Rate 2 warns at a quarter, the last level above the usual 20 % that is low anyway; slower ones would come later.
 */
const pairs = [
  { long: 1 / 12, short: 1 / 144, share: 1 / 4 },
  { long: 1 / 4, short: 1 / 48, share: 1 / 2 },
] as const;
const [{ long: trusted, short: shortest }, { long: longest, short: recent }] = pairs;

/** Use is noted in so many steps of the longest span, which are five of the shortest. */
const steps = 180;

/**
 * Within this share of the window it must be used up for an alarm to begin: what comes later than a quarter of a day is
 * beyond the work at hand, and a pace seldom lasts that long. It ends when that is no longer in sight within a window, so
 * that it outlasts a pause of some minutes.
 */
const matters = 1 / 4;

/** A rise by less than this share of the capacity is answers that overtook each other or came late; by more, a gift. */
const trembling = 1 / 16;

/** Less than this share of the capacity is no sign that somebody uses it: what a request is charged is not known so well. */
const negligible = 0.001;

const unknown: BurnOutlook = { usedUpIn: null, burnRate: null, othersBurnRate: null, alarm: false };

/**
 * Follows one limit of a long window, which refills continuously at capacity/window, by its readings alone: whoever used
 * it, ourselves too. All times are monotonic milliseconds; a reading that is older than the last is ignored.
 */
export class BurnRateAlarm {
  #at = -Infinity;
  #capacity = 0;
  #window = 0;
  #use = new RecentUse(0, 1);
  #own = new RecentUse(0, 1);
  /** What the last reading must have been at least if all that was used has been counted; the next tells more use by it. */
  #counted = 0;
  #outlook = unknown;
  #usedAt = -Infinity;

  /** `at`: when the request was sent that the reading came back with, which took `charged` itself. `window`: seconds. */
  read(at: number, level: Interval, capacity: number, window: number, charged = 0): void {
    if (!(at > this.#at && capacity > 0 && window > 0)) return;
    const seconds = (at - this.#at) / 1000;
    this.#at = at;
    if (capacity !== this.#capacity || window !== this.#window || seconds > window) {
      this.#capacity = capacity;
      this.#window = window;
      this.#use = new RecentUse(steps, (longest * window) / steps);
      this.#own = new RecentUse(steps, (longest * window) / steps);
      this.#counted = level.low;
      this.#outlook = unknown;
      this.#usedAt = at;
      return;
    }
    const expected = Math.min(capacity, this.#counted + (capacity / window) * seconds);
    // Only what rounding cannot explain; what it hides now is counted as soon as it adds up.
    const used = Math.max(0, expected - level.high);
    const counted = expected - used;
    this.#counted = level.low > counted + trembling * capacity ? level.low : counted;
    this.#use.add(seconds, used);
    this.#own.add(seconds, charged);
    if (used - charged > negligible * capacity) this.#usedAt = at;
    this.#outlook = this.#judge((level.low + level.high) / 2);
  }

  /** Seconds from the reading that last showed use by others, or from the first, to the last reading. */
  get quiet(): number {
    return this.#at > this.#usedAt ? (this.#at - this.#usedAt) / 1000 : 0;
  }

  /** A pace is taken to last until the next reading, but no longer than it takes to trust one. */
  look(now: number): BurnOutlook {
    const seconds = Math.max(0, (now - this.#at) / 1000);
    if (seconds > trusted * this.#window) return unknown;
    const { usedUpIn } = this.#outlook;
    return usedUpIn === null ? this.#outlook : { ...this.#outlook, usedUpIn: Math.max(0, usedUpIn - seconds) };
  }

  #judge(level: number): BurnOutlook {
    const window = this.#window;
    const followed = this.#use.length;
    if (followed < shortest * window) return unknown;
    const span = Math.min(followed, recent * window);
    const refill = this.#capacity / window;
    const used = this.#use.within(span);
    const pace = used / span;
    const burnRate = pace / refill;
    const othersBurnRate = Math.max(0, used - this.#own.within(span)) / span / refill;
    const time = pace > refill ? level / (pace - refill) : Infinity;
    if (time > window) return { usedUpIn: null, burnRate, othersBurnRate, alarm: false };
    const begins = time <= matters * window && pairs.some((pair) => this.#isFast(pair));
    return { usedUpIn: time, burnRate, othersBurnRate, alarm: this.#outlook.alarm || begins };
  }

  #isFast({ long, short, share }: (typeof pairs)[number]): boolean {
    return (
      this.#use.within(long * this.#window) >= share * this.#capacity &&
      this.#use.within(short * this.#window) >= (short / long) * share * this.#capacity
    );
  }
}
