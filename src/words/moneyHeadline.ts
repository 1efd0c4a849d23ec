import * as l10n from '@vscode/l10n';
import type { MoneyHeadline } from '../core/headline.ts';
import type { MoneyGauge } from '../core/model/money.ts';
import { recognized } from './advice/adviceFor.ts';
import type { Place } from './advice/place.ts';
import { moneyAmount, moneyOutlook, moneyTitle } from './moneyWords.ts';
import { providerName } from './names.ts';
import { sentence } from './sentence.ts';
import type { HeadlineWords, Step, Tone } from './step.ts';
import { subjectText } from './subjectText.ts';

/** Words for money that will be the first to refuse, or that stands in the place of limits. */
export function moneyHeadlineWords({ account, gauge }: MoneyHeadline, place: Place): HeadlineWords {
  const lead = moneyLead(gauge);
  const isFine = gauge.state === 'fine' || gauge.state === 'unknown';
  const subject = subjectText(null, account);
  return {
    tone: toneOf(gauge),
    subject,
    lead,
    title: isFine ? l10n.t('a balance in place of rate limits') : moneyFact(gauge),
    status: null,
    limit: null,
    details: [],
    steps: isFine ? [] : moneySteps(gauge, account, place),
    announcement: isFine ? '' : l10n.t('{0}: {1}', lead, subject),
  };
}

function toneOf({ state }: MoneyGauge): Tone {
  if (state === 'empty') return 'trouble';
  return state === 'fine' || state === 'unknown' ? 'fine' : state;
}

function moneyLead(gauge: MoneyGauge): string {
  const isBalance = gauge.kind === 'balance';
  switch (gauge.state) {
    case 'empty':
      return isBalance ? l10n.t('Add credit') : l10n.t('Raise the limit');
    case 'low':
      return isBalance ? l10n.t('Credit is low') : l10n.t('The spend limit is near');
    case 'soon':
      return isBalance ? l10n.t('Credit will be used up') : l10n.t('The spend limit will be reached');
    default:
      return moneyAmount(gauge);
  }
}

/** "Spend limit this month: $3.10 of $100.00 left, at this pace reached on Nov 24." */
export function moneyFact(gauge: MoneyGauge): string {
  const [title, amount, outlook] = [moneyTitle(gauge), moneyAmount(gauge), moneyOutlook(gauge)];
  return sentence(
    outlook === null ? l10n.t('{0}: {1}', title, amount) : l10n.t('{0}: {1}, {2}', title, amount, outlook),
  );
}

/** What helps: the provider's page, with a button where it has one. */
export function moneySteps(
  { kind }: MoneyGauge,
  { provider, origin }: Pick<MoneyHeadline['account'], 'provider' | 'origin'>,
  { pages }: Place,
): Step[] {
  if (kind === 'budget') {
    const text = l10n.t('Spend less this month, or raise your budget in the settings. Nothing is stopped');
    return [{ text, button: l10n.t('Open settings'), intent: { type: 'open-settings' } }];
  }
  const who = recognized(provider, origin) ?? provider;
  const page = kind === 'spend' && pages[who]?.includes('limits') ? 'limits' : 'billing';
  const name = providerName(who);
  const text =
    kind === 'balance'
      ? l10n.t('Add credit on the billing page of {0}. That costs money', name)
      : l10n.t('Look at the limit on the pages of {0}, or spend less until it starts anew', name);
  if (!pages[who]?.includes(page)) return [{ text, button: null, intent: null }];
  const button = page === 'billing' ? l10n.t('Open billing') : l10n.t('Open limits');
  return [{ text, button, intent: { type: 'open-link', link: `${who}-${page}` } }];
}
