import * as l10n from '@vscode/l10n';
import type { MoneyGauge, MoneyPeriod } from '../core/model/money.ts';
import { calendarDay } from './clockTime.ts';
import { stateWord } from './limitDetailWords.ts';
import { count, currencyText, localeTag } from './numbers.ts';
import { plainText } from './plainText.ts';

/** What is less than this is shown as nothing. */
const least = 1e-6;

/** "$41.20"; in whatever a provider calls its currency, if that is none. */
export function moneyText(amount: number, currency: string): string {
  return /^[A-Z]{3}$/.test(currency)
    ? currencyText(Math.abs(amount) < least ? 0 : amount, currency)
    : l10n.t('{0} {1}', count(amount), plainText(currency, 12));
}

/** "Spend limit this month", "Balance": which money it is. */
export function moneyTitle(gauge: MoneyGauge): string {
  return gauge.kind === 'balance' ? l10n.t('Balance') : perPeriod(nameOf(gauge), gauge.period);
}

function nameOf({ kind, scope, name, whole }: MoneyGauge): string {
  if (kind === 'budget') return l10n.t('Your budget');
  switch (scope) {
    case 'tier':
      return l10n.t('Usage tier');
    case 'plan':
      return l10n.t('Included in the plan');
    case 'on-demand':
      return l10n.t('On demand');
    case 'workspace':
      return l10n.t('Workspace {0}', plainText(name ?? '', 40));
    case 'project':
      return l10n.t('Project {0}', plainText(name ?? '', 40));
    default:
      return whole === null ? l10n.t('Spent') : l10n.t('Spend limit');
  }
}

function perPeriod(what: string, period: MoneyPeriod): string {
  switch (period) {
    case 'day':
      return l10n.t('{0} today', what);
    case 'week':
      return l10n.t('{0} this week', what);
    case 'month':
      return l10n.t('{0} this month', what);
    case 'cycle':
      return l10n.t('{0} this billing cycle', what);
    case 'ever':
      return what;
  }
}

/** "$58.80 of $100.00 left", "$12.40 left", "$41.20 spent, 300 fast requests"; no more than is known. */
export function moneyAmount(gauge: MoneyGauge): string {
  const { fastRequests } = gauge;
  if (fastRequests === undefined) return amountAlone(gauge);
  return l10n.t('{0}, {1} fast requests', amountAlone(gauge), count(fastRequests));
}

function amountAlone({ whole, left, spent, currency }: MoneyGauge): string {
  const text = (amount: number) => moneyText(amount, currency);
  if (whole !== null && spent !== null && spent > whole) return l10n.t('{0} spent, of {1}', text(spent), text(whole));
  if (left !== null && whole !== null) return l10n.t('{0} of {1} left', text(left), text(whole));
  if (left !== null) return l10n.t('{0} left', text(left));
  if (whole !== null) return l10n.t('{0}, of which nobody tells what is left', text(whole));
  return spent === null ? l10n.t('unknown') : l10n.t('{0} spent', text(spent));
}

/** Whole percent, rounded down: never 0 while there is something left, nor 100 while anything is spent. */
export function percentLeft({ whole, left }: MoneyGauge): number | null {
  if (whole === null || left === null) return null;
  if (left <= 0 || whole <= 0) return 0;
  return left >= whole ? 100 : Math.max(1, Math.min(99, Math.floor((100 * left) / whole)));
}

/** "at this pace reached on Nov 24": what becomes of it; `null` where there is nothing to say. */
export function moneyOutlook(gauge: MoneyGauge): string | null {
  const { kind, state, usedUpAt, whole } = gauge;
  if (state === 'empty') return usedUpWord(kind);
  if (usedUpAt !== null) {
    const day = calendarDay(usedUpAt, localeTag());
    return kind === 'balance' ? l10n.t('at this pace used up on {0}', day) : l10n.t('at this pace reached on {0}', day);
  }
  return whole === null && kind !== 'balance' ? null : moneyStateWord(gauge);
}

/** The one word of its state. */
function moneyStateWord({ kind, state }: MoneyGauge): string {
  return state === 'empty' ? usedUpWord(kind) : stateWord(state);
}

function usedUpWord(kind: MoneyGauge['kind']): string {
  switch (kind) {
    case 'balance':
      return l10n.t('used up');
    case 'budget':
      return l10n.t('over your budget');
    case 'spend':
      return l10n.t('reached');
  }
}
