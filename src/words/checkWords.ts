import * as l10n from '@vscode/l10n';
import type { CheckReason, NextCheck, Spending } from '../core/model/snapshot.ts';
import { amountText } from './amountText.ts';
import { duration } from './duration.ts';
import { dollars } from './numbers.ts';

/** "Next check in 5 s, because the level moves": always answers "why then". */
export function nextCheckText(next: NextCheck): string {
  const reason = checkReasonText(next.reason);
  if (next.reason === 'in-flight') return l10n.t('Checking now');
  return next.wait === null
    ? l10n.t('No check planned: {0}', reason)
    : l10n.t('Next check in {0}: {1}', duration(next.wait), reason);
}

function checkReasonText(reason: CheckReason): string {
  switch (reason) {
    case 'first':
      return l10n.t('no reading yet');
    case 'in-flight':
      return l10n.t('a check is under way');
    case 'level-moves':
      return l10n.t('busy, looking often');
    case 'which-model':
      return l10n.t('finding out which model your tool uses');
    case 'calm':
      return l10n.t('quiet, looking now and then');
    case 'no-headers':
      return l10n.t('this endpoint sends no rate-limit headers');
    case 'model-refused':
      return l10n.t('the provider refused this model');
    case 'retry-after':
      return l10n.t('the provider asked to wait');
    case 'trouble':
      return l10n.t('the provider has trouble');
    case 'own-fault':
      return l10n.t('Keygauge could send nothing');
    case 'offline':
      return l10n.t('the provider could not be reached');
    case 'budget-rate':
      return l10n.t('as often as your budget allows');
    case 'budget-spread':
      return l10n.t("so that today's budget lasts");
    case 'budget-money':
      return l10n.t("today's budget for checking is spent");
    case 'window-idle':
      return l10n.t('this window is not in use');
    case 'key-refused':
      return l10n.t('the provider refused the key');
    case 'no-credit':
      return l10n.t('the account has no credit');
    case 'key-missing':
      return l10n.t('the key is not there');
    case 'key-changed':
      return l10n.t('the key in the environment has changed');
    case 'no-models':
      return l10n.t('no model is watched');
    case 'heard':
      return l10n.t('your own requests tell the limits');
    case 'only-heard':
      return l10n.t('Keygauge does not have this key');
  }
}

/** "41 requests, 820 tokens, $0.001". */
export function spendingText({ requests, tokens, dollars: spent }: Spending): string {
  const what = l10n.t('{0}, {1}', amountText(requests, 'requests'), amountText(tokens, 'tokens'));
  return spent === null ? l10n.t('{0}, price unknown', what) : l10n.t('{0}, {1}', what, dollars(spent));
}
