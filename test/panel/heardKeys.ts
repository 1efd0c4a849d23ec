import { critical } from './exampleLimits.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from './snapshots.ts';

const heard = {
  storage: 'traffic',
  fingerprint: '…3f9a',
  nextCheck: { wait: null, reason: 'only-heard' },
  today: { requests: 0, tokens: 0, dollars: 0 },
} as const;
const cline = keyOf({
  ...heard,
  id: 'heard:a1b2@https:api.openai.com',
  label: 'OpenAI …3f9a',
  tools: [{ tool: 'Cline', requests: 41, age: 3 }],
  models: [modelOf('gpt-5', { limits: [limitOf({ ...critical, source: 'listener' })] })],
});
/** A model of which only its capacities are known, as the engine calls it. */
const unnamed = (tokens: number, changes: Parameters<typeof limitOf>[0] = {}) => {
  const model = `some model: 500 requests, ${tokens / 1000}K tokens`;
  const heardOf = { model, source: 'listener', ...changes } as const;
  const counts = limitOf({
    ...heardOf,
    unit: 'requests',
    capacity: 500,
    level: { estimate: 480, low: 480, high: 480 },
    state: 'fine',
  });
  return modelOf(model, { age: changes.age ?? 3, limits: [limitOf({ ...heardOf, capacity: tokens }), counts] });
};
const refused = { cause: 'unknown', status: 429, message: '', type: null, code: null, limit: null } as const;

/** Keys that only traffic shows: one of a tool, and one with a long name of which no answer has told a limit. */
export const heardSituations = {
  heardKeys: {
    ...snapshotOf(
      cline,
      keyOf({
        ...heard,
        id: 'heard:c3d4@https:api.openai.com',
        label: 'The key of the agent that maintains the documentation of the northern region, second half',
        fingerprint: '…9c1e',
        tools: [{ tool: null, requests: 2, age: 60 }],
      }),
    ),
    sources: [{ id: 'listener', state: { kind: 'live' } } as const],
    hiddenKeys: [
      {
        id: 'heard:e5f6@https:api.openai.com',
        label: 'OpenAI …77c0',
        provider: 'openai',
        origin: 'https://api.openai.com',
        fingerprint: '…77c0',
      } as const,
    ],
  },
  unnamedModels: {
    ...snapshotOf({
      ...cline,
      models: [
        unnamed(500_000, { age: 33, state: 'low', level: { estimate: 60_000, low: 60_000, high: 60_000 } }),
        unnamed(800_000, { level: { estimate: 500_000, low: 490_000, high: 510_000 } }),
      ],
    }),
    sources: [{ id: 'listener', state: { kind: 'live' } } as const],
  },
  heardRefusal: snapshotOf({
    ...cline,
    status: 'waiting',
    lastFailure: failureOf({ ...refused, retryAfter: null, isTextUnread: true }, { by: 'user', model: null, wait: 48 }),
  }),
};
