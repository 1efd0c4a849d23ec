import { meanings } from './causes/meaning.ts';
import { type Judgment, verdictOf } from './causes/verdict.ts';
import type { FailureSnapshot, KeySnapshot, KeyStatus, Snapshot } from './model/snapshot.ts';
import { type BindingMoney, balanceInstead, bindingMoney } from './money/bindingMoney.ts';
import { isCheckable } from './shown/checkable.ts';
import type { LimitView } from './shown/limitView.ts';
import { type ModelView, rankedModels } from './shown/ranking.ts';

/** The one thing that matters most now; the status bar shows it and the panel begins with it. */
export type Headline =
  | { readonly kind: 'add-key' }
  | { readonly kind: 'choose-models'; readonly key: KeySnapshot }
  | { readonly kind: 'starting' }
  | LevelHeadline
  | CurrentFailure
  | MoneyHeadline
  | { readonly kind: 'key-missing'; readonly key: KeySnapshot }
  /** The environment holds another key, or another address, than the user has allowed. */
  | { readonly kind: 'key-changed'; readonly key: KeySnapshot }
  /** Nothing is known now; `last` is the limit known most recently. */
  | { readonly kind: 'no-data'; readonly last: LimitView | null };

/** A limit whose level is known now. */
export interface LevelHeadline {
  readonly kind: 'level';
  readonly key: KeySnapshot;
  readonly view: LimitView;
}

/** A refusal that still holds, and the judgment of what helps. */
export interface CurrentFailure {
  readonly kind: 'failure';
  readonly key: KeySnapshot;
  readonly failure: FailureSnapshot;
  readonly judgment: Judgment;
  /** Seconds left to wait, as the provider asked or the refill implies; `null` if unknown. */
  readonly wait: number | null;
  /** The limit of this key that was read last. */
  readonly last: LimitView | null;
}

/** Money that will be the first to refuse, or that a key has in place of limits. */
export interface MoneyHeadline extends BindingMoney {
  readonly kind: 'money';
}

/** `lowest`, or the id of the limit that the user pinned. */
export type LimitChoice = 'lowest' | (string & {});

/** Picks the headline: troubles that stop work first, then the pinned limit or the most urgent one. */
export function headlineOf(snapshot: Snapshot, choice: LimitChoice): Headline {
  const { keys } = snapshot;
  if (keys.length === 0) return { kind: 'add-key' };
  const models = rankedModels(snapshot);
  // Troubles of one key must not hide behind the healthy limits of another.
  const failures = keys.flatMap((key) => failuresOf(key, lastOf(models.filter((model) => model.key === key))));
  const pinned = models.flatMap((model) =>
    pick(
      model,
      [model.binding, ...model.others].find((view) => view?.limit.id === choice),
    ),
  );
  const known = models.flatMap((model) => pick(model, model.binding));
  // How much is left of a model that does not answer is no news.
  const isFailing = ({ key, view }: LevelHeadline) =>
    failures.some(({ key: { id }, failure }) => id === key.id && failure.model === view.limit.model);
  const level = [...pinned, ...known].find((one) => !one.view.isOld && !isFailing(one));

  const withStatus = (status: KeyStatus) => keys.find((key) => key.status === status);
  const missing = withStatus('missing');
  const changed = withStatus('changed');
  const stopped = failures.find(({ failure }) => meanings[failure.failure.cause].needsUser);
  if (stopped) return stopped;
  if (changed) return { kind: 'key-changed', key: changed };
  if (missing) return { kind: 'key-missing', key: missing };
  const [waiting] = failures.toSorted((a, b) => (b.wait ?? 0) - (a.wait ?? 0));
  if (waiting?.wait) return waiting;
  // A provider that does not answer gives no readings, so where its limits were heading is no longer news.
  const silent = failures.find(({ key }) => key.status === 'offline' || key.status === 'trouble');
  if (silent) return silent;
  const money = bindingMoney(snapshot);
  if (money?.gauge.state === 'empty') return { kind: 'money', ...money };
  if (level && level.view.state !== 'fine') return level;
  if (failures[0]) return failures[0];
  if (money) return { kind: 'money', ...money };
  if (level) return level;
  const [balance] = keys.flatMap((key) => {
    const gauge = balanceInstead(key);
    return gauge ? [{ account: key, gauge }] : [];
  });
  if (balance) return { kind: 'money', ...balance };
  const [unwatched] = keys.filter(isCheckable);
  if (unwatched && keys.every((key) => key.models.length === 0)) return { kind: 'choose-models', key: unwatched };
  if (keys.some(isBlank)) return { kind: 'starting' };
  return { kind: 'no-data', last: pinned[0]?.view ?? lastOf(models) };
}

function pick({ key }: ModelView, view: LimitView | null | undefined): LevelHeadline[] {
  return view ? [{ kind: 'level', key, view }] : [];
}

/** The limit that was read last; of several, the one that binds. */
function lastOf(models: readonly ModelView[]): LimitView | null {
  const read = models.flatMap(({ binding }) => (binding && binding.percent !== null ? [binding] : []));
  return read.sort((a, b) => a.limit.age - b.limit.age)[0] ?? null;
}

/** Whether the key is being checked for the first time and nothing is known from before. */
function isBlank({ status, models }: KeySnapshot): boolean {
  return status === 'starting' && models.every(({ limits }) => limits.length === 0);
}

/**
 * The failures of a key that still hold: those that keep it from being checked, and those that waiting does not end.
 */
function failuresOf(key: KeySnapshot, last: LimitView | null): CurrentFailure[] {
  const held = !['ok', 'starting', 'missing', 'changed'].includes(key.status);
  const isOfKey = held || key.lastFailure?.model === null;
  const all = isOfKey ? [key.lastFailure] : key.models.map(({ failure }) => failure);
  return all.flatMap((failure): CurrentFailure[] => {
    if (!failure) return [];
    const judgment = verdictOf(failure.failure);
    if (!held && (judgment.waitingHelps || failure.isPast)) return [];
    const wait = failure.wait ?? (judgment.wait === null ? null : Math.max(0, judgment.wait - failure.age));
    return [{ kind: 'failure', key, failure, judgment, wait, last }];
  });
}
