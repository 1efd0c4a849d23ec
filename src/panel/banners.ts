import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Snapshot } from '../core/model/snapshot.ts';
import { linkButton } from './buttons.ts';
import { icon } from './icons.ts';
import type { Ui } from './ui.ts';

/** Says that nothing here is real, for as long as the demo runs. */
export function demoBanner(snapshot: Snapshot, ui: Ui): TemplateResult | typeof nothing {
  if (!snapshot.keys.some((key) => key.storage === 'demo')) return nothing;
  return html`<aside class="banner">
    <span class="tag">${l10n.t('demo')}</span>
    <p>${l10n.t('The demo is simulated on this machine; it costs nothing.')}</p>
    ${linkButton(ui, l10n.t('Replay'), { type: 'replay-demo' })} ${linkButton(ui, l10n.t('End the demo'), { type: 'end-demo' })}
  </aside>`;
}

/** Says that the content below has stopped updating, because the page and the extension are of different versions. */
export function outdatedBanner(): TemplateResult {
  return html`<aside class="banner outdated" role="alert">
    ${icon('refused')}
    <p>${l10n.t('This panel is older than the extension and no longer follows it. Close it and open it again.')}</p>
  </aside>`;
}
