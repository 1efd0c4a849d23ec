import type { Conversation } from './conversation.ts';
import type { Flow } from './flow.ts';
import { dice } from './quantiles.ts';

/** The most conversations that are played. */
export const mostConversations = 16;
/** Possible futures that are played at first, and all that are played where this share of the first meets a refusal. */
const batch = 64;
const mostPaths = 256;
const doubtful = 0.1;
/** Seconds that they are played ahead, and seconds for which they may be used. */
const playedFor = 90;
const usedFor = 30;
/** Once fewer than this share of them is left as time passes: play new ones. */
const fewest = 0.5;
/** No future has more requests than this. */
const mostRequests = 96;

const rolls = dice(4096);

/** So many gaps of a conversation are spread evenly over the paths. */
const spreadGaps = 4;

const places: Float64Array[] = [];

/**
 * The places that the `nth` gap of a conversation takes on the paths: every one once, evenly spread over each batch, in an order of its
 * own. Two that took them in the same order, or a shifted one, would never come together, or always. Made when they are needed first,
 * since all of them would take some milliseconds.
 */
function placesOf(conversation: number, nth: number): Float64Array {
  const gap = conversation * spreadGaps + nth;
  places[gap] ??= spreadPlaces(gap);
  return places[gap];
}

function spreadPlaces(gap: number): Float64Array {
  const batches = Array.from({ length: mostPaths / batch }, (_, nth) => {
    const order = dice(batch, gap * (mostPaths / batch) + nth);
    const paths = Array.from(order.keys());
    if (gap > 0) paths.sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0));
    // The first batch nearly in the middle of its places, since it mostly stays alone.
    const within = (((nth + 1.5) * batch) / mostPaths) % 1;
    return paths.map((path) => (path + within) / batch);
  });
  return Float64Array.from(batches.flat());
}

/** The bucket that the futures draw on. */
export interface Supply {
  readonly capacity: number;
  /** Units a second. */
  readonly refill: number;
  /** Output is paid as it is written: a request needs only one free unit. */
  readonly paidLater: boolean;
}

/**
 * Possible courses of the next minute and a half. On each path every conversation sends its next requests after gaps of
 * its own rhythm, until the first one that does not fit. While nothing happens, the paths that expect nothing yet stay
 * right, so they need not be played again. Times are seconds.
 */
export class Paths {
  readonly #firstAt = new Float64Array(mostPaths);
  readonly #refusedAt = new Float64Array(mostPaths);
  /** The number of paths that were played. */
  #count = 0;
  #playedAt = Infinity;
  /** The earliest event on any path, and the number of paths that meet a refusal. */
  #soonest = Infinity;
  #refused = 0;

  /** Forgets all paths, because something has happened. */
  drop(): void {
    this.#playedAt = Infinity;
  }

