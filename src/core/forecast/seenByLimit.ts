import type { Failure } from '../model/failure.ts';
import type { Interval, Unit } from '../model/limit.ts';
import type { ExchangeSeen, RequestSeen } from '../model/observation.ts';
import type { Counted } from './conversation.ts';

/** The part of a user's request that each kind of limit counts. Of input, Anthropic counts what was not cached. */
export const counted: Readonly<Record<Unit, Counted>> = {
  requests: 'requests',
  tokens: 'input',
  'input-tokens': 'uncached',
  'output-tokens': 'output',
  images: 'requests',
};

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
  /** The most that they may be; left out where they are known. */
  readonly inputAtMost?: number;
}

/** A request of the user's that has ended. */
export interface UserExchange extends UserRequest {
  readonly receivedAt: number;
  /** Whether `sent` announced it. */
  readonly wasSeenLeaving: boolean;
  readonly isAdmitted: boolean;
  /** It was turned away as it came, so that a limit on its size has probably lost nothing by it; left out otherwise. */
  readonly isTurnedAway?: true;
  /** Units that it took; `null` if unknown. */
  readonly charged: number | null;
  /** The most that it took if its provider charges the longest answer that it allowed, and not the one that was written. */
  readonly chargedAtMost?: number;
  /** Tokens of the answer; `null` if unknown. */
  readonly answer: number | null;
}

/** An exchange of the user's as a limit of `unit` counts it; `request`: what was seen of it as it left. */
export function userExchange(exchange: ExchangeSeen, request: RequestSeen | null, unit: Unit): UserExchange {
  const { sentAt, receivedAt, charged, failure, answerAtMost } = exchange;
  const units = charged[unit] ?? null;
  const isReserved = unit === 'tokens' && units !== null && answerAtMost !== undefined;
  return {
    sentAt: request?.sentAt ?? sentAt,
    receivedAt,
    conversation: request?.conversation ?? null,
    input: request?.input ?? charged['input-tokens'] ?? charged.tokens ?? 0,
    ...(request?.inputAtMost === undefined ? {} : { inputAtMost: request.inputAtMost }),
    wasSeenLeaving: request !== null,
    isAdmitted: failure === null,
    ...(wasTurnedAway(failure) && counted[unit] !== 'requests' && { isTurnedAway: true }),
    charged: units,
    ...(isReserved && { chargedAtMost: units + answerAtMost }),
    answer: charged['output-tokens'] ?? null,
  };
}

/** Whether a provider has refused a request as it came, rather than failed at it. */
function wasTurnedAway(failure: Failure | null): boolean {
  const status = failure?.status ?? 0;
  return status >= 400 && status < 500;
}

/**
 * Units that a request took of which that is told; `null` where it is not. `fell`: those by which the level fell, `null` where it
 * does not tell: nobody says whether a provider charges the answer or the room for it, but the level shows it.
 */
export function toldCharge({ charged, chargedAtMost = 0 }: UserExchange, fell: number | null): number | null {
  return charged === null || fell === null ? charged : Math.max(charged, Math.min(fell, chargedAtMost));
}
