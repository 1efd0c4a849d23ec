import { meanings } from '../core/causes/meaning.ts';
import { waitAfter } from '../core/causes/waitAfter.ts';
import type { Failure } from '../core/model/failure.ts';
import type { ExchangeSeen, Requester } from '../core/model/observation.ts';
import type { FailureSnapshot } from '../core/model/snapshot.ts';
import { heldBackBy, isOwnFault } from './keyHealth.ts';

/** Milliseconds for which a refusal of one request of the user's, or of its model, is news. */
const news = 120_000;

/** A request that was not answered as asked, and when that came; monotonic milliseconds. */
export interface FailedRequest {
  readonly failure: Failure;
  readonly by: Requester;
  readonly receivedAt: number;
}

/** The facts about a key, or a model of it, by which a failure is shown. Times are monotonic milliseconds. */
export interface Standing {
  readonly model: string | null;
  /** Seconds left of the wait that the provider asked of this key last; `null` if it asked for none. */
  readonly wait: number | null;
  /** The model with which it did; `null` where that was no model's request. */
  readonly waitsWith: string | null;
  /** When the last request of this key that was answered had left. */
  readonly admittedAt: number;
  readonly now: number;
}

/** `asked`: the model that the request was for; `null` for none, though it is shown with one. */
export function failureSnapshot(
  failed: FailedRequest,
  standing: Standing,
  asked: string | null = standing.model,
): FailureSnapshot {
  const { model, waitsWith, admittedAt, now } = standing;
  const { failure, by, receivedAt } = failed;
  const age = Math.max(0, now - receivedAt) / 1000;
  const ofKey = waitsWith === null ? standing.wait : null;
  const wait = waitsWith === asked ? standing.wait : ownWait(failure, age, ofKey);
  return { failure, by, model, age, wait, ...(pastAt(failed, admittedAt) <= now && { isPast: true }) };
}

/** Seconds left of the wait that a refusal has named, though another has been asked for since: `ofKey` with all models. */
function ownWait(failure: Failure, age: number, ofKey: number | null): number | null {
  if (!['wait', 'trouble'].includes(heldBackBy(failure))) return null;
  const named = waitAfter(failure);
  return named === null ? ofKey : Math.max(0, named - age, ofKey ?? 0);
}

/**
 * When a refusal says nothing about now any more, though nobody has tried the same again: soon where it was about one
 * request, and where it was about a model, once the key is answered for another. Our own checks do try again, and what stops
 * a whole key holds until the key is answered (`isEndedBy`). Infinity while nobody can say.
 */
export function pastAt({ failure, by, receivedAt }: FailedRequest, admittedAt: number): number {
  const { needsUser, passes, ofOneRequest } = meanings[failure.cause];
  if (by !== 'user' || needsUser || passes) return Infinity;
  return ofOneRequest || admittedAt > receivedAt ? receivedAt + news : Infinity;
}

/** Whether a request was let through before another one was stopped by more than itself, which that says nothing about. */
export function isBefore(failed: FailedRequest | null, { failure, sentAt }: Pick<ExchangeSeen, 'failure' | 'sentAt'>) {
  if (failed === null || failure !== null || sentAt >= failed.receivedAt) return false;
  return !['nothing', 'offline'].includes(heldBackBy(failed.failure)) || meanings[failed.failure.cause].needsUser;
}

/**
 * Whether the answer to a request with the same key ends what stopped the key for the user's request. Our own goes to an
 * address of its own, so it says nothing of the tool's; a fault of ours says nothing of the key.
 */
export function isEndedBy({ failure, by, receivedAt }: FailedRequest, answered: Pick<ExchangeSeen, 'by' | 'sentAt'>) {
  const { needsUser, holdsBack } = meanings[failure.cause];
  if (by !== 'user' || !needsUser || isOwnFault(failure) || answered.sentAt < receivedAt) return false;
  return answered.by === 'user' || holdsBack !== 'nothing';
}
