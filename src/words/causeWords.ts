import * as l10n from '@vscode/l10n';
import type { Cause, Failure } from '../core/model/failure.ts';
import type { FailureSnapshot } from '../core/model/snapshot.ts';
import { ago, duration } from './duration.ts';

/** One sentence that explains a failure, without advice. */
export function causeText(cause: Cause): string {
  switch (cause) {
    case 'rate':
      return l10n.t('A rate limit was reached');
    case 'request-too-large':
      return l10n.t('The request is larger than the limit holds when full');
    case 'ramp':
      return l10n.t('Use rose faster than the provider allows');
    case 'concurrency':
      return l10n.t('Too many requests at the same time');
    case 'throttled':
      return l10n.t('The provider slowed this key down');
    case 'quota-exhausted':
      return l10n.t('The account has no credit left');
    case 'spend-limit':
      return l10n.t('A spend limit of the account was reached');
    case 'entitlement':
      return l10n.t('The account is not entitled to this');
    case 'plan-window':
      return l10n.t("The plan's own window is used up");
    case 'overloaded':
      return l10n.t('The provider is overloaded');
    case 'server-error':
      return l10n.t('The provider had an error of its own');
    case 'key-invalid':
      return l10n.t('The provider does not accept the key');
    case 'forbidden':
      return l10n.t('The key may not do this');
    case 'wrong-address':
      return l10n.t('There is no such API at this address');
    case 'model-not-found':
      return l10n.t('The key has no access to this model, or it does not exist');
    case 'context-too-long':
      return l10n.t('The request is longer than the model reads');
    case 'network':
      return l10n.t('The provider could not be reached');
    case 'unknown':
      return l10n.t('The provider gave a reason that is not known here');
    case 'outdated':
      return l10n.t('This window runs an older Keygauge');
    case 'own-fault':
      return l10n.t('Keygauge met a fault of its own');
    case 'unverified-tls':
      return l10n.t('Certificates are not checked in this editor');
  }
}

/** The same of a refusal, of which nobody may have read the text. */
export function refusalText({ failure }: Pick<FailureSnapshot, 'failure'>): string {
  return failure.isTextUnread && failure.cause === 'unknown'
    ? l10n.t('A request was refused, and its text was not read')
    : causeText(failure.cause);
}

/** How far a refusal of the user's is known, of which no words are kept; `null` for one of our own checks. */
export function knownText({ failure, by }: Pick<FailureSnapshot, 'failure' | 'by'>): string | null {
  if (by !== 'user' || failure.status === null || failure.message !== '') return null;
  const status = String(failure.status);
  if (!failure.isTextUnread) return l10n.t('The gateway read why (status {0}), and keeps no words of it.', status);
  return l10n.t('Only the status {0} and the headers of the answer were heard, never its text.', status);
}

/** "12 s ago; asked to wait, 24 s left". */
export function failureTimeText({ age, wait }: FailureSnapshot): string {
  if (wait === null) return ago(age);
  return wait > 0
    ? l10n.t('{0}; asked to wait, {1} left', ago(age), duration(wait))
    : l10n.t('{0}; the wait it asked for is over', ago(age));
}

/** "HTTP 429, rate_limit_error": the identifiers to search or report by, verbatim. */
export function failureCodes({ status, type, code }: Failure): readonly string[] {
  const http = status === null ? [] : [l10n.t('HTTP {0}', status)];
  const names = [type, code].filter((name) => name !== null);
  return [...http, ...new Set(names)];
}
