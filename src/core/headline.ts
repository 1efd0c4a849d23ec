import { meanings } from './causes/meaning.ts';
import { type Judgement, verdictOf } from './causes/verdict.ts';
import {
  type FailureSnapshot,
  type KeySnapshot,
  type LimitSnapshot,
  limitStates,
  type Snapshot,
} from './model/snapshot.ts';

/** The one thing that matters most now; the status bar shows it and the panel begins with it. */
export type Headline =
  | { readonly kind: 'add-key' }
  | { readonly kind: 'choose-models'; readonly key: KeySnapshot }
  | { readonly kind: 'starting' }
  | { readonly kind: 'fine' | 'low' | 'soon' | 'critical' | 'empty'; readonly limit: LimitSnapshot }
  | CurrentFailure
  | { readonly kind: 'key-missing'; readonly key: KeySnapshot }
  /** Nothing is known now; `last` is the limit known most recently. */
  | { readonly kind: 'no-data'; readonly last: LimitSnapshot | null };

/** A refusal that still holds, and the judgement of what helps. */
export interface CurrentFailure {
  readonly kind: 'failure';
  readonly key: KeySnapshot;
  readonly failure: FailureSnapshot;
  readonly judgement: Judgement;
  /** Seconds left to wait, as the provider asked or the refill implies; `null` if unknown. */
  readonly wait: number | null;
}

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
  const failures = keys.flatMap(failuresOf);
  const missing = keys.find((key) => key.status === 'missing');
  const stopped = failures.find(({ failure }) => meanings[failure.failure.cause].needsUser);
  if (stopped) return stopped;
  if (missing) return { kind: 'key-missing', key: missing };
  const [waiting] = failures.filter(({ wait }) => (wait ?? 0) > 0).sort((a, b) => (b.wait ?? 0) - (a.wait ?? 0));
  if (waiting) return waiting;
  // A provider that does not answer gives no readings, so where its limits were heading is no longer news.
  const silent = failures.find(({ key }) => key.status === 'offline' || key.status === 'trouble');
  if (silent) return silent;
  if (limit && limit.state !== 'unknown' && limit.state !== 'fine') return { kind: limit.state, limit };
  if (failures[0]) return failures[0];
  if (limit) return { kind: 'fine', limit };
  const unwatched = keys.find((key) => key.models.length === 0);
  if (unwatched && keys.every((key) => key.models.length === 0)) return { kind: 'choose-models', key: unwatched };
  if (keys.some(isBlank)) return { kind: 'starting' };
  const last = pinned ?? [...limits].sort((a, b) => a.age - b.age)[0] ?? null;
  return { kind: 'no-data', last };
}

/** Whether the key is being checked for the first time and nothing is known from before. */
function isBlank({ status, models }: KeySnapshot): boolean {
  return status === 'starting' && models.every(({ limits }) => limits.length === 0);
}

/** The level's estimate as a fraction of the capacity; `null` when either is unknown. */
export function fractionLeft(limit: LimitSnapshot): number | null {
  return limit.level && limit.capacity ? limit.level.estimate / limit.capacity : null;
}

/** The binding limit: the worst state first, then the soonest to be empty, then the least left. */
function lowest(known: readonly LimitSnapshot[]): LimitSnapshot | undefined {
  const time = ({ timeToEmpty }: LimitSnapshot) => timeToEmpty ?? Number.MAX_VALUE;
  return [...known].sort(
    (a, b) =>
      limitStates.indexOf(b.state) - limitStates.indexOf(a.state) ||
      time(a) - time(b) ||
      (fractionLeft(a) ?? 1) - (fractionLeft(b) ?? 1),
  )[0];
}

/**
 * The failures of a key that still hold: those that keep it from being checked, and those that waiting does not end.
 */
function failuresOf(key: KeySnapshot): CurrentFailure[] {
  const held = key.status !== 'ok' && key.status !== 'starting' && key.status !== 'missing';
  const all = held ? [key.lastFailure] : key.models.map(({ failure }) => failure);
  return all.flatMap((failure): CurrentFailure[] => {
    if (!failure) return [];
    const judgement = verdictOf(failure.failure);
    if (!held && judgement.waitingHelps) return [];
    const wait = failure.wait ?? (judgement.wait === null ? null : Math.max(0, judgement.wait - failure.age));
    return [{ kind: 'failure', key, failure, judgement, wait }];
  });
}
