import { failureOf, networkFailure, withoutResponse } from '../../src/core/causes/failureOf.ts';
import type { Cause, Failure } from '../../src/core/model/failure.ts';
import type { Snapshot } from '../../src/core/model/snapshot.ts';
import { KeyHealth } from '../../src/engine/keyHealth.ts';
import type { Answer } from '../../src/simulator/answers.ts';
import { faultReply } from '../../src/simulator/faults.ts';
import type { SimulatedProvider } from '../../src/simulator/models.ts';
import { keyOf, limitOf, modelOf, snapshotOf } from './snapshots.ts';

const wall = Date.UTC(2026, 7, 19, 14, 36, 55);
/** Seconds since the refusal. */
const age = 3;

/** What the panel is told when a key of the provider has just met an answer of the simulator. */
function afterRefusal(provider: SimulatedProvider, kind: Answer['kind']): Snapshot {
  return afterFailure(provider, failureTo({ kind } as Answer, provider));
}

function afterFailure(provider: SimulatedProvider, failure: Failure): Snapshot {
  const health = new KeyHealth();
  const model = provider === 'openai' ? 'gpt-5' : 'claude-sonnet-5';
  health.take({ model, failure, by: 'keygauge', sentAt: 0, receivedAt: 0 }, 0.5);
  const shown = { failure, by: 'keygauge' as const, model, age, wait: health.remainingWait(age * 1000) };
  const status = health.status(age * 1000);
  const limits = [
    limitOf({ model, unit: 'requests', capacity: 500, level: { estimate: 496, low: 496, high: 496 }, timeToFull: 1 }),
    limitOf(provider === 'openai' ? { model } : { model, unit: 'input-tokens' }),
  ];
  return snapshotOf(
    keyOf({
      ...(provider === 'anthropic' && { label: 'private', provider, origin: 'https://api.anthropic.com' }),
      status,
      models: [modelOf(model, { age, limits, failure: shown })],
      lastFailure: shown,
      nextCheck:
        status === 'waiting' ? { wait: shown.wait, reason: 'retry-after' } : { wait: 1800, reason: 'model-refused' },
    }),
  );
}

function failureTo(answer: Answer, provider: SimulatedProvider): Failure {
  const body = { model: provider === 'openai' ? 'gpt-5' : 'claude-sonnet-5' };
  const query = new URLSearchParams();
  const call = { provider, method: 'POST', path: '/', query, key: null, body, serial: 1, at: 0, wall };
  const reply = faultReply(answer, call);
  if (!reply) return networkFailure('read ECONNRESET');
  const text = reply.frames[0]?.text ?? '';
  const json = reply.headers['content-type'] === 'application/json';
  const headers = { date: new Date(wall).toUTCString(), ...reply.headers };
  const failure = failureOf({ status: reply.status, headers, body: json ? JSON.parse(text) : text });
  if (!failure) throw new Error(`${answer.kind} is no refusal`);
  return failure;
}

const openai = (kind: Answer['kind']) => afterRefusal('openai', kind);
const anthropic = (kind: Answer['kind']) => afterRefusal('anthropic', kind);
const own = (cause: Cause) => afterFailure('openai', withoutResponse(cause, ''));

/** One snapshot for each cause, in the order of the verdicts that they lead to. */
export const verdictSnapshots = {
  'wait-rate': openai('rate'),
  'wait-daily-rate': openai('daily-rate'),
  'wait-throttled': openai('throttled'),
  'wait-plan-window': anthropic('plan-window'),
  'wait-overloaded': anthropic('overloaded'),
  'wait-server-error': openai('server-error'),
  'wait-network': openai('no-answer'),
  'shrink-too-large': openai('too-large'),
  'shrink-too-long': anthropic('too-long'),
  'slow-down-ramp': anthropic('ramp'),
  'slow-down-concurrency': anthropic('concurrency'),
  'pay-no-credit': openai('no-credit'),
  'pay-spend-limit': anthropic('spend-cap'),
  'fix-key-refused': openai('refused-key'),
  'fix-key-forbidden': anthropic('forbidden'),
  'fix-address': openai('wrong-address'),
  'fix-editor-outdated': own('outdated'),
  'fix-editor-own-fault': own('own-fault'),
  'fix-editor-unverified-tls': own('unverified-tls'),
  'switch-entitlement': anthropic('entitlement'),
  'switch-model': openai('unknown-model'),
  'switch-country': openai('forbidden'),
  'report-unknown': anthropic('bad-request'),
} satisfies Record<string, Snapshot>;
