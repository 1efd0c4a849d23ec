import { type Estimate, exactly, type Possibility } from './estimate.ts';
import { type Hold, holdingLimit } from './hold.ts';
import type { LeastLeft } from './leastLeft.ts';
import type { PacedLimit } from './pacedLimit.ts';
import { leastWait, mostPlaces, passing, usualPatience } from './parameters.ts';
import { PassedRefusals, type ToldByRefusal } from './passedRefusals.ts';
import { PlaceLimits, type ToldReading } from './placeLimits.ts';
import { PromptSizes } from './promptSizes.ts';
import { refusedSize } from './refusedSize.ts';
import type { PacedAnswer, PacedRequest, ReportedUse } from './request.ts';
import { isSure, rightMoment } from './rightMoment.ts';
import type { Sent, Waiting } from './waiting.ts';

const nothingTold: ToldByRefusal = { size: null, notBefore: -Infinity };

/**
 * Decides when the requests of the user's tools are sent, so that none is refused that would only have had to wait.
 * First come, first served for each account and model, but what is held lets small ones pass for a while; nothing is held longer
 * than the user's patience, nor what waiting does not help. Where a limit is not known yet, it sends. All times are monotonic
 * milliseconds, and never decrease.
 */
export class Pacer {
  /** ms; 0 holds nothing. What it is by now counts, for what is held as well. */
  readonly #patience: () => number;
  readonly #sizes = new PromptSizes();
  readonly #places = new Map<string, PlaceLimits>();
  /** In the order in which they came. */
  #queue: Waiting[] = [];
  readonly #passed = new PassedRefusals();
  readonly #sent = new Map<string, Sent>();
  #lastSentAt = -Infinity;
  #count = 0;

  constructor(patience: () => number = () => usualPatience) {
    this.#patience = patience;
  }

  /** What any source knows of the limits of a place; to be told before `release`. */
  told(place: string, readings: readonly ToldReading[]): void {
    this.#limitsOf(place).tell(readings);
  }

