import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Snapshot } from '../core/model/snapshot.ts';
import { icon } from './icons.ts';
import type { Ui } from './ui.ts';

/** From this many models on there is a box to find one in. */
const many = 8;

/** Where there are many models, a box to find one in, and a switch that puts them under their keys. */
export function findLine({ ranking, keys }: Snapshot, ui: Ui): TemplateResult | typeof nothing {
  if (ranking.length < many) return nothing;
  return html`<div class="find-line">${findBox(ui)} ${keys.length > 1 ? byKey(ui) : nothing}</div>`;
}

function byKey(ui: Ui): TemplateResult {
  const { isByKey } = ui.choices;
  return html`<button
    class="link"
    aria-pressed=${isByKey}
    @click=${() => ui.choose({ isByKey: !isByKey })}
  >${l10n.t('By key')}</button>`;
}

function findBox(ui: Ui): TemplateResult {
  const find = (event: Event) => {
    if (event.target instanceof HTMLInputElement) ui.choose({ find: event.target.value });
  };
  return html`<label class="field find">
    ${icon('search')}
    <input
      type="search"
      aria-label=${l10n.t('Find a model or key')}
      aria-keyshortcuts="/"
      placeholder=${l10n.t('Find a model or key (/)')}
      .value=${ui.choices.find}
      @input=${find}
    />
  </label>`;
}
