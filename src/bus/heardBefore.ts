import { alarmStates, type SavedAlarm, type SavedLimit } from '../core/limits/savedLimit.ts';
import type { HeardSource } from '../core/model/heardSource.ts';
import type { KeySnapshot, LimitSnapshot, ModelSnapshot, Snapshot } from '../core/model/snapshot.ts';
import type { ToolsBefore } from '../engine/keptKeys.ts';
import type { SavedHealth, SavedKey, SavedModel } from '../engine/savedState.ts';
import type { WatchedKey } from '../engine/source.ts';
import { heardLabel, heardName } from './heardKey.ts';
import type { HeldKey } from './told.ts';
import { nameOf } from './union.ts';

/** A key known from traffic alone, as the leader before showed it. */
export interface HeardBefore {
  /** As `HeardTraffic` calls it. */
  readonly name: string;
  readonly key: WatchedKey;
  readonly by: ReadonlySet<HeardSource>;
  readonly saved: SavedKey;
}

/**
 * What a window that takes over goes on showing of keys that were only heard, until they are heard again: the levels of those
 * that were answered last. What was refused or not answered is known no more once nobody can ask; it is told when it is heard
 * again. On disk there is nothing of them.
 */
export function heardBefore({ keys, at }: Snapshot): HeardBefore[] {
  return keys
    .filter(({ storage, status }) => storage === 'traffic' && status === 'ok')
    .map((key) => {
      const { id, provider, origin, fingerprint, storage, tools } = key;
      const label = heardLabel(key);
      const isThrough = tools.map(({ through }) => through ?? 'listener');
      return {
        name: heardName(id, origin),
        key: { id, label, provider, origin, fingerprint, storage, models: [] },
        by: new Set<HeardSource>(isThrough.length > 0 ? isThrough : ['listener']),
        saved: savedKey(key, at),
      };
    });
}

/** The tools of all keys in what a window has shown under its own names, by the names that the engine gives its keys. */
export function toolsIn(shown: Snapshot | null, own: readonly HeldKey[]): ToolsBefore[] {
  if (shown === null) return [];
  const names = new Map(own.map((key) => [key.id, nameOf(key)]));
  return shown.keys
    .filter(({ tools }) => tools.length > 0)
    .map(({ id, tools }) => ({ keyId: names.get(id) ?? id, tools, shownAt: shown.at }));
}

function savedKey({ id, origin, fingerprint, models }: KeySnapshot, at: number): SavedKey {
  return {
    id,
    origin,
    fingerprint,
    heardAt: at,
    health: savedHealth(models, at),
    check: null,
    models: models.map((model) => savedModel(model, at)),
    limits: models.flatMap((model) => model.limits.map((limit) => savedLimit(limit, models, at))),
  };
}

function savedHealth(models: readonly ModelSnapshot[], at: number): SavedHealth {
  const ages = models.flatMap(({ age }) => age ?? []);
  return {
    isRefused: false,
    hasNoCredit: false,
    wait: null,
    offlineStreak: 0,
    troubleStreak: 0,
    endedAt: ages.length > 0 ? ago(at, Math.min(...ages)) : null,
    failedAt: null,
    jitter: 0,
  };
}

function savedModel({ model, age, limits, headers }: ModelSnapshot, at: number): SavedModel {
  return {
    model,
    isWatched: false,
    heardAt: age === null ? null : ago(at, age),
    readAt: limits.length > 0 ? ago(at, Math.min(...limits.map((limit) => limit.age))) : null,
    bareAnswers: 0,
    wasAnswered: headers !== 'unknown',
    isRefused: false,
    failure: null,
    checks: [],
  };
}

function savedLimit(limit: LimitSnapshot, models: readonly ModelSnapshot[], at: number): SavedLimit {
  const { id, unit, pool, window, capacity, lastLevel, age, source, refusals } = limit;
  const sharing = models.filter(({ limits }) => limits.some((one) => one.id === id)).map(({ model }) => model);
  return {
    id,
    models: sharing,
    unit,
    pool,
    window,
    capacity,
    level: lastLevel,
    readAt: ago(at, age),
    source,
    refusals: refusals.map((one) => ago(at, one)),
    refused: null,
    isTold: true,
    isHeard: limit.others === null,
    alarm: alarmOf(limit, at),
  };
}

/** The user was told of what it shows already. */
function alarmOf({ state: shown, age }: LimitSnapshot, at: number): SavedAlarm {
  const state = alarmStates.find((one) => one === shown) ?? 'fine';
  return { state, worst: state, wasReady: false, since: state === 'fine' ? null : ago(at, age), calmSince: null };
}

/** Milliseconds since 1970, of seconds ago. */
function ago(at: number, seconds: number): number {
  return Math.max(0, at - seconds * 1000);
}
