import type { Interval } from '../limits.ts';
import { Conversation, type Counted } from './conversation.ts';
import { Flow } from './flow.ts';
import { UsedLevel } from './level.ts';
import { Paths } from './paths.ts';

/** Conversations that are remembered, and how long they may rest; seconds. */
const mostConversations = 16;
const longestRest = 900;
const soon = 60;

/** What the forecast saw, so that it can be put into words. */
export interface Basis {
  /** Conversations that sent something within the last quarter of an hour; 0 where requests do not say theirs. */
  readonly conversations: number;
  /** Requests that were sent and that no reading shows yet. */
  readonly inFlight: number;
  /** Units that the next request will probably take, of the conversation that is due first; `null` if none is. */
  readonly nextRequest: number | null;
  /** Seconds until then at its usual pace, 0 when it is overdue. */
  readonly nextWithin: number | null;
  /** Requests that would come within a minute if all loops ran on. */
  readonly requestsPerMinute: number;
  /** Units that they would take each. */
  readonly typicalRequest: number;
  /** Units that conversations will be charged once more when they go on, because their cache has gone cold. */
  readonly cold: number;
}

export interface Outlook {
  /** Units left now; `null` until a reading came. */
  readonly level: number | null;
  /** From 0 to 1, that a request is refused within the next minute. */
  readonly refusalWithinMinute: number;
  /** Seconds until the first refusal if one comes, the middle of what is likely; `null` if none is in sight. */
  readonly timeToEmpty: number | null;
  readonly basis: Basis;
}

/**
 * What the next minute does to one limit. It is told of every request and every reading that can be seen, and plays the
 * conversations on from there. All times are monotonic milliseconds; sizes are in the limit's unit.
 */
export class Forecast {
  readonly #counted: Counted;
  readonly #level = new UsedLevel();
  readonly #paths = new Paths();
  /** The least recent first. */
  readonly #conversations = new Map<string, Conversation>();
  #flow: Flow | null = null;

  constructor(counted: Counted) {
    this.#counted = counted;
  }

  /** A request has been sent. `input`: tokens, as far as they are known. */
  sent(at: number, conversation: string | null, input: number): void {
    this.#paths.drop();
    const seconds = at / 1000;
    if (conversation === null) {
      this.#flow ??= new Flow();
      const charge = this.#counted === 'output' ? this.#flow.typicalCharge : this.#counted === 'requests' ? 1 : input;
      if (this.#counted !== 'output') this.#flow.add(seconds, charge);
      this.#level.send(seconds, charge);
      return;
    }
    const one = this.#conversations.get(conversation) ?? new Conversation(this.#counted);
    this.#conversations.delete(conversation);
    this.#conversations.set(conversation, one);
    this.#level.send(seconds, one.send(seconds, input));
    if (this.#conversations.size <= mostConversations) return;
    for (const oldest of this.#conversations.keys()) {
      this.#conversations.delete(oldest);
      break;
    }
  }

  /** A request was admitted, charged so much, and answered with so many tokens (`null` if that is not known). */
  charged(at: number, conversation: string | null, charged: number, answer: number | null): void {
    this.#paths.drop();
    if (conversation !== null) this.#conversations.get(conversation)?.learnAnswer(charged, answer);
    else if (this.#counted === 'output') this.#flow?.add(at / 1000, charged);
  }

  /** A reading of the limit; `asOf` is when the request was sent that it came back with. `window`: seconds. */
  read(asOf: number, level: Interval, capacity: number, window: number): void {
    this.#paths.drop();
    this.#level.read(asOf / 1000, level, capacity, window);
  }

  look(now: number): Outlook {
    const seconds = now / 1000;
    const { capacity, refill } = this.#level;
    const active = this.#active(seconds);
    if (capacity === 0) {
      return { level: null, refusalWithinMinute: 0, timeToEmpty: null, basis: this.#basis(seconds, active) };
    }
    const level = this.#level.at(seconds);
    const flow = this.#flow && !this.#flow.isOver(seconds) ? this.#flow : null;
    if (flow || this.#paths.isStale(seconds)) {
      const supply = { capacity, refill, paidLater: this.#counted === 'output' };
      this.#paths.play(seconds, level, supply, active, flow);
    }
    return {
      level: Math.max(0, level),
      refusalWithinMinute: this.#paths.probability(seconds, soon),
      timeToEmpty: this.#paths.timeToRefusal(seconds),
      basis: this.#basis(seconds, active),
    };
  }

  #active(now: number): Conversation[] {
    return [...this.#conversations.values()].filter(({ at }) => now - at < longestRest);
  }

  #basis(now: number, active: readonly Conversation[]): Basis {
    return {
      conversations: active.length,
      inFlight: this.#level.unread,
      nextRequest: null,
      nextWithin: null,
      requestsPerMinute: 0,
      typicalRequest: 0,
      cold: 0,
    };
  }
}
