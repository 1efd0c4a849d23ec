import type { ProviderStatus } from '../../src/core/model/providerStatus.ts';
import type { KeySnapshot, ModelSnapshot, Snapshot } from '../../src/core/model/snapshot.ts';
import { critical, empty, requests, runningLow, soonEmpty } from './exampleLimits.ts';
import { heard, live } from './heard.ts';
import { heardSituations } from './heardKeys.ts';
import { holding } from './holding.ts';
import { longNames, many, risk } from './manyModels.ts';
import { organizationSituations } from './organizations.ts';
import { failureOf, keyOf, limitOf, modelOf, pastOf, snapshotOf } from './snapshots.ts';

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

const alone = (model: ModelSnapshot, changes: Partial<KeySnapshot> = {}) =>
  snapshotOf(keyOf({ models: [model], ...changes }));
const fineModel = modelOf('gpt-5', { limits: [limitOf(), requests] });

const overloaded = failureOf(
  { cause: 'overloaded', status: 503, message: 'Overloaded', type: null, code: null, retryAfter: null, limit: null },
  { wait: null },
);

/** A status page, read a minute ago, tells of an outage of 18 minutes. */
export const outage: ProviderStatus = {
  provider: 'openai',
  level: 'outage',
  incidents: [{ title: 'Elevated error rates on <b>all</b> models', level: 'outage', since: -18 * 60_000 }],
  readAt: -60_000,
};

/** Snapshots as the engine makes them, one for each situation that the panel has a look for. */
export const situations = {
  noKey: snapshotOf(),
  nothingHeard: { ...snapshotOf(), sources: [{ id: 'listener', state: live }] } satisfies Snapshot,
  nothingPassed: {
    ...snapshotOf(),
    sources: [
      { id: 'listener', state: { kind: 'off' } },
      { id: 'gateway', state: { ...live, port: 4141 } },
    ],
  } satisfies Snapshot,
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
  changed: alone(fineModel, {
    status: 'changed',
    storage: 'environment',
    nextCheck: { wait: null, reason: 'key-changed' },
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
  outage: {
    ...alone(modelOf('gpt-5', { failure: overloaded, limits: [limitOf({ level: null, state: 'unknown', age: 90 })] }), {
      status: 'trouble',
      nextCheck: { wait: 30, reason: 'trouble' },
      lastFailure: overloaded,
    }),
    statuses: [outage],
  },
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
  risk,
  many,
  longNames,
  holding,
  heard,
  ...organizationSituations,
  ...heardSituations,
} satisfies Record<string, Snapshot>;