  /** Whether any request of so many bytes would be sent now, whoever wants to send it. `least`: what others know to be left. */
  hasRoomFor(bytes: number, least: LeastLeft, now: number): boolean {
    const tokens = this.#sizes.atMost(bytes);
    if (this.#queue.length > 0 || this.#passed.isEarly(now) || least.tokens < tokens || least.requests < 1)
      return false;
    // Those sent a moment ago count as well.
    const at = Math.max(now, this.#lastSentAt);
    for (const limits of this.#places.values()) if (!limits.haveRoomFor(tokens, at)) return false;
    return true;
  }

  /** A tool wants to send a request. `release` says when it may. */
  arrive(request: PacedRequest): void {
    this.#queue.push(this.#arrived(request));
  }

  /** A request was sent at `at` that `release` was not asked about. */
  hasLeft(request: PacedRequest, at: number): void {
    this.#send(this.#arrived(request), at);
  }

  #arrived(request: PacedRequest): Waiting {
    this.#use(request.place);
    const latest = request.arrivedAt + this.#patience();
    const number = this.#count++;
    const before = this.#passed.take(request) ?? nothingTold;
    // What does not fit within the patience is not held: its tool is told anew how long it takes.
    const told = before.notBefore > latest ? { ...before, notBefore: -Infinity } : before;
    return { request, number, isUrged: false, told, refusals: 0, until: -Infinity, heldFor: null, delayed: 0 };
  }

  /** The ids of the requests to send now, in order. To be asked after every event and at `wakeAt`. */
  release(now: number): string[] {
    const held = new Map<string, Waiting[]>();
    const sent: string[] = [];
    this.#queue = this.#queue.filter((waiting) => {
      // Those let go a moment ago count as well.
      const at = Math.max(now, this.#lastSentAt);
      const { id, place } = waiting.request;
      const before = held.get(place) ?? [];
      const mayPass = before.length > 0 && before.every((one) => this.#letsPass(one, waiting));
      this.#judge(waiting, at, mayPass ? [] : before);
      if (waiting.until > at) {
        held.set(place, [...before, waiting]);
        return true;
      }
      if (mayPass) for (const one of before) this.#isPassed(one, waiting);
      this.#send(waiting, at);
      sent.push(id);
      return false;
    });
    return sent;
  }

  /** When to ask again if nothing happens before; `Infinity` where nothing is held. */
  get wakeAt(): number {
    return Math.min(Infinity, ...this.#queue.map(({ until }) => until));
  }

  /** What is held, as `release` found it, in order. */
  get holds(): readonly Hold[] {
    const places = new Map<string, number>();
    return this.#queue.map((waiting) => {
      const { request, until, heldFor } = waiting;
      const place = (places.get(request.place) ?? 0) + 1;
      places.set(request.place, place);
      const limit = heldFor && holdingLimit(heldFor, this.#sizeOf(waiting, heldFor));
      return { id: request.id, limit, since: request.arrivedAt, until, latest: this.#latestOf(waiting), place };
    });
  }

  /** The user does not want to wait for this one: the next `release` lets it go. */
  sendNow(id: string): void {
    this.#queue = this.#queue.map((waiting) => (waiting.request.id === id ? { ...waiting, isUrged: true } : waiting));
  }

  /** Nobody waits for it any more. What was sent may have been charged all the same; the next reading tells. */
  cancel(id: string): void {
    this.#queue = this.#queue.filter(({ request }) => request.id !== id);
    this.#sent.delete(id);
  }

  /**
   * The head of an answer has come. `retry`: it is held again and will be released later; `pass`: the tool gets the
   * answer as it is. Of a request that is not known nothing is learnt.
   */
  answered({ id, receivedAt, readings, refusal, use }: PacedAnswer): 'pass' | 'retry' {
    const sent = this.#sent.get(id);
    if (!sent) return 'pass';
    const limits = this.#limitsOf(sent.request.place);
    if (refusal) for (const limit of limits) limit.free(id);
    if (use) this.#learn(sent, use, receivedAt);
    limits.read(readings, sent.sentAt);
    if (!refusal) return 'pass';
    this.#sent.delete(id);
    return this.#holdAgain(sent, refusal.retryAfter, receivedAt) ? 'retry' : 'pass';
  }

  /** An answer has ended, well or not. `use`: what was counted, if `answered` was not told and it is known now. */
  ended(id: string, use: ReportedUse | null, at: number): void {
    const sent = this.#sent.get(id);
    if (!sent) return;
    this.#sent.delete(id);
    if (use) this.#learn(sent, use, at);
  }

  /** It has come to nothing, and took nothing. */
  failed(id: string): void {
    const sent = this.#sent.get(id);
    this.#sent.delete(id);
    if (sent) for (const limit of this.#limitsOf(sent.request.place)) limit.free(id);
  }

  /** Puts a refused request back to its place; `false` where waiting does not help, or not in time. */
  #holdAgain(sent: Sent, retryAfter: number | null, now: number): boolean {
    const wait = retryAfter !== null && retryAfter >= 0 ? retryAfter : null;
    let { size } = sent.told;
    for (const limit of this.#limitsOf(sent.request.place)) {
      const likely = this.#sizeOf(sent, limit);
      if (likely.likely <= 0) continue;
      const whole = limit.unit === 'input-tokens' ? this.#sizes.whole(sent.request) : likely;
      const judged = refusedSize(limit, sent.sentAt, wait, { likely, whole });
      if (judged.kind === 'too-large') {
        if (limit.unit !== 'requests') this.#sizes.learnAtLeast(sent.request, judged.moreThan);
        return false;
      }
      if (judged.kind === 'fits') size = { limit, likely: judged.size };
    }
    // The provider counts from when it refused, which the way there delays as much as the next time.
    const notBefore = Math.max(now, sent.sentAt + Math.max(wait ?? 0, leastWait * 2 ** sent.refusals) * 1000);
    const { request, number, isUrged } = sent;
    const told = { size, notBefore };
    if (notBefore > this.#latestOf(sent)) {
      this.#passed.passed(request, told);
      return false;
    }
    const { delayed } = sent;
    const refusals = sent.refusals + 1;
    const again = { request, number, isUrged, told, refusals, until: notBefore, heldFor: null, delayed };
    const next = this.#queue.findIndex((waiting) => waiting.number > number);
    this.#queue.splice(next < 0 ? this.#queue.length : next, 0, again);
    return true;
  }

  /** Whether the other may be sent before what is held, once it fits. */
  #letsPass(held: Waiting, waiting: Waiting): boolean {
    const delay = this.#delayOf(held, waiting);
    const isInTime = held.until + delay + passing.spare <= this.#latestOf(held);
    return isInTime && held.delayed + delay <= passing.most * this.#patience();
  }

  #isPassed(held: Waiting, waiting: Waiting): void {
    const delay = this.#delayOf(held, waiting);
    held.delayed += delay;
    held.until = Math.min(held.until + delay, this.#latestOf(held));
  }

  /** Milliseconds for which what is held waits longer if the other is sent first; `Infinity` where nothing tells. */
  #delayOf(held: Waiting, waiting: Waiting): number {
    const limit = held.heldFor ?? held.told.size?.limit;
    // What was refused though it should have fitted was refused for a reason that may hold for all.
    if (!limit || (held.refusals > 0 && held.told.size === null)) return Infinity;
    return (this.#sizeOf(waiting, limit).likely / limit.refill) * 1000;
  }

  /** Finds out until when a request has to wait, and for which limit. `before`: what is held and goes first, in order. */
  #judge(waiting: Waiting, at: number, before: readonly Waiting[]): void {
    const { told, request } = waiting;
    const latest = this.#latestOf(waiting);
    let until = Math.max(at, told.notBefore);
    waiting.until = Math.min(until, latest);
    waiting.heldFor = null;
    for (const limit of this.#limitsOf(request.place)) {
      const size = this.#sizeOf(waiting, limit);
      if (size.likely <= 0) continue;
      // Larger than the bucket: its tool should hear so at once.
      if (size.likely > limit.capacity) return;
      let last: number | null = null;
      for (const one of before) if (this.#sizeOf(one, limit).likely > 0) last = Math.max(last ?? one.until, one.until);
      const fits = this.#fitsAt(limit, size, until, waiting, last);
      if (fits <= until) continue;
      until = fits;
      waiting.heldFor = limit;
    }
    waiting.until = Math.min(until, latest);
  }

  #fitsAt(limit: PacedLimit, size: Estimate, at: number, waiting: Waiting, before: number | null): number {
    // Held even if its turn comes too late by what is known now: passing it on at once interrupts tools more often.
    if (before !== null) return Math.max(at, before + (size.likely / limit.refill) * 1000);
    const possible = this.#possibleSizes(waiting, limit);
    const admits = (moment: number) => limit.admits(possible, moment);
    // Mostly there is room, and a request waits for this.
    if (isSure(admits(at))) return at;
    const wait = limit.fitsIn(size, at) * 1000;
    // What cannot fit within the patience is not held: the tool is told how long it takes.
    if (wait > this.#patience()) return at;
    const latest = this.#latestOf(waiting);
    // What has waited for others is held to the end, as it was told: what they and it take are estimates.
    if (wait > latest - at) return latest;
    return rightMoment(admits, at, latest - at);
  }

  /** It is sent then in any case. */
  #latestOf({ request, isUrged }: Waiting): number {
    return isUrged ? -Infinity : request.arrivedAt + this.#patience();
  }

  #possibleSizes({ request, told }: Waiting, limit: PacedLimit): readonly Possibility[] {
    if (told.size?.limit === limit) return [{ probability: 1, units: told.size.likely }];
    return this.#sizes.possible(request, limit.unit);
  }

