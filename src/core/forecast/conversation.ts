import { cacheMisses } from './parameters.ts';
import { Rhythm } from './rhythm.ts';

/** The part of a request that a limit counts: all input, what was not cached, output, or the request itself. */
export type Counted = 'input' | 'uncached' | 'output' | 'requests';

/** A prompt is kept cached this long after its last use; seconds (docs/providers.md, Anthropic: the limiter). */
export const cacheLife = 300;
/** Larger steps than this share of the context are another task or a summary, not growth. */
const largestStep = 0.3;
/** Share of each step of the context that goes into its usual growth; the same for charges. */
const learned = 0.3;

/** One agent's loop: it sends its growing context again and again. All times are seconds. */
export class Conversation {
  readonly rhythm: Rhythm;
  /** Whether it is told by the sizes of its requests alone. */
  readonly isLikely: boolean;
  readonly #counted: Counted;
  #at = 0;
  #requests = 0;
  #input = 0;
  #growth = 0;
  #charge = 0;
  /** Tokens of the answer to the last request; `null` until it is known. */
  #answer: number | null = null;
  /** Probability that it is over, before its silence is looked at; and with that, as of the last `look`. */
  #replaced = 0;
  #over = 0;

  /** `isUnseen`: its requests are told by what is missing between two looks. */
  constructor(counted: Counted, { isLikely = false, isUnseen = false } = {}) {
    this.rhythm = new Rhythm(isUnseen);
    this.isLikely = isLikely;
    this.#counted = counted;
  }

  /** Time of its last request. */
  get at(): number {
    return this.#at;
  }

  /** Usual growth of the context from request to request. */
  get growth(): number {
    return Math.max(0, this.#growth);
  }

  /** Learns that a request was sent; returns its probable charge. */
  send(at: number, input: number): number {
    const warm = this.#isWarm(at);
    const step = input - this.#input;
    if (this.#requests > 0) {
      this.rhythm.learn(at - this.#at, this.#answer);
      if (Math.abs(step) < largestStep * this.#input) this.#growth += learned * (step - this.#growth);
    }
    this.#requests++;
    this.rhythm.begin(input);
    this.#at = Math.max(this.#at, at);
    this.#input = input;
    this.#answer = null;
    this.#replaced = 0;
    switch (this.#counted) {
      case 'input':
        return input;
      case 'uncached':
        return warm ? Math.max(0, step) : input;
      case 'output':
        return this.#charge;
      case 'requests':
        return 1;
    }
  }

  /** Learns the final charge of the last request and the tokens of its answer (`null` if unknown). */
  learnAnswer(charged: number, answer: number | null): void {
    this.#answer = answer;
    this.#charge += (this.#charge === 0 ? 1 : learned) * (charged - this.#charge);
  }

  /** Another has begun, which has taken its place with this probability. */
  mayBeReplaced(probability: number): void {
    this.#replaced += (1 - this.#replaced) * probability;
  }

  /** Prepares `nextAt` for `now`. */
  look(now: number): void {
    this.rhythm.look(now - this.#at, this.#answer);
    // The longer it is silent where it would have gone on, the surer it is over.
    const silent = (1 - this.#replaced) * this.rhythm.remaining;
    this.#over = this.#replaced > 0 ? this.#replaced / (this.#replaced + silent) : 0;
  }

  /** A possible time of its next request: `Infinity` if it is over. `place` from 0 (earliest) to 1 picks among all that it could be. */
  nextAt(place: number): number {
    return place < 1 - this.#over ? this.#at + this.rhythm.first(place / (1 - this.#over)) : Infinity;
  }

  /**
   * Probable charge of the next request if it comes at `at`; `luck` from 0 to 1 decides whether it misses the cache.
   */
  nextCharge(at: number, luck: number): number {
    return this.#expect(1, this.isCold(at) || luck < cacheMisses);
  }

  /** Probable charge of a request that comes after `before` others of a loop that has yet to run. */
  laterCharge(before: number, luck: number): number {
    return this.#expect(before + 1, luck < cacheMisses);
  }

  /** Whether its prompt must be paid in full again. */
  isCold(at: number): boolean {
    return this.#counted === 'uncached' && !this.#isWarm(at);
  }

  #expect(steps: number, inFull: boolean): number {
    switch (this.#counted) {
      case 'input':
        return this.#input + steps * this.growth;
      case 'uncached':
        return inFull ? this.#input + steps * this.growth : this.growth;
      case 'output':
        return this.#charge;
      case 'requests':
        return 1;
    }
  }

  #isWarm(at: number): boolean {
    return this.#requests > 0 && at - this.#at <= cacheLife;
  }
}
