import * as l10n from '@vscode/l10n';
import { meanings } from '../core/causes/meaning.ts';
import type { Budget, KeySnapshot, KeyStorage, Spending } from '../core/model/snapshot.ts';
import { spendingText } from './checkWords.ts';
import { duration } from './duration.ts';
import { count, dollars, percent, plural } from './numbers.ts';

export function statusText(key: KeySnapshot): string {
  switch (key.status) {
    case 'starting':
      return l10n.t('starting');
    case 'ok':
      if (isUnheard(key)) return l10n.t('unknown');
      return key.lastFailure?.failure.cause === 'wrong-address' ? l10n.t('wrong address') : l10n.t('working');
    case 'waiting': {
      const wait = key.lastFailure?.wait ?? 0;
      return wait > 0 ? l10n.t('waiting, {0} left', duration(wait)) : l10n.t('waiting');
    }
    case 'refused':
      return l10n.t('refused by the provider');
    case 'no-credit':
      return l10n.t('no credit');
    case 'offline':
      return l10n.t('offline');
    case 'trouble':
      return isOwn(key) ? l10n.t('not checked') : l10n.t('provider trouble');
    case 'missing':
      return l10n.t('the key is not there');
    case 'changed':
      return l10n.t('changed in the environment');
  }
}

/** Whether it is Keygauge that could send nothing, not the provider that is in trouble. */
function isOwn({ lastFailure }: KeySnapshot): boolean {
  return lastFailure !== null && meanings[lastFailure.failure.cause].holdsBack === 'own';
}

/** Whether a tool had to wait, or met trouble, and has not asked again: nobody else can tell whether that is over. */
function isUnheard({ storage, lastFailure, models }: KeySnapshot): boolean {
  if (storage !== 'traffic' || lastFailure === null || !meanings[lastFailure.failure.cause].passes) return false;
  return !models.some(({ failure, age }) => failure === null && age !== null && age < lastFailure.age);
}

/** The place that holds a key's value, and the only place it is sent to, or where it was heard. */
export function custodyText(storage: KeyStorage, origin: string): string {
  switch (storage) {
    case 'secret':
      return l10n.t("Kept in the editor's secret storage, sent only to {0}", origin);
    case 'environment':
      return l10n.t('Taken from the environment, sent only to {0}', origin);
    case 'session':
      return l10n.t('Kept until this window closes, sent only to {0}', origin);
    case 'demo':
      return l10n.t('Made up for the demo, sent only to {0} on this machine', origin);
    case 'traffic':
      return l10n.t('Heard in requests to {0}; Keygauge does not have the key', origin);
  }
}

/** "2 heard keys are hidden"; `null` where none is. */
export function hiddenKeysText(hidden: number): string | null {
  if (hidden === 0) return null;
  return plural(hidden, {
    one: l10n.t('{0} heard key is hidden', count(hidden)),
    other: l10n.t('{0} heard keys are hidden', count(hidden)),
  });
}

export function spentTodayText(today: Spending): string {
  return today.requests === 0 ? l10n.t('no check yet') : spendingText(today);
}

/** Today's cost of all keys together; the demo costs nothing and does not count. */
export function spentInAll(keys: readonly KeySnapshot[]): Spending {
  return keys
    .filter((key) => key.storage !== 'demo')
    .reduce<Spending>(
      (sum, { today }) => ({
        requests: sum.requests + today.requests,
        tokens: sum.tokens + today.tokens,
        dollars: sum.dollars === null || today.dollars === null ? null : sum.dollars + today.dollars,
      }),
      { requests: 0, tokens: 0, dollars: 0 },
    );
}

export function budgetText(budget: Budget): string {
  return l10n.t(
    "Checking takes at most {0} of a model's requests per minute, {1} of its requests per day, and {2} a day in all.",
    percent(budget.shareOfRequestsPerMinute),
    percent(budget.shareOfRequestsPerDay),
    dollars(budget.dollarsPerDay),
  );
}
