import type { Interval } from '../model/limit.ts';

/** A reading of one limit. `window` and `timeToFull` in seconds, the latter `null` if unknown. */
export interface LimitReading {
  readonly level: Interval;
  readonly capacity: number;
  readonly window: number;
  readonly timeToFull: number | null;
}

/** A request of the user's as one limit counts it. */
export interface UserRequest {
  readonly sentAt: number;
  readonly conversation: string | null;
  /** Tokens of the prompt. */
  readonly input: number;
}

/** A request of the user's that has ended. */
export interface UserExchange extends UserRequest {
  readonly receivedAt: number;
  /** Whether `sent` announced it. */
  readonly wasSeenLeaving: boolean;
  readonly isAdmitted: boolean;
  /** Units that it took; `null` if unknown. */
  readonly charged: number | null;
  /** Tokens of the answer; `null` if unknown. */
  readonly answer: number | null;
}
