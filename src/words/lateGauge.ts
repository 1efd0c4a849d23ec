import * as l10n from '@vscode/l10n';
import type { Headline } from '../core/headline.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { easedRefusal } from '../core/shown/eased.ts';
import type { LimitView } from '../core/shown/limitView.ts';
import { isUnnamed } from '../core/whichModel.ts';
import { easedGauge } from './easedWords.ts';
import { failureText, type PlainGauge } from './failureGauge.ts';
import { holdGauge, isHolding } from './holdWords.ts';
import { type LateText, plainGauge } from './levelGauge.ts';
import { modelText, shortModelText } from './modelText.ts';
import { moneyGaugeText } from './moneyGaugeText.ts';
import { untoldWords } from './untoldWords.ts';
import { waitingGauge } from './welcomeWords.ts';

/**
 * What the gauge says of refusals, of money, of what is held back and of what is waited for: not needed for the first paint, so it
 * is loaded after it.
 */
export const lateText: LateText = (headline, snapshot, settings) => {
  if (isHolding(snapshot)) return holdGauge(snapshot);
  if (headline.kind === 'add-key') return waitingGauge(snapshot);
  if (headline.kind === 'money') return moneyGaugeText(headline, snapshot);
  if (headline.kind === 'failure') {
    const { key, failure, wait } = headline;
    const view = easedRefusal(failure, wait, key, snapshot);
    const eased = view && easedGauge({ kind: 'level', key, view }, snapshot, settings);
    return eased ?? failureText(headline, snapshot);
  }
  if (headline.kind === 'no-data') {
    const untold = untoldGauge(snapshot);
    if (untold) return untold;
  }
  return unnamedGauge(headline, snapshot, settings) ?? easedGauge(headline, snapshot, settings);
};

/** Where no reading is to be waited for, the gauge says so. */
function untoldGauge(snapshot: Snapshot): PlainGauge | null {
  const untold = untoldWords(snapshot);
  return untold && { text: `$(dashboard) ${untold.lead}`, label: l10n.t('{0}: {1}', untold.lead, untold.title) };
}

/** A model that is known by its capacities, in the user's words; `null` where it is about none. */
const unnamedGauge: LateText = (headline, snapshot, settings) => {
  const view = headline.kind === 'level' ? headline.view : headline.kind === 'no-data' ? headline.last : null;
  if (view === null || !isUnnamed(view.limit.model)) return null;
  const called = (model: string) => {
    const renamed = renamedIn(headline, { ...view, limit: { ...view.limit, model } });
    return easedGauge(renamed, snapshot, settings) ?? plainGauge(renamed, snapshot, settings);
  };
  const { model } = view.limit;
  return { ...called(modelText(model)), text: called(shortModelText(model, 1)).text };
};

function renamedIn(headline: Headline, view: LimitView): Headline {
  if (headline.kind === 'no-data') return { ...headline, last: view };
  return headline.kind === 'level' ? { ...headline, view } : headline;
}
