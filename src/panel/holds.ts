import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Snapshot } from '../core/model/snapshot.ts';
import { type HoldWords, holdRows } from '../words/holdWords.ts';
import { icon } from './icons.ts';
import type { Ui } from './ui.ts';

/** What the gateway holds back, in its order, each with a way past the queue. */
export function holdsSection(snapshot: Snapshot, ui: Ui): TemplateResult | typeof nothing {
  const rows = holdRows(snapshot);
  if (rows.length === 0) return nothing;
  return html`<section class="card holds" aria-label=${l10n.t('Held requests')}>
    <ul role="list">${repeat(
      rows,
      ({ id }) => id,
      (row) => holdRow(row, ui),
    )}</ul>
    <p class="dim">${l10n.t('Sending now skips the wait, but the request may be refused.')}</p>
  </section>`;
}

function holdRow({ id, tool, what, when }: HoldWords, ui: Ui): TemplateResult {
  const send = () => ui.send({ type: 'send-now', holdId: id });
  return html`<li class="hold">
    ${icon('hold')}
    <div><b><bdi>${tool}</bdi></b> <span class="dim"><bdi>${what}</bdi></span></div>
    <span class="hold-when">${when}</span>
    <vscode-button secondary aria-label="${l10n.t('Send now')}: ${tool}" @click=${send}>${l10n.t('Send now')}</vscode-button>
  </li>`;
}
