import type { Counted } from './conversation.ts';
import type { UserExchange } from './seenByLimit.ts';

/** The number of requests of which all but the least surplus may be somebody else's. */
const compared = 6;
/** The number of requests whose share of input that counts is remembered. */
const remembered = 9;

/** What the user's requests take of which only bytes are known, and the level afterwards. Units of the limit. */
export class HeardCharge {
  readonly #surpluses: number[] = [];
  readonly #shares: number[] = [];

  /**
   * The charge of a request after which the level is lower by `fell`. What exceeds the most that its bytes can be is somebody
   * else's, unless it comes with every request: then the provider charges more than the prompt, such as the longest answer
   * that is allowed. `isFirst`: nothing is known of what was there before.
   */
  of(fell: number, { input, inputAtMost = Infinity }: UserExchange, counted: Counted, isFirst: boolean): number {
    const atMost = counted === 'requests' ? 1 : counted === 'output' ? Infinity : inputAtMost;
    if (atMost === Infinity || isFirst) return Math.min(fell, atMost);
    this.#surpluses.push(Math.max(0, fell - atMost));
    if (this.#surpluses.length > compared) this.#surpluses.shift();
    const charge = Math.min(fell, atMost + Math.min(...this.#surpluses));
    if (input > 0) this.#shares.push(Math.min(1, charge / input));
    if (this.#shares.length > remembered) this.#shares.shift();
    return charge;
  }

  /**
   * What a request probably takes of a limit that counts what was not cached, where nothing tells its conversation: mostly
   * next to nothing, now and then all of it, so the middle share of the last ones is the likeliest.
   */
  uncached(input: number): number {
    const sorted = this.#shares.toSorted((a, b) => a - b);
    return input * (sorted[(sorted.length - 1) >> 1] ?? 1);
  }
}