  #sizeOf({ request, told }: Waiting, limit: PacedLimit): Estimate {
    return told.size?.limit === limit ? told.size.likely : this.#sizes.of(request, limit.unit);
  }

  #send(waiting: Waiting, at: number): void {
    // A microsecond keeps the order of those that are sent at once.
    this.#lastSentAt = Math.max(at, this.#lastSentAt + 0.001);
    this.#sent.set(waiting.request.id, { ...waiting, sentAt: this.#lastSentAt });
    for (const limit of this.#limitsOf(waiting.request.place)) {
      const size = this.#sizeOf(waiting, limit);
      if (size.likely > 0 && size.likely <= limit.capacity) limit.reserve(waiting.request.id, this.#lastSentAt, size);
    }
  }

  #learn({ request }: Sent, use: ReportedUse, at: number): void {
    this.#sizes.learn(request, use, at);
    for (const limit of this.#limitsOf(request.place)) {
      if (limit.unit === 'tokens') limit.correct(request.id, exactly(Math.max(use.input, request.answerAtMost ?? 0)));
      if (limit.unit === 'input-tokens') limit.correct(request.id, exactly(Math.max(0, use.input - use.cached)));
      if (limit.unit === 'output-tokens') limit.reserve(request.id, at, exactly(use.output));
    }
  }

  #limitsOf(place: string): PlaceLimits {
    return this.#places.get(place) ?? this.#use(place);
  }

  /** Its limits, used last of all now; those unused for longest make room. */
  #use(place: string): PlaceLimits {
    const limits = this.#places.get(place) ?? new PlaceLimits();
    this.#places.delete(place);
    this.#places.set(place, limits);
    if (this.#places.size > mostPlaces) this.#places.delete(this.#places.keys().next().value ?? place);
    return limits;
  }
}
