import type { KeySnapshot, LimitSnapshot, ModelSnapshot } from '../../src/core/model/snapshot.ts';
import { keyOf, limitOf, modelOf, pastOf, snapshotOf } from './snapshots.ts';

/** Five watched models, all but the first few full. */
const names = ['gpt-5', 'gpt-5-mini', 'gpt-4o', 'gpt-4o-mini', 'o4-mini'];

function full(keyId: string, model: string, at: number): ModelSnapshot {
  const limits = (['tokens', 'requests'] as const).map((unit) =>
    limitOf({
      id: `${keyId}/${model}/${unit}`,
      keyId,
      model,
      unit,
      level: { estimate: 500_000, low: 500_000, high: 500_000 },
      timeToFull: 0,
      age: 12 + at * 8,
      history: [],
    }),
  );
  return modelOf(model, { age: 12 + at * 8, limits });
}

/** A limit at the given percent, of which a request takes a given part. */
export function atPercent(
  percent: number,
  model: string,
  changes: Partial<Omit<LimitSnapshot, 'id'>> = {},
): LimitSnapshot {
  const capacity = changes.capacity ?? 500_000;
  const estimate = (capacity * percent) / 100;
  return limitOf({
    id: `${changes.keyId ?? 'work'}/${model}/${changes.unit ?? 'tokens'}`,
    model,
    level: { estimate, low: estimate, high: estimate },
    ...changes,
  });
}

/** An agent's saw-tooth: each request takes a step, and between two it refills. */
const sawTooth = pastOf(
  [
    1, 1, 0.7, 0.78, 0.87, 0.96, 0.63, 0.72, 0.82, 0.93, 0.6, 0.69, 0.79, 0.9, 0.55, 0.64, 0.75, 0.5, 0.56, 0.36, 0.44,
    0.53, 0.18, 0.25, 0.34, 0.4, 0.1, 0.17, 0.24, 0.3,
  ],
  4,
);

const sonnet = atPercent(30, 'claude-sonnet-5', {
  keyId: 'private',
  unit: 'input-tokens',
  capacity: 30_000,
  level: { estimate: 9_000, low: 6_000, high: 10_500 },
  state: 'soon',
  timeToEmpty: 20,
  requestSize: 11_000,
  pace: { requestsPerMinute: 5, typicalRequest: 11_000 },
  refusals: [20],
  history: sawTooth,
});

const anthropic: KeySnapshot = keyOf({
  id: 'private',
  label: 'private',
  provider: 'anthropic',
  origin: 'https://api.anthropic.com',
  models: [
    modelOf('claude-sonnet-5', {
      limits: [
        sonnet,
        atPercent(88, 'claude-sonnet-5', { keyId: 'private', unit: 'requests', capacity: 50 }),
        atPercent(96, 'claude-sonnet-5', { keyId: 'private', unit: 'output-tokens', capacity: 8_000 }),
      ],
    }),
    full('private', 'claude-haiku-5', 1),
  ],
});

const work = keyOf({
  models: [
    modelOf('gpt-5', {
      limits: [
        atPercent(76, 'gpt-5', { level: { estimate: 380_000, low: 355_000, high: 385_000 }, requestSize: 31_000 }),
      ],
    }),
    modelOf('gpt-4o-mini', {
      limits: [atPercent(61, 'gpt-4o-mini', { unit: 'requests', window: 86_400, capacity: 10_000 })],
    }),
    full('work', 'gpt-4o', 2),
    full('work', 'o4-mini', 20),
    full('work', 'gpt-5-mini', 3),
  ],
});

/** One model at risk among seven, as an agent brings it about. */
export const risk = snapshotOf(work, anthropic);

/** Keys with five models each; one of them is at risk. */
const keysWithModels = (ids: readonly string[]) =>
  ids.map((id, at) =>
    keyOf({
      id,
      label: id,
      models: names.map((model, place) => {
        if (place > 0) return full(id, model, place);
        const own = at === 2 ? { state: 'soon' as const, requestSize: 90_000 } : {};
        return modelOf(model, { limits: [atPercent(at === 2 ? 12 : 60 + at * 4, model, { keyId: id, ...own })] });
      }),
    }),
  );

const fourKeys = ['work', 'side', 'old', 'test'];

/** Twenty models of four keys. */
export const many = snapshotOf(...keysWithModels(fourKeys));

/** Forty models of eight keys. */
export const forty = snapshotOf(...keysWithModels([...fourKeys, 'team', 'lab', 'docs', 'night']));

const longLabel = 'The key of the team that maintains the documentation pipeline for the northern region, second half';
const longModel = 'ft:gpt-4o-mini-2024-07-18:example-organisation-with-a-long-name:customer-support-v12:9xYzAbCd';

/** Names that no row has room for. */
export const longNames = snapshotOf(
  keyOf({
    label: longLabel,
    models: [
      modelOf(longModel, {
        limits: [atPercent(41, longModel, { unit: 'output-tokens', state: 'low', requestSize: 2_000 })],
      }),
    ],
  }),
);
