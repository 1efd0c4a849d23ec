import type { KeySnapshot, LimitSnapshot, Snapshot } from './snapshot.ts';

/** The one thing that matters most now: what the status bar says and the panel begins with. */
export type Headline =
  | { readonly kind: 'add-key' }
  | { readonly kind: 'choose-models'; readonly key: KeySnapshot }
  | { readonly kind: 'starting' }
  | { readonly kind: 'fine' | 'low' | 'critical' | 'empty'; readonly limit: LimitSnapshot }
  /** The provider asked to wait; `seconds` from now. */
  | { readonly kind: 'wait'; readonly seconds: number; readonly key: KeySnapshot }
  | { readonly kind: 'no-credit' | 'key-refused' | 'key-missing' | 'offline' | 'trouble'; readonly key: KeySnapshot }
  /** Nothing known now; `last` is what was known last. */
  | { readonly kind: 'no-data'; readonly last: LimitSnapshot | null };

/** `lowest`, or the id of the limit that the user pinned. */
export type LimitChoice = 'lowest' | (string & {});

/** Picks the headline: troubles that stop work first, then the pinned or the lowest limit. */
export function headlineOf(snapshot: Snapshot, choice: LimitChoice): Headline {
  const { keys } = snapshot;
  if (keys.length === 0) return { kind: 'add-key' };
  const limits = keys.flatMap((key) => key.models.flatMap((model) => model.limits));
  const pinned = limits.find((limit) => limit.id === choice);
  const known = limits.filter((limit) => fractionLeft(limit) !== null);
  const limit = pinned?.level ? pinned : lowest(known);

  // Troubles of one key must not hide behind the healthy limits of another.
  for (const [status, kind] of [
    ['refused', 'key-refused'],
    ['no-credit', 'no-credit'],
    ['missing', 'key-missing'],
  ] as const) {
    const key = keys.find((candidate) => candidate.status === status);
    if (key) return { kind, key };
  }
  const waiting = keys
    .filter((key) => key.status === 'waiting' && (key.lastFailure?.wait ?? 0) > 0)
    .sort((a, b) => (b.lastFailure?.wait ?? 0) - (a.lastFailure?.wait ?? 0))[0];
  if (waiting) return { kind: 'wait', seconds: waiting.lastFailure?.wait ?? 0, key: waiting };
  if (limit && limit.state !== 'unknown' && limit.state !== 'fine') return { kind: limit.state, limit };
  for (const [status, kind] of [
    ['offline', 'offline'],
    ['trouble', 'trouble'],
  ] as const) {
    const key = keys.find((candidate) => candidate.status === status);
    if (key) return { kind, key };
  }
  if (limit) return { kind: 'fine', limit };
  const unwatched = keys.find((key) => key.models.length === 0);
  if (unwatched && keys.every((key) => key.models.length === 0)) return { kind: 'choose-models', key: unwatched };
  if (keys.some((key) => key.status === 'starting')) return { kind: 'starting' };
  const last = pinned ?? [...limits].sort((a, b) => a.age - b.age)[0] ?? null;
  return { kind: 'no-data', last };
}

/** The level's estimate as a fraction of the capacity; `null` when either is unknown. */
export function fractionLeft(limit: LimitSnapshot): number | null {
  return limit.level && limit.capacity ? limit.level.estimate / limit.capacity : null;
}

/** The binding limit: the one with the least left, or the one that will be empty first. */
function lowest(known: readonly LimitSnapshot[]): LimitSnapshot | undefined {
  return [...known].sort(
    (a, b) =>
      (fractionLeft(a) ?? 1) - (fractionLeft(b) ?? 1) || (a.timeToEmpty ?? Infinity) - (b.timeToEmpty ?? Infinity),
  )[0];
}
