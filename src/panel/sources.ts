import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { NumberSource, SourceRowState } from '../core/shown/sourceRows.ts';
import type { SourcesWords, SourceWords } from '../words/sourceWords.ts';
import { linkButton } from './buttons.ts';
import { icon, type Mark } from './icons.ts';
import type { Ui } from './ui.ts';

/** Names the section where it begins closed, and where it begins open since something is wrong that nothing above tells. */
const opened = 'sources';
const closed = 'sources in trouble';

const marks: Readonly<Record<NumberSource, Mark>> = {
  listening: 'listen',
  gateway: 'gateway',
  checks: 'refresh',
  admin: 'key',
  balances: 'card',
  status: 'search',
};

/** Where the numbers come from: a row for each source, with what it sees and what it cannot. */
export function sourcesSection({ summary, isUntold, rows }: SourcesWords, ui: Ui): TemplateResult {
  const isOpen = isUntold ? !ui.isOpen(closed) : ui.isOpen(opened);
  const follow = (event: Event) => {
    const isOpenNow = (event.target as HTMLDetailsElement).open;
    if (isOpenNow !== isOpen) ui.setOpen(isUntold ? closed : opened, isUntold ? !isOpenNow : isOpenNow);
  };
  return html`<section class="lines sources" aria-label=${l10n.t('Where the numbers come from')}>
    <details .open=${isOpen} @toggle=${follow}>
      <summary>
        ${icon('chevron')}<span><b>${l10n.t('{0}.', l10n.t('Where the numbers come from'))}</b> <span>${l10n.t('{0}.', summary)}</span></span>
      </summary>
      <ul role="list">${repeat(
        rows,
        ({ source }) => source,
        (row) => sourceRow(row, ui),
      )}</ul>
    </details>
  </section>`;
}

function sourceRow(row: SourceWords, ui: Ui): TemplateResult {
  const { source, title, state, stateText, trouble, sees, notSeen, offers } = row;
  return html`<li class="source accent-${accents[state]}">
    ${icon(state === 'trouble' ? 'risk' : marks[source])}
    <div>
      <h3>${title} <span class="source-state">${stateText}</span></h3>
      ${trouble === null ? nothing : html`<p><bdi>${trouble}</bdi></p>`}
      <p><bdi>${sees}</bdi></p>
      <p class="dim">${notSeen}</p>
      ${offers.length === 0 ? nothing : html`<p class="source-offers">${offers.map(({ button, intent }) => linkButton(ui, button, intent))}</p>`}
    </div>
  </li>`;
}

const accents: Readonly<Record<SourceRowState, string>> = { on: 'fine', off: 'off', trouble: 'risk', unknown: 'off' };
