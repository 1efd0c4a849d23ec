import type { HistoryStep } from '../core/history/historyStep.ts';
import type { SessionRequests } from '../core/history/pastSession.ts';
import type { PastSteps } from '../core/history/pastView.ts';
import type { TimeSpan } from '../core/history/timeSpan.ts';
import type { Thresholds } from '../core/limits/alarms.ts';
import type { HeldRequest } from '../core/model/heldRequest.ts';
import type { HiddenKey } from '../core/model/hiddenKey.ts';
import { pools, units } from '../core/model/limit.ts';
import { requesters, sourceIds } from '../core/model/observation.ts';
import { providerIds } from '../core/model/provider.ts';
import {
  type Budget,
  checkReasons,
  type FailureSnapshot,
  type HistoryPoint,
  headerStates,
  type KeySnapshot,
  keyStatuses,
  keyStorages,
  type Level,
  type LimitSnapshot,
  type LimitUser,
  limitStates,
  type ModelSnapshot,
  type NextCheck,
  type PassedUses,
  type RankedModel,
  type RequestPace,
  type Snapshot,
  type SourceState,
  type Spending,
  type ToolUse,
  type UsedBy,
  type UsingSession,
} from '../core/model/snapshot.ts';
import type { CouldBeWords, PastedWords } from '../words/pastedWords.ts';
import { tones } from '../words/step.ts';
import { plainFailure } from './failureShape.ts';
import { interval } from './intervalShape.ts';
import { accountMoney, organization, providerStatus } from './moneyShape.ts';
import type { ToPanel } from './panelMessages.ts';
import { amount, byKind, flag, listOf, oneOf, optional, orNull, record, type Shape, text } from './shape.ts';
import { panelWords, step } from './wordsShape.ts';

const level = record<Level>({ low: amount, high: amount, estimate: amount });
const historyPoint = record<HistoryPoint>({ ago: amount, level: orNull(amount) });

const requestPace = record<RequestPace>({ requestsPerMinute: amount, typicalRequest: amount });

const usingSession = record<UsingSession>({ since: amount, isSubagent: flag });

const limitUser = byKind<LimitUser>({
  tool: record<LimitUser & { kind: 'tool' }>({
    kind: oneOf(['tool']),
    tool: orNull(text),
    session: optional(usingSession),
  }),
  keygauge: record({ kind: oneOf(['keygauge']) }),
  elsewhere: record({ kind: oneOf(['elsewhere']) }),
});

const limit = record<LimitSnapshot>({
  id: text,
  keyId: text,
  model: text,
  unit: oneOf(units),
  pool: oneOf(pools),
  window: orNull(amount),
  capacity: orNull(amount),
  level: orNull(level),
  soon: orNull(interval),
  lastLevel: orNull(interval),
  age: amount,
  source: oneOf(sourceIds),
  timeToFull: orNull(amount),
  timeToEmpty: orNull(amount),
  burnRate: orNull(amount),
  pace: orNull(requestPace),
  others: orNull(requestPace),
  requestSize: orNull(amount),
  refusals: listOf(amount),
  state: oneOf(limitStates),
  muted: flag,
  history: listOf(historyPoint),
  usedBy: optional(
    record<UsedBy>({
      since: amount,
      units: amount,
      shares: listOf(record<UsedBy['shares'][number]>({ user: limitUser, share: amount })),
    }),
  ),
});

const failure = record<FailureSnapshot>({
  failure: plainFailure,
  by: oneOf(requesters),
  model: orNull(text),
  age: amount,
  wait: orNull(amount),
  isPast: optional(flag),
});

const model = record<ModelSnapshot>({
  model: text,
  limits: listOf(limit),
  age: orNull(amount),
  headers: oneOf(headerStates),
  failure: orNull(failure),
});

export const nextCheck = record<NextCheck>({ wait: orNull(amount), reason: oneOf(checkReasons) });
export const budget = record<Budget>({
  shareOfRequestsPerMinute: amount,
  shareOfRequestsPerDay: amount,
  dollarsPerDay: amount,
});

const toolUses = listOf(
  record<ToolUse>({ tool: orNull(text), requests: amount, age: amount, through: optional(oneOf(['gateway'])) }),
);

const key = record<KeySnapshot>({
  id: text,
  label: text,
  provider: oneOf(providerIds),
  origin: text,
  fingerprint: text,
  storage: oneOf(keyStorages),
  status: oneOf(keyStatuses),
  models: listOf(model),
  lastFailure: orNull(failure),
  nextCheck,
  tools: toolUses,
  today: record<Spending>({ requests: amount, tokens: amount, dollars: orNull(amount) }),
  money: accountMoney,
});

