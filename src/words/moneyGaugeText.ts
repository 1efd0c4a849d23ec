import * as l10n from '@vscode/l10n';
import type { MoneyHeadline } from '../core/headline.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { calendarDay } from './clockTime.ts';
import type { PlainGauge } from './failureGauge.ts';
import { moneyAmount, moneyOutlook, moneyText, moneyTitle } from './moneyWords.ts';
import { localeTag } from './numbers.ts';
import { plainText } from './plainText.ts';

/** Money in words that fit a status bar: "$12.40", "$1.20 left", "spend limit". */
export function moneyGaugeText({ account, gauge }: MoneyHeadline, { keys, organizations }: Snapshot): PlainGauge {
  const outlook = moneyOutlook(gauge);
  const fact = l10n.t('{0}: {1}', moneyTitle(gauge), moneyAmount(gauge));
  const label = l10n.t('{0}, {1}', plainText(account.label, 60), outlook ? l10n.t('{0}, {1}', fact, outlook) : fact);
  const isOneOfMany = keys.length + organizations.length > 1;
  const text = shortText(gauge);
  return {
    text: `$(credit-card) ${isOneOfMany ? l10n.t('{0}: {1}', plainText(account.label, 30), text) : text}`,
    label: plainText(label),
    alert: gauge.state === 'empty' ? 'error' : isQuiet(gauge) ? 'none' : 'warning',
  };
}

function shortText(gauge: MoneyHeadline['gauge']): string {
  const { kind, state, left, currency, usedUpAt } = gauge;
  if (state === 'empty') return kind === 'balance' ? l10n.t('no credit') : l10n.t('spend limit');
  const amount = moneyText(left ?? 0, currency);
  if (isQuiet(gauge)) return amount;
  return usedUpAt === null
    ? l10n.t('{0} left', amount)
    : l10n.t('{0} left · until {1}', amount, calendarDay(usedUpAt, localeTag()));
}

function isQuiet({ state }: MoneyHeadline['gauge']): boolean {
  return state === 'fine' || state === 'unknown';
}
