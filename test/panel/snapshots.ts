import type { Failure } from '../../src/core/model/failure.ts';
import { limitIdOf } from '../../src/core/model/limit.ts';
import type {
  FailureSnapshot,
  HistoryPoint,
  KeySnapshot,
  LimitSnapshot,
  ModelSnapshot,
  Snapshot,
} from '../../src/core/model/snapshot.ts';

/** Snapshots as the engine makes them, one for each situation that the panel has a look for. */

/** `id` as plain text. */
type Changes = Partial<Omit<LimitSnapshot, 'id'>> & { readonly id?: string };

export function limitOf({ id, ...changes }: Changes = {}): LimitSnapshot {
  const model = changes.model ?? 'gpt-5';
  return {
    id: limitIdOf(id ?? `${model}/${changes.pool ?? 'standard'}/${changes.unit ?? 'tokens'}/${changes.window ?? 60}`),
    keyId: 'work',
    model,
    unit: 'tokens',
    pool: 'standard',
    window: 60,
    capacity: 500_000,
    level: { estimate: 410_000, low: 408_000, high: 412_000 },
    lastLevel: { low: 409_000, high: 411_000 },
    age: 3,
    source: 'probe',
    timeToFull: 11,
    timeToEmpty: null,
    burnRate: 0,
    pace: changes.others ?? null,
    others: null,
    state: 'fine',
    muted: false,
    history: pastOf([0.98, 0.95, 0.97, 0.9, 0.93, 0.88, 0.9, 0.82]),
    ...changes,
  };
}

/** A past with a step every 30 seconds, the last one now. */
export function pastOf(levels: readonly (number | null)[], step = 30): HistoryPoint[] {
  return levels.map((level, at) => ({ ago: (levels.length - 1 - at) * step, level }));
}

export function modelOf(model: string, changes: Partial<ModelSnapshot> = {}): ModelSnapshot {
  return { model, limits: [], age: 3, headers: 'present', failure: null, ...changes };
}

export function keyOf(changes: Partial<KeySnapshot> = {}): KeySnapshot {
  return {
    id: 'work',
    label: 'work',
    provider: 'openai',
    origin: 'https://api.openai.com',
    fingerprint: 'sk-…7f3a',
    storage: 'secret',
    status: 'ok',
    models: [],
    lastFailure: null,
    nextCheck: { wait: 5, reason: 'level-moves' },
    today: { requests: 41, tokens: 820, dollars: 0.0012 },
    ...changes,
  };
}

export function snapshotOf(...keys: KeySnapshot[]): Snapshot {
  return {
    at: 0,
    sources: [],
    keys,
    budget: { shareOfRequestsPerMinute: 0.05, shareOfRequestsPerDay: 0.01, dollarsPerDay: 0.05 },
  };
}

export function failureOf(failure: Partial<Failure> = {}, changes: Partial<FailureSnapshot> = {}): FailureSnapshot {
  return {
    failure: {
      cause: 'rate',
      status: 429,
      message:
        'Rate limit reached for gpt-5 in organization org-example on tokens per min (TPM): Limit 500000, Used 481120, Requested 30122. Please try again in 24s.',
      type: 'tokens',
      code: 'rate_limit_exceeded',
      retryAfter: 24,
      limit: { unit: 'tokens', window: 60, capacity: 500_000, left: 18_880, requested: 30_122 },
      ...failure,
    },
    model: 'gpt-5',
    age: 12,
    wait: 24,
    ...changes,
  };
}

const requests = limitOf({
  unit: 'requests',
  capacity: 500,
  level: { estimate: 496, low: 496, high: 496 },
  timeToFull: 1,
  history: pastOf([1, 0.99, 1, 0.99, 0.98, 0.99, 1, 0.99]),
});

export const runningLow = limitOf({
  level: { estimate: 97_000, low: 93_000, high: 101_000 },
  lastLevel: { low: 97_000, high: 97_000 },
  timeToFull: 48,
  burnRate: 670_000 / 60,
  state: 'low',
  history: pastOf([0.98, 0.97, 0.83, 0.87, 0.6, 0.66, 0.48, 0.53, 0.35, 0.39, 0.22, 0.26, 0.19], 20),
});

