import type { Interval } from '../model/limit.ts';
import type { Level } from '../model/snapshot.ts';
import { Conversation, type Counted } from './conversation.ts';
import { withDebt } from './debt.ts';
import { describe } from './describe.ts';
import { Flow } from './flow.ts';
import { UsedLevel } from './level.ts';
import type { Basis, Outlook } from './outlook.ts';
import { likelyConversation } from './parameters.ts';
import { mostConversations, Paths } from './paths.ts';

/** The longest that a conversation may rest and still be remembered, in seconds. */
const longestRest = 900;
const soon = 60;
/** The most times in a second that the next minute is played: each takes some milliseconds, and hundreds of requests may come. */
const mostPlays = 10;

/** What is not as usual with a request. */
interface Doubts {
  /** The part of it that the limit counts, if not the same as of the others. */
  readonly counted?: Counted;
  /** The most that its tokens may be. */
  readonly inputAtMost?: number;
  /** The units that it probably takes, where its conversation cannot tell. */
  readonly likely?: number | null;
  /** Whether its conversation is told by its size alone. */
  readonly isLikely?: boolean;
  /** Whether nobody saw it: a fall between two looks tells of it. */
  readonly isUnseen?: boolean;
}

/**
 * Forecasts the next minute of one limit. It learns every request and reading that can be seen and plays the
 * conversations on from there. All times are monotonic milliseconds; sizes are in the limit's unit.
 */
export class TrafficForecast {
  readonly #counted: Counted;
  readonly #level = new UsedLevel();
  readonly #paths = new Paths();
  /** The least recent first. */
  readonly #conversations = new Map<string, Conversation>();
  /** The most recent. */
  #latest: string | null = null;
  #flow: Flow | null = null;
  #flowPlayedAt = -Infinity;
  /** What the last play said, and how many there were in its second. */
  #played = { refusalWithinMinute: 0, timeToEmpty: null as number | null };
  #second = -Infinity;
  #plays = 0;

  constructor(counted: Counted) {
    this.#counted = counted;
  }

