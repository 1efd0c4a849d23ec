import type { Cause } from '../../../src/core/model/failure.ts';
import type { LimitSnapshot, Snapshot } from '../../../src/core/model/snapshot.ts';
import { clockTime } from '../../../src/words/clockTime.ts';
import type { GaugeText } from '../../../src/words/failureGauge.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';

export const now = Date.UTC(2026, 7, 19, 14, 36, 55);
export const timeAgo = (seconds: number) => clockTime(now - seconds * 1000, now, 'en');
export const level = (estimate: number) => ({ estimate, low: estimate, high: estimate });
export const size = { requestSize: 50_000 };
export const compact = { style: 'compact', amount: 'left', limit: 'lowest' } as const;

export const at = (left: number, changes: Parameters<typeof limitOf>[0] = {}) =>
  limitOf({ level: level(left * 500_000), timeToEmpty: null, ...changes });

export function watching(...limits: LimitSnapshot[]): Snapshot {
  return { ...snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits })] })), at: now };
}

/** A refusal for this cause that still holds; `wait`: seconds left of the one that the provider named. */
export function failing(cause: Cause, wait: number | null = null): Snapshot {
  const limit = cause === 'rate' ? failureOf().failure.limit : null;
  const failure = failureOf({ cause, message: '', code: null, type: null, retryAfter: null, limit }, { wait });
  const status = wait !== null ? 'waiting' : cause === 'network' ? 'offline' : 'trouble';
  return { ...snapshotOf(keyOf({ status, models: [modelOf('gpt-5', { failure })], lastFailure: failure })), at: now };
}