/** Others send so much that it will be empty soon. */
export const soonEmpty = limitOf({
  ...runningLow,
  level: { estimate: 210_000, low: 120_000, high: 214_000 },
  timeToFull: 35,
  timeToEmpty: 40,
  pace: { requestsPerMinute: 7.1, typicalRequest: 96_000 },
  others: { requestsPerMinute: 7.1, typicalRequest: 96_000 },
  state: 'soon',
});

const unknownTokens = (unit: 'input-tokens' | 'output-tokens', capacity: number) =>
  limitOf({
    keyId: 'private',
    model: 'claude-sonnet-5',
    unit,
    capacity,
    level: null,
    lastLevel: { low: capacity * 0.97, high: capacity * 0.97 },
    age: 125,
    timeToFull: null,
    burnRate: null,
    state: 'unknown',
    history: pastOf([0.99, 0.98, 1, 0.97, null, null, null, null, null]),
  });

const anthropic = keyOf({
  id: 'private',
  label: 'private',
  provider: 'anthropic',
  origin: 'https://api.anthropic.com',
  fingerprint: 'sk-ant-…Q2wA',
  nextCheck: { wait: null, reason: 'window-idle' },
  today: { requests: 12, tokens: 240, dollars: 0.0004 },
  models: [
    modelOf('claude-sonnet-5', {
      age: 125,
      limits: [unknownTokens('input-tokens', 2_000_000), unknownTokens('output-tokens', 400_000)],
    }),
  ],
});

const critical = limitOf({
  model: 'gpt-5-mini',
  level: { estimate: 16_000, low: 12_000, high: 22_000 },
  timeToFull: 58,
  timeToEmpty: 6,
  burnRate: 9_100,
  state: 'critical',
  history: pastOf([0.9, 0.7, 0.6, 0.4, 0.2, 0.03]),
});
const empty = limitOf({
  model: 'gpt-5-mini',
  unit: 'requests',
  window: 86_400,
  capacity: 10_000,
  level: { estimate: 0, low: 0, high: 0 },
  timeToFull: 81_000,
  burnRate: 0.2,
  state: 'empty',
  muted: true,
  history: pastOf([0.3, 0.2, null, 0.05, null, 0.01, 0, 0]),
});

const alone = (model: ModelSnapshot, changes: Partial<KeySnapshot> = {}) =>
  snapshotOf(keyOf({ models: [model], ...changes }));
const fineModel = modelOf('gpt-5', { limits: [limitOf(), requests] });

