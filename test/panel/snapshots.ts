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
import { rank } from '../../src/core/shown/ranking.ts';
import type { ToPanel } from '../../src/wire/panelMessages.ts';
import type { Editor } from '../../src/words/advice/editor.ts';
import { panelWords } from '../../src/words/panelWords.ts';
import { placeIn } from '../support/place.ts';

/** Parts of snapshots as the engine makes them; a test says only what it is about. */

/** `id` as plain text. */
type Changes = Partial<Omit<LimitSnapshot, 'id'>> & { readonly id?: string };

export function limitOf({ id, ...changes }: Changes = {}): LimitSnapshot {
  const { model = 'gpt-5', level = { estimate: 410_000, low: 408_000, high: 412_000 } } = changes;
  return {
    id: limitIdOf(id ?? `${model}/${changes.pool ?? 'standard'}/${changes.unit ?? 'tokens'}/${changes.window ?? 60}`),
    keyId: 'work',
    model,
    unit: 'tokens',
    pool: 'standard',
    window: 60,
    capacity: 500_000,
    level,
    soon: level && { low: level.low, high: level.high },
    lastLevel: { low: 409_000, high: 411_000 },
    age: 3,
    source: 'probe',
    timeToFull: 11,
    timeToEmpty: null,
    burnRate: 0,
    pace: changes.others ?? null,
    others: null,
    requestSize: changes.others?.typicalRequest ?? null,
    refusals: [],
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
    tools: [],
    today: { requests: 41, tokens: 820, dollars: 0.0012 },
    money: { readings: [], gauges: [], missing: [] },
    ...changes,
  };
}

export function snapshotOf(...keys: KeySnapshot[]): Snapshot {
  return {
    at: 0,
    sources: [],
    keys,
    organizations: [],
    statuses: [],
    ranking: rank(keys),
    budget: { shareOfRequestsPerMinute: 0.05, shareOfRequestsPerDay: 0.01, dollarsPerDay: 0.05 },
  };
}

/** The message that shows a snapshot in the panel. */
export function messageOf(snapshot: Snapshot, editor: Editor = 'other'): ToPanel & { type: 'snapshot' } {
  const words = panelWords(snapshot, placeIn(editor));
  return { type: 'snapshot', snapshot, pinned: null, quietUntil: null, starred: [], words };
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
    by: 'keygauge',
    model: 'gpt-5',
    age: 12,
    wait: 24,
    ...changes,
  };
}
