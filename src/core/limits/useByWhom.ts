import type { Counted } from '../forecast/conversation.ts';
import { withDebt } from '../forecast/debt.ts';
import { HeardCharge } from '../forecast/heardCharge.ts';
import { seen, watching } from '../forecast/parameters.ts';
import { counted, type LimitReading, toldCharge, type UserExchange, userExchange } from '../forecast/seenByLimit.ts';
import { SeenUse } from '../forecast/seenUse.ts';
import { HOUR, type Interval, type Unit } from '../model/limit.ts';
import type { ExchangeSeen, RequestSeen } from '../model/observation.ts';
import type { UsedBy } from '../model/snapshot.ts';
import { beginOf, minuteFrom, minuteOf, minutesKept } from './hourOfUse.ts';
import { WhoUsed } from './whoUsed.ts';

/** A rise by less than this share of a short limit comes from the time that an answer took. */
const trembling = 1 / 16;

/**
 * Divides the use of one limit among the user's tools, Keygauge's own checks and whatever nobody here saw. A request takes what
 * its answer says, or else what the level fell by, as far as its size explains that. What the level fell by beyond all requests
 * that are known was used elsewhere; where a reading leaves room, less is said of that, never more. Output is charged while it
 * is written, after the level that comes with its answer, so of a limit on it nothing is said. All times are monotonic
 * milliseconds.
 */
export class UseByWhom {
  readonly #unit: Unit;
  readonly #counted: Counted;
  readonly #seen = new SeenUse();
  readonly #charges = new HeardCharge();
  readonly #who = new WhoUsed();
  /** When the limit was seen first; `null` before. */
  #since: number | null = null;
  #at = -Infinity;
  #capacity = 0;
  /** Units a millisecond. */
  #refill = 0;
  /** The likeliest level in the last reading. */
  #level = 0;
  /** Units that our own checks took since. */
  #own = 0;
  /** The least level that agrees with all use that was counted; a reading below it, plus refill, shows more use. */
  #least = 0;

  constructor(unit: Unit) {
    this.#unit = unit;
    this.#counted = counted[unit];
  }

