import * as l10n from '@vscode/l10n';
import { meanings } from '../core/causes/meaning.ts';
import { isTimeout } from '../core/causes/timeout.ts';
import type { CurrentFailure } from '../core/headline.ts';
import type { Cause } from '../core/model/failure.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { causeWord } from './causeWord.ts';
import { duration } from './duration.ts';
import { shortLimitName } from './limitNames.ts';
import { percentText, timeRead } from './limitViewWords.ts';
import { modelText, shortModelText } from './modelText.ts';
import { providerName } from './names.ts';
import { plainText } from './plainText.ts';

/** The content of the status bar item. */
export interface GaugeText {
  readonly text: string;
  /** The same in words for a screen reader, which reads icons and bars badly. */
  readonly label: string;
  readonly alert: 'none' | 'warning' | 'error';
}

/** A gauge that may leave out its alert, which then is `none`. */
export type PlainGauge = Omit<GaugeText, 'alert'> & Partial<GaugeText>;

/** Names made safe for the editor's own labels. */
interface Names {
  readonly provider: string;
  readonly key: string;
  readonly model: string;
  /** Whether the provider took longer than a check waits. */
  readonly isLate: boolean;
  /** Whether nobody has read the text of the refusal. */
  readonly isUnread: boolean;
}

type Worded = (names: Names) => Omit<PlainGauge, 'text'>;

const outdated: Worded = () => ({ label: l10n.t('Keygauge was updated: reload the window'), alert: 'warning' });
const slowDown: Worded = ({ provider }) => ({
  label: l10n.t('{0} refuses so many requests', provider),
  alert: 'warning',
});
const tooLarge: Worded = ({ model }) => ({
  label: l10n.t('the request is too large for {0}', model),
  alert: 'warning',
});
const trouble: Worded = ({ provider }) => ({
  label: l10n.t('{0} has trouble answering; that is not your limit', provider),
});

const worded: Readonly<Record<Cause, Worded>> = {
  rate: slowDown,
  ramp: slowDown,
  concurrency: slowDown,
  throttled: slowDown,
  'plan-window': slowDown,
  'request-too-large': tooLarge,
  'context-too-long': tooLarge,
  overloaded: ({ provider }) => ({ label: l10n.t('{0} is overloaded; that is not your limit', provider) }),
  'server-error': trouble,
  'quota-exhausted': ({ key }) => ({ label: l10n.t('{0}: the account has no credit left', key), alert: 'error' }),
  'spend-limit': ({ key }) => ({ label: l10n.t('{0}: the spend limit is reached', key), alert: 'error' }),
  'key-invalid': ({ key }) => ({ label: l10n.t('{0}: the provider refused the key', key), alert: 'error' }),
  forbidden: ({ key }) => ({ label: l10n.t('{0}: the key may not do this', key), alert: 'error' }),
  'wrong-address': ({ key }) => ({ label: l10n.t('{0}: the API is not at this address', key), alert: 'error' }),
  'model-not-found': ({ provider }) => ({
    label: l10n.t('{0} has no such model for this key', provider),
    alert: 'warning',
  }),
  entitlement: ({ key }) => ({ label: l10n.t('{0}: the account does not include this', key), alert: 'warning' }),
  network: ({ provider, isLate }) => ({
    label: isLate ? l10n.t('{0} did not answer in time', provider) : l10n.t('{0} could not be reached', provider),
  }),
  unknown: ({ provider, isUnread }) => ({
    label: isUnread
      ? l10n.t('A request was refused, and its text was not read')
      : l10n.t('{0} gave a reason that is not known', provider),
    alert: 'warning',
  }),
  outdated,
  'own-fault': () => ({ label: l10n.t('Keygauge met a fault of its own'), alert: 'warning' }),
  'unverified-tls': () => ({ label: l10n.t('nothing is sent while certificates are not checked'), alert: 'error' }),
};

const icons: Readonly<Partial<Record<Cause, string>>> = {
  'request-too-large': 'fold',
  'context-too-long': 'fold',
  'quota-exhausted': 'credit-card',
  'spend-limit': 'credit-card',
  'key-invalid': 'key',
  forbidden: 'key',
  'wrong-address': 'debug-disconnect',
  'model-not-found': 'circle-slash',
  entitlement: 'circle-slash',
  network: 'debug-disconnect',
  outdated: 'refresh',
  'unverified-tls': 'shield',
};

/** A refusal in words that fit a status bar: its name, or which limit and how long to wait. */
export function failureText({ key, failure, wait, last }: CurrentFailure, { keys, ranking, at }: Snapshot): PlainGauge {
  const provider = providerName(key.provider);
  const model = plainText(failure.model === null ? provider : modelText(failure.model));
  const { limit, cause } = failure.failure;
  const name = ranking.length > 1 && failure.model !== null ? `${shortModelText(failure.model, 1)} ` : '';
  if (wait !== null && wait > 0) {
    const time = duration(wait);
    const what = limit?.unit ? `${name}${shortLimitName({ unit: limit.unit, window: limit.window })}` : name.trim();
    return {
      text: `$(error) ${what === '' ? l10n.t('wait {0}', time) : l10n.t('{0} · {1}', what, time)}`,
      label: l10n.t('{0} asks to wait {1}', provider, time),
      alert: 'error',
    };
  }
  const isUnread = failure.failure.isTextUnread === true;
  const isLate = isTimeout(failure.failure);
  const plain = {
    text: `$(${icons[cause] ?? 'warning'}) ${isLate ? l10n.t('no answer') : causeWord(cause)}`,
    ...worded[cause]({ provider, key: plainText(key.label), model, isLate, isUnread }),
  };
  const isSilent = ['offline', 'trouble', 'own'].includes(meanings[cause].holdsBack);
  const othersAnswer = keys.some(({ id, status }) => id !== key.id && status === 'ok');
  if (isSilent && !othersAnswer && last && last.percent !== null) {
    const was = l10n.t('{0} {1}', percentText(last) ?? '', timeRead(last, at));
    return { ...plain, text: l10n.t('{0} · {1}', plain.text, was), label: l10n.t('{0}; {1}', plain.label, was) };
  }
  // With several keys, "no credit" alone does not say whose, nor does "offline" while others are answered.
  const isNamed = meanings[cause].needsUser ? keys.length > 1 : isSilent && othersAnswer;
  const whose = isNamed ? plainText(key.label, 30) : null;
  if (whose === null) return plain;
  const [icon = '', ...words] = plain.text.split(' ');
  return { ...plain, text: `${icon} ${l10n.t('{0}: {1}', whose, words.join(' '))}` };
}
