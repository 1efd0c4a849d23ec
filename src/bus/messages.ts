import type { LimitPast } from '../core/history/history.ts';
import { type Crossing, crossings } from '../core/limits/alarms.ts';
import type { LimitId } from '../core/model/limit.ts';
import type { NextCheck, Snapshot } from '../core/model/snapshot.ts';
import type { Announcement, PassedRequest } from '../engine/board.ts';
import type { Ask, OwnRequest } from '../engine/ownRequest.ts';
import { plainFailure } from '../wire/failureShape.ts';
import { moneyReading, organizationDetails } from '../wire/moneyShape.ts';
import { limitPast } from '../wire/pastShape.ts';
import { amount, byKind, flag, listOf, oneOf, orNull, record, type Shape, text } from '../wire/shape.ts';
import { nextCheck, snapshot } from '../wire/snapshotShape.ts';
import { charge, reading, type ToldExchange, type ToldLeaving, toldExchange, toldLeaving } from './heardExchange.ts';
import { type HeardKeyChange, heardKeyChange } from './heardMarks.ts';
import type { Message } from './link.ts';
import { type ReadObservation, readObservation } from './observationShape.ts';
import type { OrganizationDetails } from './organizationDetails.ts';
import type { Told } from './told.ts';
import { told } from './toldShape.ts';

type Exchange = OwnRequest['exchange'];

/** How an ordered check ended. Times are ages, since each process counts its own. */
export interface Checked {
  readonly withoutValue: 'key-missing' | 'key-changed' | null;
  /** Milliseconds since the request left; `null` if none did. */
  readonly sentAgo: number | null;
  /** `null` without a value. */
  readonly exchange: Exchange | null;
  /** `null` unless money was asked for and told. */
  readonly money: OwnRequest['money'];
}

/** From a window to the leader. `id` names a question; the answer repeats it. */
export type ToLeader =
  | { readonly type: 'told'; readonly told: Told }
  | { readonly type: 'in-use'; readonly inUse: boolean }
  | PassedRequest
  /** No window is to notify until then, in milliseconds since 1970; `null`: each may again. */
  | { readonly type: 'quiet'; readonly until: number | null }
  /** Tells of an organization that the leader has it read. */
  | { readonly type: 'observed'; readonly observation: ReadObservation }
  /** Tells of a request of the user's that the window has heard. */
  | { readonly type: 'heard'; readonly exchange: ToldExchange }
  | { readonly type: 'leaves'; readonly request: ToldLeaving }
  /** The user names, hides, shows again or forgets a key that was heard. */
  | { readonly type: 'heard-key'; readonly keyId: string; readonly change: HeardKeyChange }
  | { readonly type: 'check-now'; readonly id: number; readonly keyId: string | null }
  /** Asks for the past of a limit, and for all limits that have one. */
  | { readonly type: 'past'; readonly id: number; readonly limitId: LimitId }
  | { readonly type: 'pasts'; readonly id: number }
  | { readonly type: 'checked'; readonly id: number; readonly checked: Checked };

/** From the leader to a window. */
export type ToFollower =
  /** `speaks`: whether what there is to notify is this window's to show. */
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot; readonly speaks: boolean }
  | { readonly type: 'announcement'; readonly announcement: Announcement }
  /** Limits and use of an organization, which the snapshots after it go without. */
  | { readonly type: 'organization'; readonly details: OrganizationDetails }
  | { readonly type: 'kept'; readonly id: number; readonly kept: NextCheck | null }
  | { readonly type: 'past'; readonly id: number; readonly past: LimitPast | null }
  | { readonly type: 'pasts'; readonly id: number; readonly limits: readonly LimitId[] }
  /** Asks with a key whose value only that window has. It has been counted. */
  | { readonly type: 'check'; readonly id: number; readonly keyId: string; readonly ask: Ask }
  /** Reads exactly these organizations, whose admin keys that window has, and rests while no window is in use. */
  | { readonly type: 'read'; readonly organizations: readonly string[]; readonly inUse: boolean }
  | { readonly type: 'call-off'; readonly id: number }
  /** Another window of the same editor has changed its keys. */
  | { readonly type: 'keys-changed' }
  /** As a window has told the leader. */
  | { readonly type: 'quiet'; readonly until: number | null };

const ask = byKind<Ask>({
  probe: record<Ask & { kind: 'probe' }>({ kind: oneOf(['probe']), model: text }),
  money: record<Ask & { kind: 'money' }>({ kind: oneOf(['money']), path: text }),
  models: record<Ask & { kind: 'models' }>({ kind: oneOf(['models']) }),
});

const checked = record<Checked>({
  withoutValue: orNull(oneOf(['key-missing', 'key-changed'])),
  sentAgo: orNull(amount),
  exchange: orNull(
    record<Exchange>({
      readings: listOf(reading),
      failure: orNull(plainFailure),
      charged: charge,
      usage: record<Exchange['usage']>({ input: amount, output: amount }),
    }),
  ),
  money: orNull(listOf(moneyReading)),
});

const announcement = record<Announcement>({
  id: text as Shape<LimitId>,
  crossing: oneOf(crossings) as Shape<Crossing>,
  isNews: flag,
  lasted: amount,
  snapshot,
});

type Shapes<M extends Message> = { readonly [Type in M['type']]: Shape<Extract<M, { readonly type: Type }>> };

const toLeader: Shapes<ToLeader> = {
  told: record({ type: text, told }),
  'in-use': record({ type: text, inUse: flag }),
  look: record({ type: text }),
  'send-now': record({ type: text, holdId: text }),
  quiet: record({ type: text, until: orNull(amount) }),
  observed: record({ type: text, observation: readObservation }),
  heard: record({ type: text, exchange: toldExchange }),
  leaves: record({ type: text, request: toldLeaving }),
  'heard-key': record({ type: text, keyId: text, change: heardKeyChange }),
  'check-now': record({ type: text, id: amount, keyId: orNull(text) }),
  past: record({ type: text, id: amount, limitId: text as Shape<LimitId> }),
  pasts: record({ type: text, id: amount }),
  checked: record({ type: text, id: amount, checked }),
};

const toFollower: Shapes<ToFollower> = {
  snapshot: record({ type: text, snapshot, speaks: flag }),
  announcement: record({ type: text, announcement }),
  organization: record({ type: text, details: organizationDetails }),
  kept: record({ type: text, id: amount, kept: orNull(nextCheck) }),
  past: record({ type: text, id: amount, past: orNull(limitPast) }),
  pasts: record({ type: text, id: amount, limits: listOf(text as Shape<LimitId>) }),
  check: record({ type: text, id: amount, keyId: text, ask }),
  read: record({ type: text, organizations: listOf(text), inUse: flag }),
  'call-off': record({ type: text, id: amount }),
  'keys-changed': record({ type: text }),
  quiet: record({ type: text, until: orNull(amount) }),
};

/** The message if a window may send it and it is whole; `null` for anything else, which is ignored. */
export function parseToLeader(message: Message): ToLeader | null {
  return isOf(toLeader, message) ? (message as ToLeader) : null;
}

export function parseToFollower(message: Message): ToFollower | null {
  return isOf(toFollower, message) ? (message as ToFollower) : null;
}

/** Whether a snapshot came whose form this version does not know: the leader is of another. */
export function isForeignSnapshot(message: Message): boolean {
  return message.type === 'snapshot' && parseToFollower(message) === null;
}

function isOf(shapes: Readonly<Record<string, Shape>>, message: Message): boolean {
  return Object.hasOwn(shapes, message.type) && (shapes[message.type]?.(message) ?? false);
}
