import * as l10n from '@vscode/l10n';
import type { MoneyGauge } from '../core/model/money.ts';
import type { KeyIdentity } from '../core/model/snapshot.ts';
import { calendarDay } from './clockTime.ts';
import { moneyAmount, moneyText, moneyTitle } from './moneyWords.ts';
import { localeTag } from './numbers.ts';
import { plainText } from './plainText.ts';
import { sentence } from './sentence.ts';
import { subjectText } from './subjectText.ts';

/** A notification about money that runs out: whose it is, the fact, then the numbers. */
export function moneyWarning(gauge: MoneyGauge, account: Pick<KeyIdentity, 'provider' | 'label'>): string {
  const numbers = sentence(l10n.t('{0}: {1}', moneyTitle(gauge), moneyAmount(gauge)));
  return l10n.t('{0}: {1} {2}', plainText(subjectText(null, account), 100), factOf(gauge), plainText(numbers));
}

function factOf(gauge: MoneyGauge): string {
  const { kind, state, usedUpAt, currency } = gauge;
  const whole = moneyText(gauge.whole ?? 0, currency);
  const day = usedUpAt === null ? null : calendarDay(usedUpAt, localeTag());
  switch (kind) {
    case 'balance':
      if (state === 'empty') return l10n.t('no credit is left.');
      return day === null ? l10n.t('credit is low.') : l10n.t('at this pace the credit is used up on {0}.', day);
    case 'budget':
      if (state === 'empty') return l10n.t('your budget of {0} is spent. Nothing is stopped.', whole);
      return day === null
        ? l10n.t('your budget of {0} is nearly spent.', whole)
        : l10n.t('at this pace your budget of {0} is spent on {1}.', whole, day);
    case 'spend':
      if (state === 'empty') return l10n.t('the spend limit of {0} is reached.', whole);
      return day === null
        ? l10n.t('the spend limit of {0} is nearly reached.', whole)
        : l10n.t('at this pace the spend limit of {0} is reached on {1}.', whole, day);
  }
}
