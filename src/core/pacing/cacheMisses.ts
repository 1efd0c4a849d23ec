import type { Estimate, Possibility } from './estimate.ts';
import { secondPrompts, sharedTokens } from './parameters.ts';

/** What is known of a conversation's last prompt. */
export interface LastPrompt {
  readonly input: number;
  /** Whether it began the conversation and was all new to the cache. */
  readonly wasFirst: boolean;
}

/**
 * How often the cache does not have a prompt that it should have. A conversation that begins with instructions and tools
 * alone is found again; the second prompt of one that begins with more is often written anew, and only what it shares
 * with other conversations is found. The third is found again.
 */
export class CacheMisses {
  readonly #kinds = secondPrompts.map((assumed) => ({ ...assumed }));
  /** Tokens that were found all the same, on average; what is assumed counts as one that was seen. */
  #shared = sharedTokens.usual;
  #sharedSeen = 1;

  /** So much of a prompt was cached, whose conversation had `last`. */
  learn(last: LastPrompt, cached: number): void {
    const kind = this.#kindOf(last);
    if (!kind) return;
    kind.seen++;
    if (cached >= last.input / 2) return;
    kind.missed++;
    this.#sharedSeen++;
    this.#shared += (cached - this.#shared) / this.#sharedSeen;
  }

  /** What the next prompt may take, if it is likely to take `fresh` of the `whole`. */
  possible(last: LastPrompt, fresh: Estimate, whole: Estimate): readonly Possibility[] {
    const kind = this.#kindOf(last);
    if (!kind) return [{ probability: 1, units: fresh }];
    const probability = kind.missed / kind.seen;
    const missed = {
      likely: Math.max(fresh.likely, whole.likely - this.#shared),
      doubt: Math.hypot(whole.doubt, sharedTokens.doubt),
    };
    return [
      { probability: 1 - probability, units: fresh },
      { probability, units: missed },
    ];
  }

  #kindOf({ input, wasFirst }: LastPrompt) {
    return wasFirst ? this.#kinds.findLast(({ from }) => input >= from) : undefined;
  }
}
