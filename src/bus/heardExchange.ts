import type { SeenKey } from '../core/model/account.ts';
import { type HeardSource, heardSources, isHeardSource } from '../core/model/heardSource.ts';
import { pools, type Reading, units } from '../core/model/limit.ts';
import {
  type Charge,
  type ExchangeSeen,
  type Observation,
  type RequestSeen,
  requesters,
  type ToolSession,
} from '../core/model/observation.ts';
import { providerIds } from '../core/model/provider.ts';
import { plainFailure } from '../wire/failureShape.ts';
import { interval } from '../wire/intervalShape.ts';
import { amount, flag, listOf, oneOf, optional, orNull, record, type Shape, text } from '../wire/shape.ts';

/** An exchange of the user's that was heard. */
export interface HeardExchange extends ExchangeSeen {
  readonly source: HeardSource;
  readonly account: SeenKey;
  readonly tool: string | null;
}

/** The same as it crosses the bus: its times are ages in milliseconds, since each process counts its own. */
export interface ToldExchange extends Omit<HeardExchange, 'sentAt' | 'receivedAt'> {
  readonly sentAgo: number;
  readonly receivedAgo: number;
}

/** A request of the user's that was heard to leave. */
export interface HeardLeaving extends RequestSeen {
  readonly source: HeardSource;
  readonly account: SeenKey;
  readonly inputAtMost: number;
}

export interface ToldLeaving extends Omit<HeardLeaving, 'sentAt'> {
  /** Milliseconds. */
  readonly sentAgo: number;
}

export function isHeardLeaving(observation: Observation): observation is HeardLeaving {
  if (observation.kind !== 'request' || observation.inputAtMost === undefined) return false;
  return isHeardSource(observation.source) && observation.account.kind === 'seen-key';
}

export function isHeard(observation: Observation): observation is HeardExchange {
  if (observation.kind !== 'exchange' || observation.tool === undefined) return false;
  return isHeardSource(observation.source) && observation.account.kind === 'seen-key';
}

/** `now`: monotonic milliseconds of this process. */
export function toldAs({ sentAt, receivedAt, ...exchange }: HeardExchange, now: number): ToldExchange {
  return { ...exchange, sentAgo: Math.max(0, now - sentAt), receivedAgo: Math.max(0, now - receivedAt) };
}

export function heardAs({ sentAgo, receivedAgo, ...exchange }: ToldExchange, now: number): HeardExchange {
  const receivedAt = now - receivedAgo;
  return { ...exchange, sentAt: Math.min(receivedAt, now - sentAgo), receivedAt };
}

export const reading = record<Reading>({
  unit: oneOf(units),
  pool: oneOf(pools),
  window: orNull(amount),
  capacity: orNull(amount),
  level: orNull(interval),
  timeToFull: orNull(amount),
});

export const charge: Shape<Charge> = (value) =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(([unit, taken]) => oneOf(units)(unit) && amount(taken));

const account = record<SeenKey>({
  kind: oneOf(['seen-key']),
  provider: oneOf(providerIds),
  origin: text,
  digest: text,
  fingerprint: text,
});

export const toldLeaving = record<ToldLeaving>({
  kind: oneOf(['request']),
  source: oneOf(heardSources),
  account,
  id: text,
  model: orNull(text),
  tool: optional(orNull(text)),
  sentAgo: amount,
  input: amount,
  inputAtMost: amount,
  conversation: orNull(text),
});

export const toldExchange = record<ToldExchange>({
  kind: oneOf(['exchange']),
  source: oneOf(heardSources),
  account,
  requestId: orNull(text),
  model: orNull(text),
  sentAgo: amount,
  receivedAgo: amount,
  by: oneOf(requesters),
  tool: orNull(text),
  session: optional(record<ToolSession>({ id: text, isSubagent: flag })),
  readings: listOf(reading),
  failure: orNull(plainFailure),
  charged: charge,
  answerAtMost: optional(amount),
  leavesAgain: optional(flag),
});
