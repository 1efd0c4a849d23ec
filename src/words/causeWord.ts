import * as l10n from '@vscode/l10n';
import type { Cause } from '../core/model/failure.ts';

/** "no credit", "overloaded": a refusal in two words. */
export function causeWord(cause: Cause): string {
  switch (cause) {
    case 'rate':
    case 'ramp':
    case 'concurrency':
    case 'throttled':
    case 'plan-window':
      return l10n.t('slow down');
    case 'request-too-large':
    case 'context-too-long':
      return l10n.t('request too large');
    case 'overloaded':
      return l10n.t('overloaded');
    case 'server-error':
      return l10n.t('provider trouble');
    case 'quota-exhausted':
      return l10n.t('no credit');
    case 'spend-limit':
      return l10n.t('spend limit');
    case 'key-invalid':
      return l10n.t('key refused');
    case 'forbidden':
      return l10n.t('not allowed');
    case 'wrong-address':
      return l10n.t('wrong address');
    case 'model-not-found':
      return l10n.t('no such model');
    case 'entitlement':
      return l10n.t('not included');
    case 'network':
      return l10n.t('offline');
    case 'unknown':
      return l10n.t('unclear error');
    case 'outdated':
      return l10n.t('reload the window');
    case 'own-fault':
      return l10n.t('own fault');
    case 'unverified-tls':
      return l10n.t('certificates not checked');
  }
}
