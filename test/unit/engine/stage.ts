import assert from 'node:assert/strict';
import type { Cause, Failure } from '../../../src/core/model/failure.ts';
import { type LimitId, MINUTE, type Reading } from '../../../src/core/model/limit.ts';
import type { Observation, SourceId } from '../../../src/core/model/observation.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { Purse } from '../../../src/engine/purse.ts';
import type { Source, WatchedKey } from '../../../src/engine/source.ts';
import type { Access, ProviderClient } from '../../../src/providers/provider.ts';
import { ownRequests } from '../../../src/sources/probe/ownRequest.ts';
import { ProbeSource } from '../../../src/sources/probe/probeSource.ts';
import { parseState } from '../../../src/state/parseState.ts';
import { MemorySpending } from '../../support/memorySpending.ts';
import { DrivenClock } from './drivenClock.ts';
import { seededRandom } from './random.ts';
import { ScriptedProvider } from './scriptedProvider.ts';

export const access: Access = { apiKey: 'sk-scripted', baseUrl: 'https://provider.invalid' };
export const budget = { shareOfRequestsPerMinute: 0.01, shareOfRequestsPerDay: 0.02, dollarsPerDay: 0.05 };
export const preferences = {
  budget,
  thresholds: () => ({ low: 0.2, critical: 0.05 }),
  muted: new Set<LimitId>(),
  budgets: new Map<string, number>(),
  unwanted: new Set<SourceId>(),
};

/** A key to watch, as the host would hand it over. */
export function key(more: Partial<WatchedKey> = {}): WatchedKey {
  const origin = 'https://provider.invalid';
  const models = ['gpt-5'];
  return {
    id: 'k',
    label: 'Work',
    provider: 'openai',
    origin,
    fingerprint: 'sk…ed',
    storage: 'secret',
    models,
    ...more,
  };
}

/** What a response says of requests: exactly so many left. */
export function reading(left: number, capacity = 10_000, window = MINUTE): Reading {
  return { unit: 'requests', pool: 'standard', window, capacity, level: { low: left, high: left }, timeToFull: null };
}

export function failed(cause: Cause, retryAfter: number | null = null): Failure {
  return {
    cause,
    status: cause === 'network' ? null : 400,
    message: cause,
    type: null,
    code: null,
    retryAfter,
    limit: null,
  };
}

/** An engine with everything around it driven by the test. */
export function stage(
  start: {
    keys?: readonly WatchedKey[];
    access?: (keyId: string) => Promise<Access | 'changed' | null>;
    /** In place of what other windows have counted; `well` tells that. */
    counts?: (well: () => Promise<readonly unknown[]>) => Promise<readonly unknown[]> | readonly unknown[];
    /** In place of the scripted provider. */
    clientOf?: () => ProviderClient | Promise<ProviderClient>;
    sources?: readonly Source[];
    /** What was kept before, as the engine saved it, or as anything else. */
    saved?: unknown;
    seed?: number;
    /** Epoch milliseconds at which the clock begins; without it they stand still at 0. */
    startsAt?: number;
  } = {},
) {
  const clock = new DrivenClock();
  const provider = new ScriptedProvider(clock);
  provider.script = { readings: [reading(10_000)] };
  const spending = new MemorySpending();
  const observations: Observation[] = [];
  const faults: unknown[] = [];
  const random = seededRandom(start.seed ?? 1);
  const [own, counts] = [spending.window(), start.counts];
  const purse = new Purse(clock, counts ? { ...own, others: async () => counts(own.others) } : own);
  const asked = { clientOf: start.clientOf ?? (() => provider), access: start.access ?? (async () => access) };
  const request = ownRequests({ clock, wall: () => 0, ...asked });
  const checks = new ProbeSource({ clock, random, wall: () => 0, purse, request });
  const engine = new Engine(
    {
      clock,
      wall: () => (start.startsAt === undefined ? 0 : start.startsAt + clock.now()),
      random,
      purse,
      checks,
      sources: start.sources ?? [],
      log: {
        observation: (observation) => void observations.push(observation),
        fault: (thrown) => void faults.push(thrown),
      },
    },
    preferences,
  );
  const announced: string[] = [];
  engine.onDidAnnounce(({ id, crossing }) => void announced.push(`${id} ${crossing}`));
  engine.restore(parseState({ keys: start.saved }).keys);
  engine.watch(start.keys ?? [key()]);
  const only = () => {
    const [first] = engine.current.keys;
    assert.ok(first);
    return first;
  };
  const gaps = () => provider.requests.slice(1).map(({ at }, index) => at - (provider.requests[index]?.at ?? 0));
  return { clock, provider, engine, announced, observations, faults, spending, only, gaps };
}
