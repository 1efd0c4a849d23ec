import type { PacedLimit } from './pacedLimit.ts';
import type { ToldByRefusal } from './passedRefusals.ts';
import type { PacedRequest } from './request.ts';

/** A request that is not sent, or not yet again. Times are monotonic milliseconds. */
export interface Waiting {
  readonly request: PacedRequest;
  /** Its place among all that ever came. */
  readonly number: number;
  /** The user does not want to wait for it. */
  readonly isUrged: boolean;
  readonly told: ToldByRefusal;
  readonly refusals: number;
  until: number;
  heldFor: PacedLimit | null;
  /** Milliseconds by which those have delayed it that were let pass. */
  delayed: number;
}

export interface Sent extends Waiting {
  readonly sentAt: number;
}
