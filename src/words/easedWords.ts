import * as l10n from '@vscode/l10n';
import type { Headline } from '../core/headline.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { mayOnlyWait } from '../core/shown/eased.ts';
import type { LimitView } from '../core/shown/limitView.ts';
import { duration } from './duration.ts';
import type { PlainGauge } from './failureGauge.ts';
import { type GaugeStyle, levelText, nameBefore } from './levelGauge.ts';
import { limitName, shortLimitName } from './limitNames.ts';
import { modelText } from './modelText.ts';
import { outsideText } from './outsideText.ts';

/** No alarm: the number, and for how long nothing fits; `null` where it is about something else. */
export function easedGauge(headline: Headline, snapshot: Snapshot, settings: GaugeStyle): PlainGauge | null {
  if (headline.kind !== 'level' || !mayOnlyWait(headline.view, headline.key, snapshot)) return null;
  const { view } = headline;
  const name = nameBefore(view, snapshot);
  if (view.state !== 'empty') return levelText({ ...view, state: 'fine', next: { kind: 'unknown' } }, name, settings);
  const what = l10n.t('{0} used up', `${name}${shortLimitName(view.limit)}`);
  const text = view.next.kind === 'later' ? l10n.t('{0} · {1}', what, duration(view.next.wait)) : what;
  const label = l10n.t(
    '{0}: {1}',
    outsideText(modelText(view.limit.model), 60),
    l10n.t('{0} used up', limitName(view.limit)),
  );
  return { text: `$(watch) ${text}`, label: `${label}. ${waitText()}` };
}

/** "Used up for 20 s" */
export function easedLead({ state, next }: LimitView): string {
  if (state === 'low') return l10n.t('Running low');
  if (state !== 'empty') return l10n.t('The next requests may have to wait');
  return next.kind === 'later' ? l10n.t('Used up for {0}', duration(next.wait)) : l10n.t('Used up');
}

/** What becomes of the requests of tools that go through the gateway. */
export function waitText(): string {
  return l10n.t('Requests of connected tools wait in the gateway until they fit.');
}
