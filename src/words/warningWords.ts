import * as l10n from '@vscode/l10n';
import type { Crossing } from '../core/limits/alarms.ts';
import type { LimitSnapshot } from '../core/model/snapshot.ts';
import { viewOf } from '../core/shown/limitView.ts';
import { duration } from './duration.ts';
import { leftOfText } from './limitDetailWords.ts';
import { limitPhrase } from './limitNames.ts';
import { percentText } from './limitViewWords.ts';
import { modelText } from './modelText.ts';
import { count } from './numbers.ts';
import { emptyText } from './outlookWords.ts';
import { plainText } from './plainText.ts';

/** Changes of a limit that a notification can report. */
type News = Exclude<Crossing, 'over'>;

/**
 * A notification for a threshold crossed at `at` (epoch ms): the fact first, then the two numbers, then what is enough.
 * `label`: the key's, where the model's name does not tell whose limit it is.
 */
export function warningText(
  crossing: News,
  limit: LimitSnapshot,
  demo: boolean,
  at: number,
  label: string | null = null,
): string {
  const model = plainText(modelText(limit.model), 100);
  const name = label === null ? model : l10n.t('{0} · {1}', model, plainText(label, 60));
  const text = l10n.t('{0}: {1}', name, plain(crossing, limit, at));
  return demo ? l10n.t('Demo: {0}', text) : text;
}

function plain(crossing: News, limit: LimitSnapshot, at: number): string {
  const view = viewOf(limit);
  const phrase = limitPhrase(limit);
  const { next } = view;
  const left = leftOfText(view) ?? percentText(view) ?? '';
  if (crossing === 'ready') return l10n.t('ready again, {0} {1} are left.', left, phrase);
  if (crossing === 'empty' && view.isRefusing && !view.isOld)
    return l10n.t('{0}. {1}', l10n.t('refused just now'), l10n.t('{0} {1} are left.', left, phrase));
  if (crossing === 'empty') {
    return next.kind === 'later'
      ? l10n.t('the {0} are used up. A request like yours fits in {1}.', phrase, duration(next.wait))
      : l10n.t('the {0} are used up.', phrase);
  }
  if (next.kind === 'later') {
    return l10n.t(
      'the next request will probably be refused. {0} {1} are left, and yours take about {2}. Pause {3} and it fits.',
      left,
      phrase,
      count(limit.requestSize ?? 0),
      duration(next.wait),
    );
  }
  const empty = crossing === 'soon' ? emptyText(limit, at) : null;
  return empty === null
    ? l10n.t('only {0} {1} are left.', left, phrase)
    : l10n.t('only {0} {1} are left, {2}.', left, phrase, l10n.t('at this pace {0}', empty));
}