export const situations = {
  noKey: snapshotOf(),
  starting: alone(modelOf('gpt-5', { age: null, headers: 'unknown' }), {
    status: 'starting',
    nextCheck: { wait: 0, reason: 'in-flight' },
    today: { requests: 0, tokens: 0, dollars: 0 },
  }),
  noModels: snapshotOf(keyOf({ nextCheck: { wait: null, reason: 'no-models' } })),
  fine: alone(fineModel, { nextCheck: { wait: 45, reason: 'calm' } }),
  low: snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [runningLow, requests] })] }), anthropic),
  soon: snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [soonEmpty, requests] })] }), anthropic),
  critical: alone(modelOf('gpt-5-mini', { limits: [critical] })),
  empty: alone(modelOf('gpt-5-mini', { limits: [empty] })),
  unknown: snapshotOf(anthropic),
  noHeaders: alone(modelOf('llama-4-maverick', { headers: 'absent' }), {
    provider: 'compatible',
    label: 'local proxy',
    origin: 'http://127.0.0.1:4000',
    nextCheck: { wait: 900, reason: 'no-headers' },
    today: { requests: 3, tokens: 60, dollars: null },
  }),
  refused: alone(modelOf('gpt-5', { limits: [] }), {
    status: 'refused',
    nextCheck: { wait: null, reason: 'key-refused' },
    lastFailure: failureOf(
      {
        cause: 'key-invalid',
        status: 401,
        message: 'Incorrect API key provided: sk-…7f3a. You can find your API key at https://platform.openai.com.',
        type: 'invalid_request_error',
        code: 'invalid_api_key',
        limit: null,
      },
      { wait: null },
    ),
  }),
  noCredit: alone(fineModel, {
    status: 'no-credit',
    nextCheck: { wait: null, reason: 'no-credit' },
    lastFailure: failureOf(
      {
        cause: 'quota-exhausted',
        message: 'You exceeded your current quota, please check your plan and billing details.',
        type: 'insufficient_quota',
        code: 'insufficient_quota',
        limit: null,
      },
      { wait: null },
    ),
  }),
  missing: alone(fineModel, {
    status: 'missing',
    storage: 'environment',
    nextCheck: { wait: null, reason: 'key-missing' },
  }),
  waiting: alone(modelOf('gpt-5', { limits: [empty], failure: failureOf() }), {
    status: 'waiting',
    nextCheck: { wait: 24, reason: 'retry-after' },
    lastFailure: failureOf(),
  }),
  offline: alone(modelOf('gpt-5', { limits: [limitOf({ level: null, state: 'unknown', age: 200 })] }), {
    status: 'offline',
    nextCheck: { wait: 16, reason: 'offline' },
    lastFailure: failureOf(
      {
        cause: 'network',
        status: null,
        message: 'getaddrinfo ENOTFOUND api.openai.com',
        type: null,
        code: 'ENOTFOUND',
        retryAfter: null,
        limit: null,
      },
      { wait: null },
    ),
  }),
  trouble: alone(fineModel, {
    status: 'trouble',
    nextCheck: { wait: 30, reason: 'trouble' },
    lastFailure: failureOf(
      {
        cause: 'overloaded',
        status: 529,
        message: 'Overloaded',
        type: 'overloaded_error',
        code: null,
        limit: null,
      },
      { wait: null },
    ),
    models: [modelOf('gpt-5', { limits: [limitOf({ level: null, state: 'unknown', age: 90 })] })],
  }),
  demo: alone(modelOf('demo-model', { limits: [soonEmpty] }), {
    id: 'demo',
    label: 'Demo',
    storage: 'demo',
    origin: 'http://127.0.0.1:40123',
    fingerprint: 'demo',
  }),
  eight: snapshotOf(
    keyOf({
      models: [
        modelOf('gpt-5', {
          limits: [
            runningLow,
            requests,
            limitOf({
              unit: 'requests',
              window: 86_400,
              capacity: 10_000,
              level: { estimate: 8_120, low: 8_120, high: 8_120 },
            }),
            limitOf({
              unit: 'tokens',
              window: 86_400,
              capacity: 15_000_000,
              level: { estimate: 6_300_000, low: 6_000_000, high: 6_600_000 },
            }),
            limitOf({
              unit: 'tokens',
              pool: 'project',
              capacity: 250_000,
              level: { estimate: 201_000, low: 199_000, high: 203_000 },
            }),
            limitOf({
              unit: 'images',
              capacity: 50,
              level: { estimate: 50, low: 50, high: 50 },
              timeToFull: 0,
              history: [],
            }),
            limitOf({
              unit: 'input-tokens',
              pool: 'priority',
              capacity: null,
              level: { estimate: 80_000, low: 80_000, high: 80_000 },
              timeToFull: null,
            }),
            limitOf({
              unit: 'output-tokens',
              pool: 'fast',
              level: null,
              lastLevel: null,
              state: 'unknown',
              capacity: 90_000,
              age: 300,
              history: [],
            }),
          ],
        }),
      ],
    }),
  ),
  several: snapshotOf(
    keyOf({
      models: [
        modelOf('gpt-5', { limits: [runningLow, requests], failure: failureOf() }),
        modelOf('gpt-5-mini', { limits: [critical, empty] }),
        modelOf('ft:gpt-4o-mini-2024-07-18:example-organisation-with-a-long-name:customer-support-v12:9xYzAbCd', {
          limits: [limitOf({ model: 'ft', state: 'unknown', level: null, age: 4_000 })],
        }),
      ],
      lastFailure: failureOf(),
    }),
    anthropic,
    keyOf({
      id: 'long',
      label: 'The key of the team that maintains the documentation pipeline for the northern region, second half',
      storage: 'environment',
      status: 'refused',
      nextCheck: { wait: null, reason: 'key-refused' },
      lastFailure: failureOf(
        {
          cause: 'key-invalid',
          status: 401,
          message: 'Incorrect API key provided.',
          type: null,
          code: 'invalid_api_key',
        },
        { wait: null, model: null, age: 4_000 },
      ),
    }),
    keyOf({
      id: 'proxy',
      label: 'proxy',
      provider: 'compatible',
      origin: 'https://gateway.example.com',
      fingerprint: '…44',
      storage: 'session',
      nextCheck: { wait: 900, reason: 'no-headers' },
      models: [modelOf('llama-4-maverick', { headers: 'absent' })],
      today: { requests: 3, tokens: 60, dollars: null },
    }),
  ),
} satisfies Record<string, Snapshot>;
