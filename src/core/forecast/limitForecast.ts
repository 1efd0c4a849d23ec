import { MINUTE } from '../model/limit.ts';
import type { Level } from '../model/snapshot.ts';
import type { Counted } from './conversation.ts';
import { owing } from './debt.ts';
import { HeardCharge } from './heardCharge.ts';
import type { Basis, Outlook } from './outlook.ts';
import { probeAlarm, seen, unseen, watching } from './parameters.ts';
import { type LimitReading, toldCharge, type UserExchange, type UserRequest } from './seenByLimit.ts';
import { SeenConversations } from './seenConversations.ts';
import { SeenUse } from './seenUse.ts';
import { TrafficForecast } from './trafficForecast.ts';
import { Trust } from './trust.ts';
import { type Loop, UnseenUse } from './unseenUse.ts';
import type { WarningRule } from './warning.ts';

export type Pace = typeof watching;

/** Unseen requests all count as one conversation. */
const others = 'others';

/** Milliseconds after the last use for which the size of its requests is expected again. */
const remembered = 3_600_000;

/**
 * The forecast of one limit, from whatever is seen of it. The user's requests that are seen are played on as they are.
 * Any other fall between two readings counts as requests of one loop; it gives their size and rhythm as if they had
 * been seen. It also says when to look next, so that a loop is seen step by step and a pause costs little. All times
 * are monotonic milliseconds.
 */
export class LimitForecast {
  readonly #forecast: TrafficForecast;
  readonly #counted: Counted;
  readonly #pace: Pace;
  readonly #seen = new SeenUse();
  readonly #conversations: SeenConversations;
  #at = -Infinity;
  #level = 0;
  #low = 0;
  #high = 0;
  /** Units a millisecond. */
  #refill = 0;
  #capacity = 0;
  /** Size of one unseen request; `null` until a fall showed it. */
  #size: number | null = null;
  /** Whether the size comes from two probes too close together for more than one request between them. */
  #isSure = false;
  /** Size of the largest unseen request of late, and when it came. */
  #largest = 0;
  #largestAt = 0;
  #fellAt = -Infinity;
  readonly #trust = new Trust();
  /** Time at which use by anybody last showed, or of the first look. */
  #usedAt = 0;
  /** Time at which a request was seen, or a limit that is not full again a minute after it at most. */
  #freshAt = -Infinity;
  readonly #unseen = new UnseenUse();
  readonly #charges = new HeardCharge();

  /**
   * `counted`: the part of a seen request that the limit counts. Output needs one free unit, everything else room for
   * the whole request.
   */
  constructor(counted: Counted = 'input', pace: Pace = watching) {
    this.#pace = pace;
    this.#counted = counted;
    this.#conversations = new SeenConversations(counted);
    this.#forecast = new TrafficForecast(counted === 'output' ? 'output' : 'input');
  }

  /** Takes in a probe's reading. `charged` is the probe's own cost, which is nobody else's use. */
  read(at: number, reading: LimitReading, charged = 0): void {
    this.#take(at, reading, charged);
  }

  /** A request of the user's has left. */
  sent(request: UserRequest): void {
    const { sentAt, inputAtMost = request.input } = request;
    const { conversation, isLikely, input } = this.#conversations.leaves(request);
    this.#seen.sent(sentAt, this.#counted === 'requests' ? 1 : input);
    const isUnsure = request.conversation === null && this.#counted === 'uncached';
    const likely = isUnsure ? this.#charges.uncached(input) : null;
    this.#forecast.sent(sentAt, conversation, input, { counted: this.#counted, inputAtMost, likely, isLikely });
  }

  /** A request of the user's has ended; `reading` is what its response said about this limit, `null` if nothing. */
  ended(exchange: UserExchange, reading: LimitReading | null): void {
    const { sentAt, receivedAt, isAdmitted, answer } = exchange;
    const isNewer = sentAt > this.#at;
    const charged = isAdmitted ? this.#chargeOf(exchange, reading) : 0;
    const { conversation, isLikely } = this.#conversations.ended(exchange, charged);
    this.#freshAt = this.#usedAt = Math.max(this.#usedAt, receivedAt);
    // The first to tell of a limit left before anybody knew that there is one.
    const isKnown = this.#seen.ended(sentAt, charged, receivedAt);
    if (!isKnown && isNewer) {
      this.#seen.sent(sentAt, charged);
      this.#seen.ended(sentAt, charged, receivedAt);
      this.#forecast.sent(sentAt, conversation, exchange.input || charged, { counted: this.#counted, isLikely });
    }
    if (isAdmitted) this.#forecast.charged(receivedAt, conversation, charged, answer);
    this.#forecast.answered(sentAt, receivedAt, isAdmitted && answer === null, exchange.isTurnedAway);
    if (reading && isNewer) this.#take(sentAt, reading, 0);
  }