  /** A request was sent. `input`: its tokens, as far as they are known. */
  sent(at: number, conversation: string | null, input: number, doubts: Doubts = {}): void {
    const { counted = this.#counted, inputAtMost = input, isLikely = false } = doubts;
    this.#paths.drop();
    const seconds = at / 1000;
    if (this.#counted === 'output') this.#level.write(seconds);
    if (conversation === null) {
      this.#flow ??= new Flow();
      const charge = this.#counted === 'output' ? this.#flow.typicalCharge : this.#counted === 'requests' ? 1 : input;
      if (this.#counted !== 'output') this.#flow.add(seconds, charge);
      this.#level.send(seconds, charge);
      return;
    }
    const known = this.#conversations.get(conversation);
    const one = known ?? new Conversation(counted, doubts);
    if (!known && isLikely) this.#takesPlace(seconds);
    // Mostly the same one goes on.
    if (conversation !== this.#latest) {
      this.#conversations.delete(conversation);
      this.#conversations.set(conversation, one);
      this.#latest = conversation;
    }
    const sent = one.send(seconds, input);
    const charge = doubts.likely ?? sent;
    // Output is not charged yet.
    if (this.#counted !== 'output') {
      const unsure = input > 0 ? inputAtMost / input : 1;
      this.#level.send(
        seconds,
        charge,
        counted === 'uncached' ? inputAtMost : counted === 'requests' ? charge : charge * unsure,
      );
    }
    if (this.#conversations.size <= mostConversations) return;
    for (const oldest of this.#conversations.keys()) {
      this.#conversations.delete(oldest);
      break;
    }
  }

  /**
   * A request was admitted. `charged`: the units that it took; `answer`: the tokens of the answer, `null` if unknown.
   */
  charged(at: number, conversation: string | null, charged: number, answer: number | null): void {
    this.#paths.drop();
    if (conversation !== null) this.#conversations.get(conversation)?.learnAnswer(charged, answer);
    else if (this.#counted === 'output') this.#flow?.add(at / 1000, charged);
  }

  /**
   * An answer that is charged as it is written has ended with `tokens`; `sentAt` is when its request was sent. Call it
   * where the provider charges output while it writes, after the headers (docs/providers.md, Anthropic: the limiter).
   */
  written(sentAt: number, at: number, tokens: number): void {
    this.#paths.drop();
    this.#level.wrote(sentAt / 1000, at / 1000, tokens);
  }

  /**
   * The request of `sentAt` was answered at `at`. Nothing says how much was written since: where it goes on being written
   * (`goesOn`), it counts as those that were recorded, otherwise the next reading will show it. `isTurnedAway`: as it came.
   */
  answered(sentAt: number, at: number, goesOn: boolean, isTurnedAway = false): void {
    if (isTurnedAway) {
      this.#paths.drop();
      this.#level.turnedAway(sentAt / 1000);
    }
    if (this.#counted !== 'output') return;
    this.#paths.drop();
    if (goesOn) this.#level.writes(sentAt / 1000);
    else this.written(sentAt, at, 0);
  }

  /**
   * A reading of the limit; `asOf` is when the request that brought it was sent. `window` and `timeToFull` (`null` if
   * unknown): seconds.
   */
  read(asOf: number, level: Interval, capacity: number, window: number, timeToFull: number | null = null): void {
    this.#paths.drop();
    this.#level.read(asOf / 1000, withDebt(level, capacity, window, timeToFull), capacity, window);
  }

  look(now: number): Outlook {
    const seconds = now / 1000;
    const { capacity, refill } = this.#level;
    if (capacity === 0 || !Number.isFinite(seconds)) return { level: null, refusalWithinMinute: 0, timeToEmpty: null };
    const level = this.#level.at(seconds);
    const flow = this.#flowAt(seconds);
    const isDue = flow ? seconds >= this.#flowPlayedAt + flow.step : this.#paths.isStale(seconds);
    if (isDue && !this.#mayPlay(seconds)) return { level: Math.max(0, level), ...this.#played };
    if (isDue) {
      this.#flowPlayedAt = seconds;
      const supply = { capacity, refill, paidLater: this.#counted === 'output' };
      this.#paths.play(seconds, level, supply, this.#active(seconds), flow);
    }
    const refusalWithinMinute = this.#paths.probability(seconds, soon);
    const timeToEmpty = refusalWithinMinute > 0 ? this.#paths.timeToRefusal(seconds) : null;
    this.#played = { refusalWithinMinute, timeToEmpty };
    return { level: Math.max(0, level), refusalWithinMinute, timeToEmpty };
  }

  /** One that is likely begins: it may take the place of any of its kind that rests. */
  #takesPlace(now: number): void {
    const { rests } = likelyConversation;
    const resting = this.#active(now).filter(({ at, isLikely }) => isLikely && now - at > rests);
    for (const one of resting) one.mayBeReplaced(likelyConversation.takesPlace / resting.length);
  }

  #mayPlay(now: number): boolean {
    const second = Math.floor(now);
    this.#plays = second === this.#second ? this.#plays + 1 : 1;
    this.#second = second;
    return this.#plays <= mostPlays;
  }

  /** The level at `now` with its doubt; `null` until a reading came. `until`: what left later does not count yet. */
  shown(now: number, until = now): Level | null {
    return this.#level.shown(now / 1000, until / 1000);
  }

  /** The facts that `look` rests on: all of them, or those of the conversation `only`. */
  explain(now: number, only: string | null = null): Basis {
    const seconds = now / 1000;
    if (only === null) {
      return describe(seconds, this.#active(seconds), this.#flowAt(seconds), this.#level.unreadAt(seconds));
    }
    const one = this.#conversations.get(only);
    return describe(seconds, one && isActive(one, seconds) ? [one] : [], null, 0);
  }

  #active(now: number): Conversation[] {
    return [...this.#conversations.values()].filter((one) => isActive(one, now));
  }

  #flowAt(now: number): Flow | null {
    return this.#flow && !this.#flow.isOver(now) ? this.#flow : null;
  }
}

function isActive({ at }: Conversation, now: number): boolean {
  return now - at < longestRest;
}