  /** Whether new paths must be played: too few are left on which nothing happens until `now`, or they are too old. */
  isStale(now: number): boolean {
    if (now >= this.#playedAt && this.#soonest === Infinity) return false;
    if (!(now >= this.#playedAt) || now > this.#playedAt + usedFor) return true;
    if (now < this.#soonest) return false;
    let left = 0;
    for (let path = 0; path < this.#count; path++) if ((this.#firstAt[path] ?? 0) > now) left++;
    return left < fewest * this.#count;
  }

  /** Plays new paths from this level of the bucket on. */
  play(now: number, level: number, supply: Supply, conversations: readonly Conversation[], flow: Flow | null): void {
    this.#playedAt = now;
    this.#soonest = Infinity;
    this.#refused = 0;
    this.#count = 0;
    if (conversations.length === 0 && !flow) return;
    for (const one of conversations) one.look(now);
    flow?.look(now);
    const playTo = (count: number) => {
      for (; this.#count < count; this.#count++) {
        const path = this.#count;
        begin(path, now, conversations, flow);
        this.#follow(path, now, level, supply, conversations, flow);
        this.#soonest = Math.min(this.#soonest, this.#firstAt[path] ?? Infinity);
        if ((this.#refusedAt[path] ?? Infinity) < Infinity) this.#refused++;
      }
    };
    playTo(batch);
    if (this.#refused >= doubtful * batch) playTo(mostPaths);
  }

  /** Plays one path request by request, until one does not fit or comes too late to count. */
  #follow(
    path: number,
    now: number,
    level: number,
    supply: Supply,
    conversations: readonly Conversation[],
    flow: Flow | null,
  ): void {
    const last = now + playedFor;
    const n = conversations.length + (flow ? 1 : 0);
    let roll = path * 53;
    let left = level;
    let at = now;
    let first = Infinity;
    let refusedAt = Infinity;
    for (let requests = 0; requests < mostRequests; requests++) {
      let who = 0;
      for (let i = 1; i < n; i++) if ((nextAt[i] ?? 0) < (nextAt[who] ?? 0)) who = i;
      const then = nextAt[who] ?? Infinity;
      first = Math.min(first, then);
      if (then > last) break;
      left = Math.min(supply.capacity, left + supply.refill * (then - at));
      at = then;
      const one = conversations[who];
      roll = (roll + 3) & (rolls.length - 1);
      const luck = rolls[roll] ?? 0;
      const before = sent[who] ?? 0;
      let charge: number;
      if (one) {
        charge = before === 0 ? one.nextCharge(then, luck) : one.laterCharge(before, luck);
        sent[who] = before + 1;
        const place = before + 1 < spreadGaps ? placesOf(who, before + 1)[path] : rolls[roll - 1];
        nextAt[who] = then + one.rhythm.later(place ?? 0, rolls[roll - 2] ?? 0);
      } else {
        charge = flow?.amount(placesOf(0, 0)[path] ?? 0.5, luck) ?? 0;
        nextAt[who] = then + (flow?.step ?? Infinity);
      }
      const needed = supply.paidLater ? 1 : charge;
      if (needed > supply.capacity) continue;
      if (needed > left) {
        refusedAt = then;
        break;
      }
      left -= charge;
    }
    this.#firstAt[path] = first;
    this.#refusedAt[path] = refusedAt;
  }

  /** Share of the paths that meet a refusal within `within` seconds. */
  probability(now: number, within: number): number {
    if (this.#refused === 0) return 0;
    let left = 0;
    let refused = 0;
    for (let path = 0; path < this.#count; path++) {
      if ((this.#firstAt[path] ?? 0) <= now) continue;
      left++;
      if ((this.#refusedAt[path] ?? Infinity) <= now + within) refused++;
    }
    return left === 0 ? 0 : refused / left;
  }

  /** Median of the seconds until the refusal, over the paths that meet one; `null` if none does. */
  timeToRefusal(now: number): number | null {
    let found = 0;
    for (let path = 0; path < this.#count; path++) {
      const at = this.#refusedAt[path] ?? Infinity;
      if (at < Infinity && (this.#firstAt[path] ?? 0) > now) times[found++] = at - now;
    }
    return found === 0 ? null : (times.subarray(0, found).sort()[found >> 1] ?? null);
  }
}

/** Sets the moment of everybody's first request on a path. */
function begin(path: number, now: number, conversations: readonly Conversation[], flow: Flow | null): void {
  const people = conversations.length;
  for (let i = 0; i < people; i++) {
    const one = conversations[i];
    if (one) nextAt[i] = Math.max(now, one.nextAt(placesOf(i, 0)[path] ?? 0.5)) + 0.01;
    sent[i] = 0;
  }
  if (flow) nextAt[people] = now + flow.step;
}

/** Scratch space, since playing allocates nothing: for the conversations and the flow. */
const most = mostConversations + 1;
const nextAt = new Float64Array(most);
const sent = new Float64Array(most);
const times = new Float64Array(mostPaths);
