import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { idOf } from '../core/shown/arrangement.ts';
import type { ModelView } from '../core/shown/ranking.ts';
import { leftOfText } from '../words/limitDetailWords.ts';
import { limitPhrase, shortLimitName } from '../words/limitNames.ts';
import { percentText } from '../words/limitViewWords.ts';
import { modelText } from '../words/modelText.ts';
import { outsideText } from '../words/outsideText.ts';
import { rowWord } from '../words/rowWords.ts';
import { subjectText } from '../words/subjectText.ts';
import { usersText } from '../words/toolWords.ts';
import { lookOf } from './accent.ts';
import { gauge } from './gauge.ts';
import { icon } from './icons.ts';
import { rowDetails } from './rowDetails.ts';
import type { RowContext, Ui } from './ui.ts';

/** One model: its name, the limit that binds it, what is left and what that means. */
export function modelRow(view: ModelView, context: RowContext, ui: Ui): TemplateResult {
  const { binding, model } = view;
  const id = idOf(view);
  const isOpen = ui.isOpen(id);
  const { accent, mark } = lookOf(view, context.onlyWaits);
  const word = rowWord(view, context.at);
  const amount = binding ? (percentText(binding) ?? leftOfText(binding)) : null;
  const name = outsideText(modelText(model.model, model.limits));
  return html`<li class="model accent-${accent} ${isOpen ? 'open' : ''}">
    <div class="row">
      <span class="row-mark">${mark === null ? nothing : icon(mark)}</span>
      <h3 class="row-title">
        <button
          class="row-name"
          data-row=${id}
          tabindex=${id === context.stop ? 0 : -1}
          aria-expanded=${isOpen}
          aria-label=${spokenName(view, amount, word)}
          title=${name}
          @click=${() => ui.setOpen(id, !isOpen)}
        ><bdi>${name}</bdi></button>
        ${flags(view, context)}
      </h3>
      ${place(view)}
      <div class="row-bar">${binding === null ? nothing : gauge(binding, word)}</div>
      <span class="row-percent" aria-hidden="true">${amount ?? nothing}</span>
      <span class="row-word" title=${word} aria-hidden="true">${word}</span>
      <span class="row-spark">${
        binding && binding.limit.history.length > 0
          ? html`<keygauge-history aria-hidden="true" .points=${binding.limit.history}></keygauge-history>`
          : nothing
      }</span>
      <span class="row-fold">${icon('chevron')}</span>
    </div>
    ${isOpen ? rowDetails(view, context, ui) : nothing}
  </li>`;
}

function spokenName({ model, binding, key }: ModelView, amount: string | null, word: string): string {
  const parts = [
    outsideText(modelText(model.model, model.limits)),
    binding === null ? null : limitPhrase(binding.limit),
    amount,
    word,
    subjectText(null, key),
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** "input tokens/min · Anthropic · private". Narrow panels cut its end, the key's name, or leave it out. */
function place({ key, binding }: ModelView): TemplateResult {
  const limit = binding === null ? null : shortLimitName(binding.limit);
  const users = key.storage === 'traffic' ? usersText(key.tools) : null;
  const whose = [subjectText(null, key), users].filter((part) => part !== null).join(' · ');
  const all = [limit, whose].filter((part) => part !== null).join(' · ');
  return html`<span class="row-place" title=${all} aria-hidden="true">${
    limit === null ? nothing : html`<span class="row-limit">${limit}</span>`
  }<span class="row-rest">${limit === null ? nothing : html`<span>&nbsp;·&nbsp;</span>`}<span class="row-whose">${whose}</span></span></span>`;
}

/** Signs for what the user has set. */
function flags(view: ModelView, { pinned, starred }: RowContext): TemplateResult {
  const { binding, others } = view;
  const limits = [...(binding ? [binding] : []), ...others].map(({ limit }) => limit);
  const flag = (mark: 'star' | 'pin' | 'muted', text: string) =>
    html`<span class="flag" title=${text}>${icon(mark)}<span class="spoken">${text}</span></span>`;
  return html`${starred.has(idOf(view)) ? flag('star', l10n.t('favorite')) : nothing}${
    limits.some(({ id }) => id === pinned) ? flag('pin', l10n.t('in the status bar')) : nothing
  }${binding?.limit.muted ? flag('muted', l10n.t('muted')) : nothing}`;
}
