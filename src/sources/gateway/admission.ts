import type { Reading } from '../../core/model/limit.ts';
import type { RequestEnd } from './exchangeTold.ts';
import type { ToolRequest } from './toolRequest.ts';

/** The head of an answer, as far as limits go. */
export interface LimitsAnswered {
  /** Monotonic milliseconds. */
  readonly receivedAt: number;
  readonly readings: readonly Reading[];
}

/** Decides when requests that use up limits may leave, and hears what comes of them. */
export interface Admission {
  /**
   * Whether a request whose body has so many bytes may leave before anybody has looked who sends it and what it takes: no request is
   * held, and all limits have room for more than that. `hasLeft` is to be told of it then, and `admit` is not asked.
   */
  mayLeaveUnseen(bytes: number): boolean;
  /** A request has left so, and this is what it is. */
  hasLeft(request: ToolRequest): void;
  /**
   * Resolves when a request may leave. `gone` aborts if its tool stops waiting, after which nothing leaves whatever is
   * resolved. If it rejects, the request leaves.
   */
  admit(request: ToolRequest, gone: AbortSignal): Promise<void>;
  /** A request was answered, and its tool gets the answer. */
  answered(request: ToolRequest, answer: LimitsAnswered): void;
  /**
   * A limit has refused a request. Resolves with whether it may leave again once it may, or with `false` when its tool has
   * gone; `null` where waiting does not help, or not in time, so that its tool is to get the refusal. `retryAfter`: seconds
   * that the provider asks to wait; `null` if it named none.
   */
  refused(
    request: ToolRequest,
    refusal: LimitsAnswered & { readonly retryAfter: number | null },
    gone: AbortSignal,
  ): Promise<boolean> | null;
  /**
   * A request that `admit` or `hasLeft` was told of is over, whether or not it has left and was answered. Called once for each.
   */
  ended(end: RequestEnd): void;
}

/** Holds nothing back. */
export const passAll: Admission = {
  mayLeaveUnseen: () => true,
  hasLeft: () => {},
  admit: async () => {},
  answered: () => {},
  refused: () => null,
  ended: () => {},
};
