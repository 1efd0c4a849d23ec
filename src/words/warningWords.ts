import * as l10n from '@vscode/l10n';
import { fractionLeft } from '../core/headline.ts';
import type { Crossing } from '../core/limits/alarms.ts';
import type { LimitSnapshot } from '../core/model/snapshot.ts';
import { duration } from './duration.ts';
import { limitName } from './limitNames.ts';
import { count, percent } from './numbers.ts';
import { atThisPaceText } from './outlookWords.ts';
import { plainText } from './plainText.ts';

/** Changes of a limit that a notification can report. */
type News = Exclude<Crossing, 'over'>;

/** A notification for a threshold crossed at `at` (epoch ms): the fact first, then when it will be over. */
export function warningText(crossing: News, limit: LimitSnapshot, demo: boolean, at: number): string {
  const text = plain(crossing, limit, at);
  return demo ? l10n.t('Demo: {0}', text) : text;
}

function plain(crossing: News, limit: LimitSnapshot, at: number): string {
  const name = limitName(limit);
  const model = plainText(limit.model, 100);
  const left = amountLeft(limit);
  if (crossing === 'ready') {
    return left === null
      ? l10n.t('{0}: {1} is ready again.', model, name)
      : l10n.t('{0}: {1} is ready again, {2} left.', model, name, left);
  }
  const full = limit.timeToFull === null ? null : duration(limit.timeToFull);
  if (crossing === 'empty') {
    return full === null
      ? l10n.t('{0}: {1} is used up.', model, name)
      : l10n.t('{0}: {1} is used up. It is full again in {2} if nothing uses it.', model, name, full);
  }
  if (left === null) return l10n.t('{0}: {1} is running low.', model, name);
  const pace = crossing === 'soon' ? atThisPaceText(limit, at) : null;
  if (pace !== null) return l10n.t('{0}, {1}: {2}; {3} left.', model, name, pace, left);
  return full === null
    ? l10n.t('{0}: {1} left of {2}.', model, left, name)
    : l10n.t('{0}: {1} left of {2}. It is full again in {3} if nothing uses it.', model, left, name, full);
}

/** A percentage, or a number if the capacity is unknown; `null` if nothing is known. */
function amountLeft(limit: LimitSnapshot): string | null {
  const fraction = fractionLeft(limit);
  if (fraction !== null) return percent(fraction);
  return limit.level && count(limit.level.estimate);
}
