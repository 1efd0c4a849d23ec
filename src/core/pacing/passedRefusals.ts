import type { Estimate } from './estimate.ts';
import type { PacedLimit } from './pacedLimit.ts';
import { mostConversations } from './parameters.ts';
import type { PacedRequest } from './request.ts';

/** What a refusal has told of a request. Times are monotonic milliseconds. */
export interface ToldByRefusal {
  readonly size: { readonly limit: PacedLimit; readonly likely: Estimate } | null;
  /** The provider does not want it before that. */
  readonly notBefore: number;
}

/** Refusals that were passed on to a tool: most tools send the same request again, and what was told holds for it as well. */
export class PassedRefusals {
  /** The oldest first. */
  readonly #told = new Map<string, ToldByRefusal>();

  passed(request: PacedRequest, told: ToldByRefusal): void {
    const name = nameOf(request);
    this.#told.delete(name);
    this.#told.set(name, told);
    const [oldest] = this.#told.keys();
    if (this.#told.size > mostConversations && oldest !== undefined) this.#told.delete(oldest);
  }

  /** Whether the provider does not want one of them yet. */
  isEarly(now: number): boolean {
    for (const { notBefore } of this.#told.values()) if (notBefore > now) return true;
    return false;
  }

  /** What the last refusal of the same request told, once. */
  take(request: PacedRequest): ToldByRefusal | undefined {
    if (this.#told.size === 0) return undefined;
    const name = nameOf(request);
    const told = this.#told.get(name);
    this.#told.delete(name);
    return told;
  }
}

/** A conversation grows, so one of the same length is sent again. */
function nameOf({ place, conversation, bytes }: PacedRequest): string {
  return JSON.stringify([place, conversation, bytes]);
}