const hiddenKey = record<HiddenKey>({
  id: text,
  label: text,
  provider: oneOf(providerIds),
  origin: text,
  fingerprint: text,
});

const heldRequest = record<HeldRequest>({
  id: text,
  tool: text,
  model: text,
  key: optional(record<NonNullable<HeldRequest['key']>>({ digest: text, origin: text })),
  isHidden: optional(flag),
  limit: orNull(
    record<NonNullable<HeldRequest['limit']>>({
      unit: oneOf(units),
      pool: oneOf(pools),
      window: amount,
      capacity: amount,
      size: amount,
    }),
  ),
  since: amount,
  until: amount,
  latest: amount,
  place: amount,
});

const sourceState = byKind<SourceState>({
  off: record({ kind: oneOf(['off']) }),
  starting: record({ kind: oneOf(['starting']) }),
  live: record<SourceState & { kind: 'live' }>({
    kind: oneOf(['live']),
    holdsFor: optional(amount),
    port: optional(amount),
    connected: optional(listOf(text)),
    passed: optional(record<PassedUses>({ byAddress: toolUses, withoutKey: toolUses })),
  }),
  trouble: record({ kind: oneOf(['trouble']), failure: plainFailure, retryIn: orNull(amount) }),
  'no-port': record({ kind: oneOf(['no-port']), port: amount, isTaken: flag }),
});

export const snapshot = record<Snapshot>({
  at: amount,
  sources: listOf(record<Snapshot['sources'][number]>({ id: oneOf(sourceIds), state: sourceState })),
  keys: listOf(key),
  organizations: listOf(organization),
  statuses: listOf(providerStatus),
  ranking: listOf(record<RankedModel>({ keyId: text, model: text, binding: orNull(text) })),
  budget,
  hiddenKeys: optional(listOf(hiddenKey)),
  holds: optional(listOf(heldRequest)),
});

const translation: Shape<unknown> = (value) =>
  text(value) || record<{ message: string; comment: string[] }>({ message: text, comment: listOf(text) })(value);
const translations: Shape<unknown> = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(translation);

const diagnosis = record<PastedWords>({
  tone: oneOf(tones),
  subject: orNull(text),
  limit: orNull(text),
  lead: text,
  title: text,
  details: listOf(text),
  readings: listOf(text),
  couldBe: listOf(record<CouldBeWords>({ cause: text, sign: text })),
  steps: listOf(step),
  announcement: text,
});

const requestsByTool: Shape<unknown> = (value) =>
  typeof value === 'object' && value !== null && Object.values(value).every(amount);
const historyStep = record<HistoryStep>({
  at: amount,
  level: orNull(record<NonNullable<HistoryStep['level']>>({ least: amount, mean: amount, most: amount })),
  refusals: amount,
  checks: amount,
  requests: requestsByTool,
  sessions: optional(
    listOf(record<SessionRequests>({ tool: text, id: text, isSubagent: flag, began: amount, requests: amount })),
  ),
});
const steps = listOf(historyStep);

const shapes: Readonly<Record<ToPanel['type'], Shape>> = {
  history: record<ToPanel & { type: 'history' }>({
    type: text,
    limitId: text,
    at: amount,
    steps: record<PastSteps>({ hour: steps, day: steps, month: steps }),
    sleeps: listOf(record<TimeSpan>({ from: amount, to: amount })),
    thresholds: record<Thresholds>({ low: amount, critical: amount }),
  }),
  words: record<ToPanel & { type: 'words' }>({
    type: text,
    language: text,
    translations: orNull(translations),
  }),
  'paste-box': record<ToPanel & { type: 'paste-box' }>({ type: text }),
  diagnosis: record<ToPanel & { type: 'diagnosis' }>({ type: text, diagnosis, isNews: flag }),
  snapshot: record<ToPanel & { type: 'snapshot' }>({
    type: text,
    snapshot,
    pinned: orNull(text),
    quietUntil: orNull(amount),
    starred: listOf(text),
    words: panelWords,
  }),
};

/** The message, if the host sent it and it is complete; `null` for anything else. */
export function parseToPanel(message: unknown): ToPanel | null {
  if (!isFromHost(message)) return null;
  return shapes[message.type](message) ? (message as ToPanel) : null;
}

/**
 * Tells whether the host sent the message, perhaps in a form unknown to this page: after an update their versions can
 * differ.
 */
export function isFromHost(message: unknown): message is { readonly type: ToPanel['type'] } {
  if (typeof message !== 'object' || message === null) return false;
  const { type } = message as { type?: unknown };
  return typeof type === 'string' && Object.hasOwn(shapes, type);
}