  /** The rule for its alarm. */
  warningRule(now: number): WarningRule {
    return this.#seesAll(now) ? this.#conversations.warningRule(now) : probeAlarm;
  }

  look(now: number): Outlook {
    const outlook = this.#forecast.look(now);
    // An answer is charged bit by bit, so probes cannot make out requests: 95 % of predicted refusals were wrong.
    if (this.#counted !== 'output' || this.#seesAll(now)) return outlook;
    return { ...outlook, refusalWithinMinute: 0, timeToEmpty: null };
  }

  /**
   * The level at `now`: at best nothing was taken since, at worst all that others may have used. `estimate` is what
   * somebody can count on. `null` until a reading came.
   */
  shown(now: number): Level | null {
    const level = this.#levelIf(now, (elapsed, loop) => this.#unseen.safe(elapsed, loop));
    // Whoever was at work may go on any moment, and the first looks cannot tell whether somebody is.
    const lately = this.#size === null ? unseen.inUse : unseen.sameDay;
    const mayGoOn = now - this.#usedAt < lately && !this.#seesAll(now);
    const most = mayGoOn ? unseen.nearlyFull * this.#capacity : Infinity;
    if (level === null || level.estimate <= most) return level;
    return { ...level, low: Math.min(level.low, most), estimate: most };
  }

  /** The level that is likeliest at `now`, which an alarm goes by. `null` until a reading came. */
  likely(now: number): number | null {
    const takenBy = (elapsed: number, loop: Loop) => this.#unseen.likely(elapsed, loop);
    return this.#levelIf(now, takenBy, now - seen.guess)?.estimate ?? null;
  }

  #levelIf(now: number, takenBy: (elapsed: number, loop: Loop) => number, until = now): Level | null {
    if (this.#capacity === 0) return null;
    const played = this.#seen.isFlowing(now) ? this.#forecast.shown(now, until) : null;
    if (played && this.#seesAll(now)) return played;
    const elapsed = Math.max(0, now - this.#at);
    const left = (from: number, taken: number) => {
      const full = Math.min(this.#capacity, from + this.#refill * elapsed);
      return Math.min(this.#capacity, Math.max(0, full - taken));
    };
    const loop = this.#loopAt(now);
    const high = left(this.#high, 0);
    // Requests seen since the reading have taken their share as well.
    const less = (level: 'low' | 'estimate') => (played ? high - Math.min(high, played[level]) : 0);
    const low = Math.max(0, left(this.#low, this.#unseen.most(elapsed, loop)) - less('low'));
    const estimate = left(this.#level, takenBy(elapsed, loop)) - less('estimate');
    return { low, estimate: Math.min(high, Math.max(low, estimate)), high };
  }

  /** All requests that the outlook rests on. */
  explain(now: number): Basis {
    return this.#forecast.explain(now);
  }

  /** The part of `explain` that nobody saw. */
  explainUnseen(now: number): Basis {
    return this.#forecast.explain(now, others);
  }

  /**
   * Units that the next request probably takes: what the last ones took, for an hour after the last use. `null` where
   * none was seen, and for output, where a request needs no more than one free unit.
   */
  requestSize(now: number): number | null {
    if (this.#counted === 'output' || now - this.#usedAt > remembered) return null;
    if (this.#counted === 'requests') return 1;
    const { typicalRequest } = this.explain(now);
    return typicalRequest > 0 ? typicalRequest : this.#size;
  }

  /**
   * Seconds from the last reading until the next is worth its price. Pauses mostly end within ten minutes, so that long
   * it keeps looking. Once nobody has used the limit for ten minutes, no hour costs more than twelve looks.
   */
  nextLook(now: number, warned: boolean): number {
    if (this.#capacity === 0) return 0;
    const { quick, danger, curious, calm, follow, low, settled, resting } = this.#pace;
    // Where everything is seen, a look only confirms that this is still so.
    if (this.#seesAll(now)) return calm;
    // What has not been used for so long stays as it is, however low it is.
    if (this.#at - this.#usedAt >= settled * 1000) return resting;
    // A level that was low at the first look may be nobody's doing.
    if (this.#size === null) return now - this.#fellAt < follow * 1000 ? curious : calm;
    if (warned || this.look(now).refusalWithinMinute >= danger) return quick;
    const isLarge = this.#size >= this.#pace.large * this.#capacity;
    const isRunning = this.#at - this.#freshAt < follow * 1000 && (isLarge || !this.#isSure);
    return isRunning || this.#level < low * this.#capacity ? curious : calm;
  }

  #loopAt(now: number): Loop {
    const isRunning = now - this.#fellAt < this.#pace.follow * 1000;
    const isInUse = now - this.#usedAt < unseen.inUse;
    const largest = Math.max(
      this.#size ?? 0,
      this.#largest * 0.5 ** (Math.max(0, now - this.#largestAt) / unseen.largestHalfLife),
    );
    return { size: this.#size, largest, isRunning, isInUse, capacity: this.#capacity };
  }

  /** Whether the user's requests are seen and explain what is used. */
  #seesAll(now: number): boolean {
    return this.#seen.isFlowing(now) && this.#trust.isGiven(now, this.#at);
  }

  /** Units that a request took, as its answer or else the level afterwards tells; 0 if neither does. */
  #chargeOf(exchange: UserExchange, reading: LimitReading | null): number {
    const fell = reading && this.#fellBy(exchange.sentAt, reading);
    const told = toldCharge(exchange, fell);
    if (told !== null || fell === null) return told ?? 0;
    return exchange.wasSeenLeaving ? this.#charges.of(fell, exchange, this.#counted, this.#capacity === 0) : fell;
  }

  /** The fall since the last reading, or from a full bucket, without what earlier requests took; `null` if it does not tell. */
  #fellBy(at: number, reading: LimitReading): number | null {
    const isFirst = this.#capacity === 0;
    const capacity = isFirst ? reading.capacity : this.#capacity;
    if (at <= this.#at || capacity !== reading.capacity) return null;
    const { low, high } = owing(reading);
    const full = isFirst ? capacity : this.#level + this.#refill * (at - this.#at);
    return Math.max(0, Math.min(capacity, full) - (low + high) / 2 - this.#seen.within(this.#at, at, at));
  }

  /** Takes a reading in; `own` is what a probe was charged. */
  #take(at: number, reading: LimitReading, own: number): void {
    const level = owing(reading);
    const { capacity, window } = reading;
    const used = this.#seen.within(this.#counted === 'output' ? at - seen.writing : this.#at, at);
    const left = (level.low + level.high) / 2;
    const refill = capacity / window / 1000;
    const doubt = (level.high - level.low + seen.doubt * used) / 2;
    if (capacity === this.#capacity && at > this.#at) this.#infer(at, left + own + used, refill, doubt);
    if (this.#capacity === 0) this.#begin(at, reading, level.high, own + used);
    this.#at = at;
    this.#level = left;
    this.#low = level.low;
    this.#high = level.high;
    this.#refill = refill;
    this.#capacity = capacity;
    this.#seen.forget(this.#counted === 'output' ? at - seen.writing : at);
    this.#forecast.read(at, level, capacity, window);
  }

  /** Whoever emptied a minute's limit before the first look has done so within that minute, and may well go on. */
  #begin(at: number, { capacity, window }: LimitReading, high: number, known: number): void {
    this.#usedAt = Math.max(this.#usedAt, at);
    if (window > MINUTE || high + known >= (1 - watching.noise) * capacity) return;
    this.#fellAt = at;
    this.#trust.beganLow(at);
  }

  /**
   * Turns the unexplained fall since the last reading into requests. `left` is the level plus all use that is known;
   * `refill` is in units a millisecond.
   */
  #infer(at: number, left: number, refill: number, doubt: number): void {
    const elapsed = at - this.#at;
    const expected = Math.min(this.#capacity, this.#level + refill * elapsed);
    const fell = expected - left;
    if (at - this.#usedAt < unseen.inUse) this.#unseen.learn(fell - 2 * doubt, elapsed, this.#loopAt(at));
    const noise = watching.noise * this.#capacity;
    const isFull = left + 1.2 * doubt + noise >= this.#capacity;
    // Right after a request the next is likeliest.
    if (!isFull && at - this.#fellAt < this.#pace.fresh * 1000) this.#freshAt = at;
    if (fell <= 2 * doubt + noise) return;
    this.#usedAt = at;
    this.#freshAt = at;
    // If the bucket had filled up before the request, refill after the request has hidden a part of its size.
    const fullFor = Math.max(0, elapsed - (this.#capacity - this.#level) / refill);
    const hidden = refill * fullFor;
    const size = this.#size;
    if (size !== null && size >= fell * 0.9 && size <= (fell + hidden) * 1.1) {
      this.#note(at - Math.max(0, size - fell) / refill, size, at);
      return;
    }
    const isClose = elapsed <= watching.close * 1000;
    const count = size === null || isClose || size > fell ? 1 : Math.max(1, Math.round(fell / size));
    const each = (fell + (size === null || isClose ? 0.5 : 0) * hidden) / count;
    this.#isSure = isClose;
    const { largest } = this.#loopAt(at);
    this.#size = Math.min(each, this.#capacity);
    if (this.#size >= largest) {
      this.#largest = this.#size;
      this.#largestAt = at;
    }
    for (let i = 0; i < count; i++) {
      this.#note(at - elapsed + (fullFor > 0 ? elapsed - fullFor / 2 : elapsed * ((i + 0.5) / count)), each, at);
    }
  }

  #note(sentAt: number, size: number, seenAt: number): void {
    this.#fellAt = seenAt;
    this.#trust.unexplained(seenAt);
    this.#forecast.sent(Math.min(sentAt, seenAt), others, size, { isUnseen: true });
    this.#forecast.charged(seenAt, others, size, null);
  }
}
