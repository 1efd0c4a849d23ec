import { seededRandom } from '../src/simulator/random.ts';
import { bytesOfToken } from './listeningCount.ts';

/** Bytes of prompts; how many a token has is drawn once for each conversation. */
export class DrawnBytes {
  readonly #random = seededRandom(1);
  readonly #ratios = new Map<string, number>();

  /** Bytes of a prompt of so many tokens. */
  of(tokens: number, conversation = ''): number {
    const { least, most } = bytesOfToken;
    const ratio = this.#ratios.get(conversation) ?? least + this.#random() * (most - least);
    this.#ratios.set(conversation, ratio);
    return Math.round(tokens * ratio);
  }
}
