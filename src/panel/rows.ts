import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Snapshot } from '../core/model/snapshot.ts';
import { fullModelsText } from '../words/rowWords.ts';
import { subjectText } from '../words/subjectText.ts';
import { linkButton } from './buttons.ts';
import { filterInForce, keyFilter } from './filter.ts';
import { icon } from './icons.ts';
import { modelRow } from './modelRow.ts';
import { moveInRows } from './rowKeys.ts';
import { rowId } from './rowOrder.ts';
import type { Shown, Ui } from './ui.ts';

/** From this many models on there is a box to find one in. */
const many = 8;
/** Names the line that stands for the full models. */
const fold = 'full';

/** Every model, the most urgent first, in a list that is one stop of the Tab key. */
export function rowsSection(shown: Shown, ui: Ui): TemplateResult {
  const { rows, full } = shown.rows;
  const isUnfolded = ui.isOpen(fold);
  const ids = [...rows.map(rowId), ...(full.length > 0 ? [fold] : []), ...(isUnfolded ? full.map(rowId) : [])];
  const stop = ids.find((id) => id === ui.choices.row) ?? ids[0] ?? null;
  const row = (view: (typeof rows)[number]) =>
    modelRow(view, { at: shown.snapshot.at, pinned: shown.pinned, stop }, ui);
  return html`<section class="models" aria-labelledby="models-title">
    <h2 id="models-title" class="spoken">${l10n.t('Limits now')}</h2>
    ${shown.snapshot.ranking.length < many ? nothing : findBox(ui)}
    <ul class="rows" role="list" @keydown=${moveInRows} @focusin=${(event: FocusEvent) => follow(event, ui)}>
      ${repeat(rows, rowId, row)}
      ${full.length === 0 ? nothing : foldLine(fullModelsText(full, rows.length > 0), isUnfolded, stop === fold, ui)}
      ${isUnfolded ? repeat(full, rowId, row) : nothing}
    </ul>
    ${ids.length === 0 && ui.choices.find !== '' ? html`<p class="note">${l10n.t('No model or key has this in its name.')}</p>` : nothing}
    ${unwatched(shown.snapshot, ui)}
  </section>`;
}

function foldLine(text: string, isOpen: boolean, isStop: boolean, ui: Ui): TemplateResult {
  return html`<li class="fold ${isOpen ? 'open' : ''}">
    <button
      class="row-name"
      data-row=${fold}
      tabindex=${isStop ? 0 : -1}
      aria-expanded=${isOpen}
      @click=${() => ui.setOpen(fold, !isOpen)}
    >${icon('chevron')}${text}</button>
  </li>`;
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
      placeholder=${l10n.t('Find a model or key')}
      .value=${ui.choices.find}
      @input=${find}
    />
  </label>`;
}

/** Keys of which no model is watched have no row, so each has a line. */
function unwatched(snapshot: Snapshot, ui: Ui): TemplateResult[] {
  const inForce = filterInForce(snapshot, ui.choices.filter);
  return snapshot.keys
    .filter(({ id, models }) => models.length === 0 && (inForce === 'all' || inForce === keyFilter(id)))
    .map(
      (key) => html`<p class="note">
        <span>${l10n.t('No model of {0} is watched.', subjectText(null, key))}</span>
        ${linkButton(ui, l10n.t('Choose models'), { type: 'choose-models', keyId: key.id })}
      </p>`,
    );
}

/** Tab returns to the row that had the focus last. */
function follow(event: FocusEvent, ui: Ui): void {
  const row = event.target instanceof HTMLElement ? event.target.dataset.row : undefined;
  if (row !== undefined && row !== ui.choices.row) ui.choose({ row });
}
