import * as l10n from '@vscode/l10n';
import type { Crossing } from '../core/alarms.ts';
import { fractionLeft } from '../core/headline.ts';
import type { LimitSnapshot } from '../core/snapshot.ts';
import { duration, limitName, percent } from '../core/words.ts';
import { plainText } from './plainText.ts';

/** What a notification says of a threshold that was crossed: the fact first, then when it is over. */
export function warningText(crossing: Crossing, limit: LimitSnapshot, demo: boolean): string {
  const text = plain(crossing, limit);
  return demo ? l10n.t('Demo: {0}', text) : text;
}

function plain(crossing: Crossing, limit: LimitSnapshot): string {
  const name = limitName(limit);
  const model = plainText(limit.model, 100);
  const left = fractionLeft(limit) ?? 0;
  if (crossing === 'ready') return l10n.t('{0}: {1} is ready again, {2} left.', model, name, percent(left));
  if (crossing === 'empty') {
    return limit.timeToFull === null
      ? l10n.t('{0}: {1} is used up.', model, name)
      : l10n.t(
          '{0}: {1} is used up. It is full again in {2} if nothing uses it.',
          model,
          name,
          duration(limit.timeToFull),
        );
  }
  if (limit.timeToEmpty !== null && limit.timeToEmpty < 90) {
    return l10n.t(
      '{0}: {1} will be used up in about {2} at this pace, {3} left.',
      model,
      name,
      duration(limit.timeToEmpty),
      percent(left),
    );
  }
  return limit.timeToFull === null
    ? l10n.t('{0}: {1} left of {2}.', model, percent(left), name)
    : l10n.t(
        '{0}: {1} left of {2}. It is full again in {3} if nothing uses it.',
        model,
        percent(left),
        name,
        duration(limit.timeToFull),
      );
}
