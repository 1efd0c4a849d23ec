import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { idOf } from '../core/shown/arrangement.ts';
import { type LimitView, severity } from '../core/shown/limitView.ts';
import type { ModelView } from '../core/shown/ranking.ts';
import { failureTimeText, refusalText } from '../words/causeWords.ts';
import { leftOfText, viewWord } from '../words/limitDetailWords.ts';
import { percentText, timeRead } from '../words/limitViewWords.ts';
import { modelText } from '../words/modelText.ts';
import { outsideText } from '../words/outsideText.ts';
import { behindTheNumber, gaugeName, limitTitle, noLimitsDetail, othersRead } from '../words/rowWords.ts';
import { sentence } from '../words/sentence.ts';
import { plainLink, switchButton } from './buttons.ts';
import { gauge } from './gauge.ts';
import type { RowContext, Ui } from './ui.ts';
import { usedBySection } from './usedBy.ts';

/** What an open row shows: the model's other limits, what is behind its number, and what can be set. */
export function rowDetails(view: ModelView, context: RowContext, ui: Ui): TemplateResult {
  const { binding, others, model } = view;
  return html`<div class="row-details">
    ${others.length === 0 ? nothing : html`<ul class="others">${others.map((other) => otherLimit(other, context.at))}</ul>`}
    ${model.failure ? html`<p>${sentence(l10n.t('{0} ({1})', refusalText(model.failure), failureTimeText(model.failure)))}</p>` : nothing}
    ${model.headers === 'absent' && binding === null ? html`<p>${noLimitsDetail(view.key)}</p>` : nothing}
    ${binding === null ? nothing : html`<p>${[...behindTheNumber(binding), ...othersRead(binding, others)].map((text) => html`<span>${text}</span> `)}</p>`}
    ${usedBySection(view, context.at)}
    ${settings(view, binding, context, ui)}
  </div>`;
}

function otherLimit(view: LimitView, at: number): TemplateResult {
  const { limit, percent, isOld } = view;
  const amount = leftOfText(view);
  const word = isOld ? (limit.lastLevel ? timeRead(view, at) : viewWord(view, at)) : (amount ?? viewWord(view, at));
  const tone = isOld || percent === null ? 'off' : severity(view) === 0 ? 'fine' : severity(view) < 3 ? 'risk' : 'bad';
  return html`<li class="row other accent-${tone}">
    <span class="row-title">${limitTitle(limit)}${limit.muted ? html` <span class="dim">${l10n.t('muted')}</span>` : nothing}</span>
    <div class="row-bar">${gauge(view, viewWord(view, at))}</div>
    <span class="row-percent">${percentText(view) ?? nothing}</span>
    <span class="row-word">${word}</span>
  </li>`;
}

function settings(view: ModelView, binding: LimitView | null, context: RowContext, ui: Ui): TemplateResult {
  const id = idOf(view);
  const isStarred = context.starred.has(id);
  return html`<div class="row-settings">
    ${binding === null ? nothing : limitSettings(view, binding, context, ui)}
    ${switchButton(ui, l10n.t('Favorite'), outsideText(modelText(view.model.model, view.model.limits)), isStarred, {
      type: isStarred ? 'unstar-model' : 'star-model',
      modelId: id,
    })}
  </div>`;
}

function limitSettings({ others }: ModelView, binding: LimitView, { pinned }: RowContext, ui: Ui): TemplateResult {
  const { id, muted } = binding.limit;
  const about = gaugeName(binding.limit);
  const shown = [binding, ...others].find(({ limit }) => limit.id === pinned);
  return html`${switchButton(
    ui,
    l10n.t('Pin to status bar'),
    about,
    shown !== undefined,
    shown ? { type: 'unpin-limit', limitId: shown.limit.id } : { type: 'pin-limit', limitId: id },
  )}
    ${plainLink(l10n.t('History'), about, () => ui.showPast(id, null))}
    ${switchButton(ui, l10n.t('Mute'), about, muted, { type: muted ? 'unmute-limit' : 'mute-limit', limitId: id })}`;
}
