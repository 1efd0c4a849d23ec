import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { KeySnapshot, Snapshot } from '../core/model/snapshot.ts';
import { idOf } from '../core/shown/arrangement.ts';
import { isCheckable } from '../core/shown/checkable.ts';
import { onlyWaits } from '../core/shown/modelTrouble.ts';
import type { ModelView } from '../core/shown/ranking.ts';
import { whileHeld } from '../words/holdWords.ts';
import { fullModelsText } from '../words/rowWords.ts';
import { subjectText } from '../words/subjectText.ts';
import { linkButton } from './buttons.ts';
import { filterInForce, keyFilter } from './filter.ts';
import { findLine } from './findLine.ts';
import { foldLine } from './foldLine.ts';
import { groupLine, groupsOf, isCollapsed, lineOf } from './keyGroups.ts';
import { modelRow } from './modelRow.ts';
import { moveInRows } from './rowKeys.ts';
import type { Shown, Ui } from './ui.ts';

/** Names the line that stands for the full models. */
const fold = 'full';

/** A row or another line of the list, by its name, in the order of the list. */
type Lines = readonly { readonly id: string; draw(stop: string | null): TemplateResult }[];

/** Every model, the most urgent first or under its key, in a list that is one stop of the Tab key. */
export function rowsSection(shown: Shown, ui: Ui): TemplateResult {
  const lines =
    ui.choices.isByKey && shown.snapshot.keys.length > 1 ? linesByKey(shown, ui) : linesByUrgency(shown, ui);
  const stop = (lines.find(({ id }) => id === ui.choices.row) ?? lines[0])?.id ?? null;
  return html`<section class="models" aria-labelledby="models-title">
    <h2 id="models-title" class="spoken">${l10n.t('Limits now')}</h2>
    ${findLine(shown.snapshot, ui)}
    <ul
      class="rows"
      role="list"
      @keydown=${moveInRows}
      @focusin=${(event: FocusEvent) => follow(event, ui)}
      @mouseleave=${() => ui.choose({})}
    >
      ${repeat(
        lines,
        ({ id }) => id,
        ({ draw }) => draw(stop),
      )}
    </ul>
    ${lines.length === 0 && ui.choices.find !== '' ? html`<p class="note">${l10n.t('No model or key has this in its name.')}</p>` : nothing}
    ${unwatched(shown.snapshot, ui)}
  </section>`;
}

function linesByUrgency(shown: Shown, ui: Ui): Lines {
  const { rows, full } = shown.rows;
  const isUnfolded = ui.isOpen(fold);
  const draw = (stop: string | null) => {
    const text = fullModelsText(full, rows.length > 0);
    return foldLine({ id: fold, text, isOpen: isUnfolded, isStop: stop === fold }, () => ui.setOpen(fold, !isUnfolded));
  };
  return [
    ...rows.map((view) => lineOfModel(view, shown, ui)),
    ...(full.length === 0 ? [] : [{ id: fold, draw }]),
    ...(isUnfolded ? full.map((view) => lineOfModel(view, shown, ui)) : []),
  ];
}

/** A key that is collapsed needs no line for its full models. */
function linesByKey(shown: Shown, ui: Ui): Lines {
  return groupsOf(shown.rows).flatMap((group) => [
    { id: lineOf(group), draw: (stop: string | null) => groupLine(group, stop === lineOf(group), ui) },
    ...(isCollapsed(group, ui) ? [] : group.views.map((view) => lineOfModel(view, shown, ui))),
  ]);
}

function lineOfModel(view: ModelView, { snapshot, pinned, starred }: Shown, ui: Ui): Lines[number] {
  return {
    id: idOf(view),
    draw: (stop) =>
      modelRow(
        whileHeld(view, snapshot),
        { at: snapshot.at, pinned, starred, stop, onlyWaits: onlyWaits(view, snapshot) },
        ui,
      ),
  };
}

/** Keys of which no model is watched have no row, so each has a line. */
function unwatched(snapshot: Snapshot, ui: Ui): TemplateResult[] {
  const inForce = filterInForce(snapshot, ui.choices.filter);
  return snapshot.keys
    .filter(({ id, models }) => models.length === 0 && (inForce === 'all' || inForce === keyFilter(id)))
    .map(
      (key) => html`<p class="note">
        <span>${unwatchedText(key)}</span>
        ${isCheckable(key) ? linkButton(ui, l10n.t('Choose models'), { type: 'choose-models', keyId: key.id }) : nothing}
      </p>`,
    );
}

function unwatchedText(key: KeySnapshot): string {
  const subject = subjectText(null, key);
  return isCheckable(key)
    ? l10n.t('No model of {0} is watched.', subject)
    : l10n.t('No answer to {0} has told a limit yet.', subject);
}

/** Tab returns to the row that had the focus last. */
function follow(event: FocusEvent, ui: Ui): void {
  const row = event.target instanceof HTMLElement ? event.target.dataset.row : undefined;
  if (row !== undefined && row !== ui.choices.row) ui.choose({ row });
}
