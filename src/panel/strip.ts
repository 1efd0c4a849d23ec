import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { HOUR, type LimitId } from '../core/model/limit.ts';
import type { LimitSnapshot, Snapshot } from '../core/model/snapshot.ts';
import { findView } from '../core/shown/limitView.ts';
import { blockOf } from '../core/shown/modelTrouble.ts';
import { type ModelView, rankedModels } from '../core/shown/ranking.ts';
import { lookBack, stripWords } from '../words/stripWords.ts';
import { stripData } from './stripData.ts';

/** The chart of the limit that the verdict is about, where the last minutes explain something. */
export function stripSection(snapshot: Snapshot, id: LimitId | null): TemplateResult | typeof nothing {
  const limit = rankedModels(snapshot).flatMap((model) => chartable(model, id))[0];
  if (!limit) return nothing;
  const words = stripWords(limit);
  return html`<figure class="strip">
    <div class="strip-head" aria-hidden="true"><span>${words.capacity}</span><span>${l10n.t('now')}</span></div>
    <keygauge-strip aria-hidden="true" .data=${stripData(limit, words.request)}></keygauge-strip>
    <div class="strip-foot" aria-hidden="true">
      <span>${l10n.t('−2 min')}</span>
      <span class="strip-refused">${words.refused === null ? nothing : html`<i class="dot"></i>${words.refused}`}</span>
      <span>${l10n.t('+1 min')}</span>
    </div>
    <figcaption class="spoken">${words.spoken}</figcaption>
  </figure>`;
}

/** Money and keys have no course; a limit of hours does not move within minutes. */
function chartable(model: ModelView, id: LimitId | null): LimitSnapshot[] {
  const view = findView([...(model.binding ? [model.binding] : []), ...model.others], id);
  if (view === null || blockOf(model) !== null) return [];
  const { window, capacity, history, level, refusals } = view.limit;
  const isNow = level !== null || refusals.some((ago) => ago <= lookBack);
  const isKnown = isNow && history.some((point) => point.level !== null && point.ago <= lookBack);
  return window !== null && window <= HOUR && capacity !== null && isKnown ? [view.limit] : [];
}
