import { bytesPerToken } from './parameters.ts';

/** A mean and a variance that begin as an assumption and follow what is seen. */
class Learned {
  #weight: number;
  readonly #most: number;
  #variance: number;
  mean: number;

  constructor(mean: number, deviation: number, weight: number) {
    this.mean = mean;
    this.#variance = deviation ** 2;
    this.#weight = weight;
    this.#most = 8 * weight;
  }

  get deviation(): number {
    return Math.sqrt(this.#variance);
  }

  add(value: number): void {
    this.#weight = Math.min(this.#most, this.#weight + 1);
    const off = value - this.mean;
    this.mean += off / this.#weight;
    this.#variance += (off ** 2 - this.#variance) / this.#weight;
  }
}

/** What all conversations of an account have in common: how much their ratios differ, and how much one's own varies. */
export class UsualRatio {
  readonly conversations = new Learned(
    bytesPerToken.usual,
    bytesPerToken.betweenConversations,
    bytesPerToken.conversationsAssumed,
  );
  /** Logarithms of how far one ratio was from what its conversation had led to expect; their mean is of no interest. */
  readonly surprises = new Learned(0, bytesPerToken.withinConversation, bytesPerToken.requestsAssumed);
}

/** Bytes a token of one conversation's requests: it learns them from what the provider counted. */
export class TokenRatio {
  readonly #usual: UsualRatio;
  #seen = 0;
  #logarithm = 0;
  /** Its requests are known to have fewer bytes a token than this. */
  #most = Infinity;

  constructor(usual: UsualRatio) {
    this.#usual = usual;
  }

  /** A request of `bytes` turned out to have this many tokens. */
  learn(bytes: number, tokens: number): void {
    if (!(bytes > 0 && tokens > 0)) return;
    const seen = Math.log(bytes / tokens);
    if (this.#seen === 0) this.#usual.conversations.add(seen);
    else this.#usual.surprises.add(seen - this.#logarithm);
    this.#seen++;
    const weight = Math.max(bytesPerToken.leastWeight, 1 / this.#seen);
    this.#logarithm = this.#seen === 1 ? seen : this.#logarithm + weight * (seen - this.#logarithm);
  }

  /** A request of `bytes` turned out to have more than this many tokens. */
  learnAtLeast(bytes: number, tokens: number): void {
    if (bytes > 0 && tokens > 0) this.#most = Math.min(this.#most, Math.log(bytes / tokens));
  }

  /** Tokens of a request of `bytes`; the doubt is a factor's logarithm. */
  tokens(bytes: number): { readonly likely: number; readonly doubt: number } {
    const { conversations, surprises } = this.#usual;
    const [logarithm, doubt] =
      this.#seen > 0 ? [this.#logarithm, surprises.deviation] : [conversations.mean, conversations.deviation];
    return { likely: bytes / Math.exp(Math.min(logarithm, this.#most)), doubt };
  }
}
