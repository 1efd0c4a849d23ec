import type { Answer, AnswerScope } from './answers.ts';

/** The answer switched on at present, if any, and its scope. */
export class SwitchedAnswer {
  #answer: Answer | null;
  #path: string | null = null;
  #left = Infinity;

  constructor(answer: Answer | null) {
    this.#answer = answer;
  }

  get current(): Answer | null {
    return this.#answer;
  }

  set(answer: Answer | null, { path, times }: AnswerScope = {}): void {
    this.#answer = answer;
    this.#path = path ?? null;
    this.#left = times ?? Infinity;
  }

  /** The answer for a request to `path`; taking it uses up one of its times. */
  take(path: string): Answer | null {
    const answer = this.#answer;
    if (!answer || (this.#path !== null && this.#path !== path)) return null;
    this.#left--;
    if (this.#left <= 0) this.#answer = null;
    return answer;
  }
}