  /** A request of the user's has left. */
  sent({ sentAt, input }: RequestSeen): void {
    if (this.#counted !== 'output') this.#seen.sent(sentAt, this.#estimate(input));
  }

  /**
   * An exchange has ended; `request`: what was seen of it as it left. `reading`: what its response said of the limit, `null` if
   * nothing.
   */
  take(exchange: ExchangeSeen, request: RequestSeen | null, reading: LimitReading | null): void {
    if (this.#counted === 'output') return;
    this.#since ??= Math.min(exchange.sentAt, exchange.receivedAt);
    if (exchange.by === 'keygauge') this.#takeOwn(exchange, reading);
    else this.#takeUsers(exchange, userExchange(exchange, request, this.#unit), reading);
  }

  #takeOwn({ receivedAt, charged }: ExchangeSeen, reading: LimitReading | null): void {
    const units = charged[this.#unit] ?? 0;
    this.#own += units;
    this.#who.add('keygauge', receivedAt, units);
    if (reading && receivedAt > this.#at) this.#read(receivedAt, owing(reading), reading);
  }

  #takeUsers({ tool = null, session }: ExchangeSeen, one: UserExchange, reading: LimitReading | null): void {
    const { sentAt, receivedAt } = one;
    // An answer may take long, but its level dates from when the request was admitted.
    const isNewer = sentAt > this.#at;
    const level = reading && isNewer ? owing(reading) : null;
    const units = this.#chargeOf(one, reading && level && this.#fellBy(sentAt, level, reading.capacity));
    const wasSeen = this.#seen.ended(sentAt, units, receivedAt);
    if (!wasSeen && isNewer) this.#seen.sent(sentAt, units);
    // A reading has shown its use before anybody knew of it.
    if (!wasSeen && !isNewer) this.#who.notElsewhere(sentAt, units);
    this.#who.add({ tool, ...(session && { session }) }, receivedAt, units);
    if (reading && level) this.#read(sentAt, level, reading);
  }

  /**
   * Who used it within the last hour; nothing where nobody is known to have. `heardSince`: when the user's requests began to be
   * heard, before which nobody could tell whose they were; `null` while they are not.
   */
  snapshot(now: number, heardSince: number | null): { readonly usedBy?: UsedBy } {
    if (this.#since === null || heardSince === null) return {};
    // What was used in the minute in which listening began is of before and after.
    const first = heardSince > this.#since ? minuteFrom(heardSince) : minuteOf(this.#since);
    const from = Math.max(first, minuteOf(now) - minutesKept + 1);
    const shares = this.#who.shares(from, now);
    const since = Math.max(0, now - Math.max(this.#since, beginOf(from))) / 1000;
    return shares === null ? {} : { usedBy: { ...shares, since } };
  }

  /** Units that a request took. `fell`: those by which the level fell meanwhile, `null` where it does not tell. */
  #chargeOf(one: UserExchange, fell: number | null): number {
    // A refused request may count as one, and takes nothing else.
    if (!one.isAdmitted) return this.#counted === 'requests' ? Math.min(1, fell ?? 0) : 0;
    const told = toldCharge(one, fell);
    if (told !== null) return told;
    if (this.#counted === 'requests') return 1;
    if (fell === null) return this.#estimate(one.input);
    return one.wasSeenLeaving ? this.#charges.of(fell, one, this.#counted, this.#capacity === 0) : fell;
  }

  #estimate(input: number): number {
    if (this.#counted === 'requests') return 1;
    return this.#counted === 'uncached' ? this.#charges.uncached(input) : input;
  }

  /** Units by which the level fell beyond what earlier requests took; `null` where there is nothing to compare it to. */
  #fellBy(at: number, { low, high }: Interval, capacity: number): number | null {
    const isFirst = this.#capacity === 0;
    if (!isFirst && capacity !== this.#capacity) return null;
    const full = isFirst ? capacity : Math.min(capacity, this.#level + this.#refill * (at - this.#at));
    return Math.max(0, full - (low + high) / 2 - this.#own - this.#seen.within(this.#at, at, at));
  }

  #read(at: number, level: Interval, { capacity, window }: LimitReading): void {
    const isLong = window > HOUR;
    if (capacity === this.#capacity) this.#compare(at, level, isLong);
    else this.#least = level.low;
    this.#at = at;
    this.#capacity = capacity;
    // Some days begin full at midnight and fill up no sooner: whoever allowed for that would see use that was none.
    this.#refill = isLong ? 0 : capacity / window / 1000;
    this.#level = (level.low + level.high) / 2;
    this.#own = 0;
    this.#seen.forget(at);
  }

  #compare(at: number, level: Interval, isLong: boolean): void {
    const known = this.#own + this.#seen.within(this.#at, at);
    const expected = Math.min(this.#capacity, this.#least + this.#refill * (at - this.#at)) - known;
    const unseen = Math.max(0, expected - level.high);
    // What rounding hides is counted once it adds up; what a size was mistaken by never is.
    const isNoise = unseen <= watching.noise * this.#capacity;
    if (!isNoise && unseen > this.#doubt(at)) this.#who.elsewhere(at, unseen);
    this.#least = isNoise ? expected : expected - unseen;
    if (level.low > this.#least + (isLong ? 0 : trembling * this.#capacity)) this.#least = level.low;
  }

  /** Of requests that have not ended only an estimate is known. */
  #doubt(at: number): number {
    return this.#counted === 'requests' ? 0 : seen.doubt * this.#seen.within(this.#at, at, at);
  }
}

function owing({ level, capacity, window, timeToFull }: LimitReading): Interval {
  return withDebt(level, capacity, window, timeToFull);
}
