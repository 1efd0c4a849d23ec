import * as l10n from '@vscode/l10n';
import type { CurrentFailure } from '../core/headline.ts';
import { duration } from './duration.ts';
import { providerName } from './names.ts';
import { plainText } from './plainText.ts';

/** A refusal in the words that fit a status bar: what it is, or how long to wait. */
export function failureText({ key, failure, judgement, wait }: CurrentFailure): PlainGauge {
  const { cause } = failure.failure;
  const provider = providerName(key.provider);
  const label = plainText(key.label);
  if (wait !== null && wait > 0) {
    const time = duration(wait);
    return {
      text: `$(error) ${l10n.t('wait {0}', time)}`,
      label: l10n.t('{0} asks to wait {1}', provider, time),
      alert: 'error',
    };
  }
  switch (cause) {
    case 'quota-exhausted':
      return {
        text: `$(credit-card) ${l10n.t('no credit')}`,
        label: l10n.t('{0}: the account has no credit left', label),
        alert: 'error',
      };
    case 'spend-limit':
      return {
        text: `$(credit-card) ${l10n.t('spend limit')}`,
        label: l10n.t('{0}: the spend limit is reached', label),
        alert: 'error',
      };
    case 'key-invalid':
      return {
        text: `$(key) ${l10n.t('key refused')}`,
        label: l10n.t('{0}: the provider refused the key', label),
        alert: 'error',
      };
    case 'forbidden':
      return {
        text: `$(key) ${l10n.t('not allowed')}`,
        label: l10n.t('{0}: the key may not do this', label),
        alert: 'error',
      };
    case 'model-not-found':
      return {
        text: `$(circle-slash) ${l10n.t('no such model')}`,
        label: l10n.t('{0} has no such model for this key', provider),
        alert: 'warning',
      };
    case 'entitlement':
      return {
        text: `$(circle-slash) ${l10n.t('not included')}`,
        label: l10n.t('{0}: the account does not include this', label),
        alert: 'warning',
      };
    case 'request-too-large':
    case 'context-too-long':
      return {
        text: `$(fold) ${l10n.t('request too large')}`,
        label: l10n.t('the request is too large for {0}', plainText(failure.model ?? provider)),
        alert: 'warning',
      };
    case 'network':
      return { text: `$(debug-disconnect) ${l10n.t('offline')}`, label: l10n.t('{0} could not be reached', provider) };
    case 'overloaded':
    case 'server-error':
      return {
        text: `$(warning) ${l10n.t('provider trouble')}`,
        label: l10n.t('{0} has trouble answering; that is not your limit', provider),
      };
    default:
      break;
  }
  return judgement.verdict === 'report'
    ? {
        text: `$(warning) ${l10n.t('unclear error')}`,
        label: l10n.t('{0} gave a reason that is not known', provider),
        alert: 'warning',
      }
    : {
        text: `$(warning) ${l10n.t('slow down')}`,
        label: l10n.t('{0} refuses so many requests', provider),
        alert: 'warning',
      };
}

/** What the status bar item shows. */
export interface GaugeText {
  readonly text: string;
  /** The same in words for a screen reader: icons and bars read badly aloud. */
  readonly label: string;
  readonly alert: 'none' | 'warning' | 'error';
}

/** A gauge as one part of it is worded; not alarming unless it says so. */
export type PlainGauge = Omit<GaugeText, 'alert'> & Partial<GaugeText>;
