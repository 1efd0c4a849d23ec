import { cacheLife } from '../forecast/conversation.ts';
import type { Unit } from '../model/limit.ts';
import { CacheMisses } from './cacheMisses.ts';
import { type Estimate, exactly, nothing, type Possibility } from './estimate.ts';
import { freshPart } from './freshPart.ts';
import { freshTokens, leastRoom, mostConversations, pictureTokens } from './parameters.ts';
import type { PacedRequest, ReportedUse } from './request.ts';
import { TokenRatio, UsualRatio } from './tokenRatio.ts';

/** A prompt that is shorter than the last one by this many standard deviations of what is known of it has changed. */
const rewritten = 2.5;

interface Known {
  readonly ratio: TokenRatio;
  /** Tokens of its last prompt; 0 before the first. */
  input: number;
  wasFirst: boolean;
  /** Monotonic ms; the last moment at which its prompt was in use. */
  usedAt: number;
  /** Of the last prompts, the shares that were cached when the next one came. */
  readonly cachedShares: number[];
}

/** What requests will take, by what the provider counted for those before them in their conversation. */
export class PromptSizes {
  readonly #usual = new UsualRatio();
  readonly #misses = new CacheMisses();
  #usualFresh = Math.log(freshTokens.usual);
  /** Tokens: the most that any request has taken or asked for, and `leastRoom`. */
  #largest = leastRoom;
  /** The least recent first. */
  readonly #conversations = new Map<string, Known>();

  /** What one limit is likely to count of a request, at its admission. */
  of(request: PacedRequest, unit: Unit): Estimate {
    switch (unit) {
      case 'requests':
        return exactly(1);
      case 'tokens': {
        const input = this.whole(request);
        // Admission goes by the larger of the two (docs/providers.md, OpenAI: what is charged).
        return (request.answerAtMost ?? 0) > input.likely ? exactly(request.answerAtMost ?? 0) : input;
      }
      case 'input-tokens':
        return this.#uncached(request);
      case 'output-tokens':
        // Charged as it is written: any that is left will do (docs/providers.md, Anthropic: the limiter).
        return exactly(1);
      case 'images':
        return nothing;
    }
  }

  /** The same, and what else it may be; together 1, the likely one first. */
  possible(request: PacedRequest, unit: Unit): readonly Possibility[] {
    const units = this.of(request, unit);
    if (unit !== 'input-tokens') return [{ probability: 1, units }];
    const known = this.#of(request);
    if (!this.#isWarm(known, request)) return [{ probability: 1, units }];
    return this.#misses.possible(known, units, this.whole(request));
  }

  /** The whole prompt, cached or not. */
  whole(request: PacedRequest): Estimate {
    const { likely, doubt } = this.#of(request).ratio.tokens(request.bytes);
    return { likely: likely + inPictures(request), doubt: likely * doubt };
  }

  /**
   * Tokens that a request of so many bytes is expected to take at most, whoever sends it. None is shorter than a byte; where the
   * provider remembers a conversation, or charges the answer that is asked for, it may be more, so it counts as the largest.
   */
  atMost(bytes: number): number {
    return Math.max(bytes, this.#largest);
  }

  /** The provider has counted an admitted request at `at`. */
  learn(request: PacedRequest, { input, cached }: ReportedUse, at: number): void {
    const known = this.#of(request);
    // What pictures cost beside the text nobody tells.
    if (inPictures(request) === 0) known.ratio.learn(request.bytes, input);
    if (this.#isWarm(known, request)) {
      remember(known.cachedShares, cached / known.input);
      this.#misses.learn(known, cached);
    }
    known.wasFirst = known.input === 0 && cached < input / 2;
    if (cached > input / 2)
      this.#usualFresh += freshTokens.learned * (Math.log(Math.max(1, input - cached)) - this.#usualFresh);
    known.input = input;
    this.#largest = Math.max(this.#largest, input, request.answerAtMost ?? 0);
    known.usedAt = Math.max(known.usedAt, at);
  }

  /** A request turned out to have more tokens than this. */
  learnAtLeast(request: PacedRequest, tokens: number): void {
    if (inPictures(request) === 0) this.#of(request).ratio.learnAtLeast(request.bytes, tokens);
  }

  #uncached(request: PacedRequest): Estimate {
    const known = this.#of(request);
    const whole = this.whole(request);
    // A prompt that got shorter was written anew.
    if (!this.#isWarm(known, request) || whole.likely + rewritten * whole.doubt < known.input) return whole;
    const fresh = whole.likely - usual(known.cachedShares) * known.input;
    return freshPart({ likely: fresh, doubt: whole.doubt }, Math.exp(this.#usualFresh));
  }

  #isWarm({ input, usedAt }: Known, { arrivedAt }: PacedRequest): boolean {
    return input > 0 && arrivedAt - usedAt <= cacheLife * 1000;
  }

  #of({ conversation }: PacedRequest): Known {
    const known = this.#conversations.get(conversation) ?? {
      ratio: new TokenRatio(this.#usual),
      input: 0,
      wasFirst: false,
      usedAt: -Infinity,
      cachedShares: [1],
    };
    this.#conversations.delete(conversation);
    this.#conversations.set(conversation, known);
    if (this.#conversations.size > mostConversations) {
      const [oldest] = this.#conversations.keys();
      if (oldest !== undefined) this.#conversations.delete(oldest);
    }
    return known;
  }
}

function inPictures({ pictures = 0 }: PacedRequest): number {
  return pictures * pictureTokens;
}

function remember(shares: number[], share: number): void {
  shares.push(Math.min(1, share));
  if (shares.length > 3) shares.shift();
}

/** A prompt that is not found in the cache is the exception, unless none ever is. */
function usual(shares: readonly number[]): number {
  return Math.max(...shares);
}
