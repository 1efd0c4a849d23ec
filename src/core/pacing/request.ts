import type { Reading } from '../model/limit.ts';

/** A request that a tool wants to send. */
export interface PacedRequest {
  readonly id: string;
  /** The account and model whose limits it falls under. */
  readonly place: string;
  /** Monotonic milliseconds. */
  readonly arrivedAt: number;
  /** Length of its body, without pictures and other files in it. */
  readonly bytes: number;
  /** How many of those there are; none where it does not say. */
  readonly pictures?: number;
  /** Names the conversation that it goes on with; where nothing tells, whatever sends it. */
  readonly conversation: string;
  /** The most tokens of answer that it asks for (`max_tokens`); `null` where it does not say. */
  readonly answerAtMost: number | null;
}

/** Tokens of one request as the provider reports them; `input` includes what was `cached`. */
export interface ReportedUse {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

/** What has come back for a request: the head of the answer. */
export interface PacedAnswer {
  readonly id: string;
  /** Monotonic milliseconds. */
  readonly receivedAt: number;
  /** What its headers say of the limits. */
  readonly readings: readonly Reading[];
  /** `null` unless a limit refused the request and waiting may cure it. */
  readonly refusal: PacedRefusal | null;
  /** What was counted, where that is known already; what is told later goes to `ended`. */
  readonly use: ReportedUse | null;
}

export interface PacedRefusal {
  /** Seconds from the response that the provider asks to wait; `null` if it named none. */
  readonly retryAfter: number | null;
}
