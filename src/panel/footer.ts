import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Snapshot } from '../core/model/snapshot.ts';
import { nextCheckText } from '../words/checkWords.ts';
import { checksText, firstCheck } from '../words/footerWords.ts';
import { linkButton } from './buttons.ts';
import type { Ui } from './ui.ts';

/** What checking costs and when it goes on, and the ways to everything else. */
export function footer(snapshot: Snapshot, ui: Ui): TemplateResult {
  const next = firstCheck(snapshot.keys);
  const manage = html`<button class="link" @click=${() => ui.choose({ page: 'keys' })}>${l10n.t('Manage keys')}</button>`;
  return html`<footer>
    ${next === null ? nothing : html`<p title=${nextCheckText(next)}>${checksText(snapshot)}</p>`}
    <nav aria-label=${l10n.t('More')}>
      ${snapshot.keys.length === 0 || ui.choices.page === 'keys' ? nothing : manage}
      ${linkButton(ui, l10n.t('Settings'), { type: 'open-settings' })} ${linkButton(ui, l10n.t('Log'), { type: 'open-log' })}
    </nav>
  </footer>`;
}