export const old = { level: null, soon: null, state: 'unknown' as const, age: 125 };
export const looks: Record<string, readonly [Snapshot, text: string, label: string, alert: GaugeText['alert']]> = {
  'no key': [snapshotOf(), 'Keygauge: add a key', 'Keygauge: add a key to see its rate limits', 'none'],
  'listening, nothing heard': [
    { ...snapshotOf(), sources: [{ id: 'listener', state: { kind: 'live' } }] },
    'Keygauge: listening',
    'Keygauge: Listening, nothing heard yet',
    'none',
  ],
  'the gateway is on, nothing passed': [
    { ...snapshotOf(), sources: [{ id: 'gateway', state: { kind: 'live', port: 4141 } }] },
    'Keygauge: gateway on',
    'Keygauge: The gateway is on, nothing has passed yet',
    'none',
  ],
  'no model': [snapshotOf(keyOf()), 'Keygauge: choose models', 'Keygauge: no model of work is watched yet', 'none'],
  starting: [
    snapshotOf(keyOf({ status: 'starting', models: [modelOf('gpt-5')] })),
    '$(sync~spin) checking',
    'Keygauge: waiting for the first answer',
    'none',
  ],
  fine: [watching(at(0.82)), '$(keygauge-7) \u200782%', 'Keygauge: gpt-5: 82% of Tokens per minute left', 'none'],
  'fine, of a known size': [
    watching(at(0.8, size)),
    '$(keygauge-6) \u200780%',
    'Keygauge: gpt-5: 80% of Tokens per minute left, fits 8 more',
    'none',
  ],
  full: [watching(at(1)), '$(keygauge-8) 100%', 'Keygauge: gpt-5: 100% of Tokens per minute left', 'none'],
  'all but full': [
    watching(at(0.998)),
    '$(keygauge-7) \u200799%',
    'Keygauge: gpt-5: 99% of Tokens per minute left',
    'none',
  ],
  low: [
    watching(at(0.15, { state: 'low', ...size })),
    '$(warning) 15% · fits 1 more',
    'Keygauge: gpt-5: 15% of Tokens per minute left, fits 1 more',
    'warning',
  ],
  'low, of no known size': [
    watching(at(0.15, { state: 'low' })),
    '$(warning) 15% tokens/min',
    'Keygauge: gpt-5: 15% of Tokens per minute left',
    'warning',
  ],
  'at risk': [
    watching(at(0.18, { state: 'soon', ...size })),
    '$(warning) 18% · next at risk',
    'Keygauge: gpt-5: 18% of Tokens per minute left, next at risk',
    'warning',
  ],
  'too little for the next': [
    watching(at(0.05, { state: 'critical', ...size })),
    '$(warning) 5% · fits in 5 s',
    'Keygauge: gpt-5: 5% of Tokens per minute left, fits in 5 s',
    'warning',
  ],
  'too large for ever': [
    watching(at(1, { requestSize: 600_000 })),
    '$(error) 100% · never fits',
    'Keygauge: gpt-5: 100% of Tokens per minute left, never fits',
    'error',
  ],
  empty: [
    watching(at(0, { state: 'empty' })),
    '$(error) tokens/min used up',
    'Keygauge: gpt-5: 0% of Tokens per minute left',
    'error',
  ],
  wait: [failing('rate', 23.2), '$(error) tokens/min · 24 s', 'Keygauge: OpenAI asks to wait 24 s', 'error'],
  'wait, for no limit that was named': [
    failing('throttled', 5),
    '$(error) wait 5 s',
    'Keygauge: OpenAI asks to wait 5 s',
    'error',
  ],
  'no credit': [
    failing('quota-exhausted'),
    '$(credit-card) no credit',
    'Keygauge: work: the account has no credit left',
    'error',
  ],
  'key refused': [
    failing('key-invalid'),
    '$(key) key refused',
    'Keygauge: work: the provider refused the key',
    'error',
  ],
  'spend limit': [
    failing('spend-limit'),
    '$(credit-card) spend limit',
    'Keygauge: work: the spend limit is reached',
    'error',
  ],
  'not allowed': [failing('forbidden'), '$(key) not allowed', 'Keygauge: work: the key may not do this', 'error'],
  'no model there': [
    failing('model-not-found'),
    '$(circle-slash) no such model',
    'Keygauge: OpenAI has no such model for this key',
    'warning',
  ],
  'too large': [
    failing('request-too-large'),
    '$(fold) request too large',
    'Keygauge: the request is too large for gpt-5',
    'warning',
  ],
  unclear: [
    failing('unknown'),
    '$(warning) unclear error',
    'Keygauge: OpenAI gave a reason that is not known',
    'warning',
  ],
  'key missing': [
    snapshotOf(keyOf({ status: 'missing', models: [modelOf('gpt-5')] })),
    '$(key) key missing',
    'Keygauge: work: the key is not there',
    'warning',
  ],
  'key changed': [
    snapshotOf(keyOf({ status: 'changed', models: [modelOf('gpt-5')] })),
    '$(key) key changed',
    'Keygauge: work: the key in the environment has changed',
    'warning',
  ],
  'wrong address': [
    failing('wrong-address'),
    '$(debug-disconnect) wrong address',
    'Keygauge: work: the API is not at this address',
    'error',
  ],
  offline: [failing('network'), '$(debug-disconnect) offline', 'Keygauge: OpenAI could not be reached', 'none'],
  overloaded: [
    failing('overloaded'),
    '$(warning) overloaded',
    'Keygauge: OpenAI is overloaded; that is not your limit',
    'none',
  ],
  'nothing known': [
    snapshotOf(keyOf({ models: [modelOf('gpt-5')] })),
    '$(keygauge-stale) no reading yet',
    'Keygauge: nothing is known about the limits now',
    'none',
  ],
  'an endpoint that tells no limits': [
    snapshotOf(keyOf({ provider: 'compatible', models: [modelOf('llama-4-maverick', { headers: 'absent' })] })),
    '$(dashboard) No limits told',
    'Keygauge: No limits told: this endpoint sends no rate-limit headers',
    'none',
  ],
  'what runs on this machine': [
    snapshotOf(keyOf({ provider: 'ollama', models: [modelOf('qwen3', { headers: 'absent' })] })),
    '$(dashboard) No limits',
    'Keygauge: No limits: what runs on this machine has none',
    'none',
  ],
  old: [
    watching(limitOf({ ...old, lastLevel: { low: 400_000, high: 420_000 } })),
    `$(keygauge-stale) 82% at ${timeAgo(125)}`,
    `Keygauge: Tokens per minute of gpt-5: 82% at ${timeAgo(125)}; unknown now`,
    'none',
  ],
};
