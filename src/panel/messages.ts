import { editors } from '../advice/step.ts';
import { causes, type Failure, type NamedLimit } from '../core/failure.ts';
import { type Interval, pools, units } from '../core/limits.ts';
import { providerIds } from '../core/model/provider.ts';
import {
  type Budget,
  checkReasons,
  type FailureSnapshot,
  type HistoryPoint,
  type KeySnapshot,
  type Level,
  type LimitSnapshot,
  limitStates,
  type ModelSnapshot,
  type NextCheck,
  type OthersPace,
  type Snapshot,
  type Spending,
} from '../core/snapshot.ts';
import { type Step, tones } from './headlineWords.ts';
import type { CouldBeWords, PastedWords } from './pastedWords.ts';
import type { ToPanel } from './protocol.ts';
import { amount, flag, listOf, oneOf, orNull, record, type Shape, text } from './shape.ts';

const interval = record<Interval>({ low: amount, high: amount });
const level = record<Level>({ low: amount, high: amount, estimate: amount });
const historyPoint = record<HistoryPoint>({ ago: amount, level: orNull(amount) });

const othersPace = record<OthersPace>({ requestsPerMinute: amount, typicalRequest: amount });

const limit = record<LimitSnapshot>({
  id: text,
  keyId: text,
  model: text,
  unit: oneOf(...units),
  pool: oneOf(...pools),
  window: orNull(amount),
  capacity: orNull(amount),
  level: orNull(level),
  lastLevel: orNull(interval),
  age: amount,
  source: oneOf('probe'),
  timeToFull: orNull(amount),
  timeToEmpty: orNull(amount),
  burnRate: orNull(amount),
  others: orNull(othersPace),
  state: oneOf(...limitStates),
  muted: flag,
  history: listOf(historyPoint),
});

const namedLimit = record<NamedLimit>({
  unit: oneOf(...units),
  window: orNull(amount),
  capacity: orNull(amount),
  left: orNull(amount),
  requested: orNull(amount),
});
const failure = record<FailureSnapshot>({
  failure: record<Failure>({
    cause: oneOf(...causes),
    status: orNull(amount),
    message: text,
    type: orNull(text),
    code: orNull(text),
    retryAfter: orNull(amount),
    limit: orNull(namedLimit),
  }),
  model: orNull(text),
  age: amount,
  wait: orNull(amount),
});

const model = record<ModelSnapshot>({
  model: text,
  limits: listOf(limit),
  age: orNull(amount),
  headers: oneOf('unknown', 'present', 'absent'),
  failure: orNull(failure),
});

const key = record<KeySnapshot>({
  id: text,
  label: text,
  provider: oneOf(...providerIds),
  origin: text,
  fingerprint: text,
  storage: oneOf('secret', 'environment', 'session', 'demo'),
  status: oneOf('starting', 'ok', 'waiting', 'refused', 'no-credit', 'offline', 'trouble', 'missing'),
  models: listOf(model),
  lastFailure: orNull(failure),
  nextCheck: record<NextCheck>({ wait: orNull(amount), reason: oneOf(...checkReasons) }),
  today: record<Spending>({ requests: amount, tokens: amount, dollars: orNull(amount) }),
});

const snapshot = record<Snapshot>({
  keys: listOf(key),
  budget: record<Budget>({ shareOfRequestsPerMinute: amount, shareOfRequestsPerDay: amount, dollarsPerDay: amount }),
});

const translation: Shape = (value) =>
  text(value) || record<{ message: string; comment: string[] }>({ message: text, comment: listOf(text) })(value);
const translations: Shape = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(translation);

/** Names of pages, which the host looks at when they come back. */
const pagesKnown: Shape = (value) =>
  typeof value === 'object' && value !== null && Object.values(value).every(listOf(text));

/** The host looks at an intent when it comes back, so that here it may be any. */
const intent: Shape = (value) => typeof value === 'object' && value !== null;

const diagnosis = record<PastedWords>({
  tone: oneOf(...tones),
  lead: text,
  title: text,
  details: listOf(text),
  readings: listOf(text),
  couldBe: listOf(record<CouldBeWords>({ cause: text, sign: text })),
  steps: listOf(record<Step>({ text, button: orNull(text), intent: orNull(intent) })),
  announcement: text,
});

const shapes: Readonly<Record<ToPanel['type'], Shape>> = {
  words: record<ToPanel & { type: 'words' }>({
    type: text,
    language: text,
    translations: orNull(translations),
    editor: oneOf(...editors),
    pages: pagesKnown,
  }),
  diagnosis: record<ToPanel & { type: 'diagnosis' }>({ type: text, diagnosis }),
  snapshot: record<ToPanel & { type: 'snapshot' }>({ type: text, snapshot, pinned: orNull(text) }),
};

/** The message, if it is one that the host sends and whole; `null` for whatever else arrives. */
export function parseToPanel(message: unknown): ToPanel | null {
  if (typeof message !== 'object' || message === null) return null;
  const { type } = message as { type?: unknown };
  if (type !== 'words' && type !== 'snapshot' && type !== 'diagnosis') return null;
  return shapes[type](message) ? (message as ToPanel) : null;
}
