import type { Interval } from '../model/limit.ts';
import { RecentUse } from './recentUse.ts';

/**
 * The prospects of a limit of a day or longer at the present pace. For a day's limit, the pace is that of the last half hour.
 */
export interface BurnOutlook {
  /** Seconds until it is used up at this pace; `null` when that takes longer than a window, or no pace is known. */
  readonly usedUpIn: number | null;
  /**
   * Use divided by refill: at 1 the level stays. `null` at first: for a day's limit, until ten minutes were followed.
   */
  readonly burnRate: number | null;
  /** The part of the burn rate that is not our own. */
  readonly othersBurnRate: number | null;
  /** Whether this deserves a warning. Once on, it stays on while `usedUpIn` is known. */
  readonly alarm: boolean;
}

/**
 * An alarm begins when `share` of the capacity was used in the long span and the short one, a twelfth of it, shows that
 * this goes on. Spans are shares of the limit's window: for a day, 2 h and 10 min, and 6 h and 30 min. So the burn rate
 * is at least `share / long` in both spans.
 *
 * The rule is that of the Google SRE workbook, chapter 5 (https://sre.google/workbook/alerting-on-slos/), but its
 * budget of a month does not refill and a person is paged for a fiftieth of it. Here use at burn rate 1 costs nothing,
 * and an alarm must say more than that the level is low. At burn rate f, a level of (f - 1)/4 of the capacity lasts for
 * the quarter window that matters, so that is the level at which f warns. Rate 3 warns at half: using a quarter in 2 h
 * is work, not a burst of some minutes. Rate 2 warns at a quarter, just above the usual 20 % that counts as low anyway;
 * slower rates would warn later.
 */
const pairs = [
  { long: 1 / 12, short: 1 / 144, share: 1 / 4 },
  { long: 1 / 4, short: 1 / 48, share: 1 / 2 },
] as const;
const [{ long: trusted, short: shortest }, { long: longest, short: recent }] = pairs;

/** The longest span is noted in this many steps; five of them make the shortest span. */
const steps = 180;

/**
 * An alarm begins only if the limit will be used up within this share of the window: anything more than a quarter of a
 * day away is beyond the work at hand, and a pace seldom lasts that long. The alarm ends when the limit will last for a
 * whole window, so it outlasts a pause of some minutes.
 */
const matters = 1 / 4;

/**
 * A rise by less than this share of the capacity comes from late answers or ones out of order; a larger one is a gift.
 */
const trembling = 1 / 16;

/** Use below this share of the capacity proves nothing: the charge of a request is not known that exactly. */
const negligible = 0.001;

const unknown: BurnOutlook = { usedUpIn: null, burnRate: null, othersBurnRate: null, alarm: false };

/**
 * Follows one limit of a long window from its readings alone, so it counts everybody's use, our own too. The limit
 * refills continuously at capacity/window. All times are monotonic milliseconds; a reading older than the last is
 * ignored.
 */
export class BurnRateAlarm {
  #at = -Infinity;
  #capacity = 0;
  #window = 0;
  #use = new RecentUse(0, 1);
  #own = new RecentUse(0, 1);
  /** The least level that agrees with all use counted so far; a next reading below it, plus refill, shows more use. */
  #counted = 0;
  #outlook = unknown;
  #usedAt = -Infinity;

  /** `at`: when the request that brought the reading was sent; the request itself took `charged`. `window`: seconds. */
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
    // Count only what rounding cannot explain; what it hides now is counted once it adds up.
    const used = Math.max(0, expected - level.high);
    const counted = expected - used;
    this.#counted = level.low > counted + trembling * capacity ? level.low : counted;
    this.#use.add(seconds, used);
    this.#own.add(seconds, charged);
    if (used - charged > negligible * capacity) this.#usedAt = at;
    this.#outlook = this.#judge((level.low + level.high) / 2);
  }

  /** Seconds between the reading that last showed use by others (else the first reading) and the latest one. */
  get quiet(): number {
    return this.#at > this.#usedAt ? (this.#at - this.#usedAt) / 1000 : 0;
  }

  /** Assumes that the pace lasts until the next reading, but no longer than it takes to trust a pace. */
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
