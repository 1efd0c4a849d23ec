import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ProviderId } from '../core/model/provider.ts';
import { toldTroubles } from '../core/shown/toldTrouble.ts';
import type { PanelWords } from '../words/panelWords.ts';
import { sentence } from '../words/sentence.ts';
import { incidentsText, providerStatusText } from '../words/statusWords.ts';
import { linkButton } from './buttons.ts';
import type { Shown, Ui } from './ui.ts';

/** A quiet line for each provider whose status page tells of trouble, but for the one that the verdict names already. */
export function statusNotes({ snapshot, words }: Shown, ui: Ui): TemplateResult[] {
  const named = words.headline.status?.provider;
  return toldTroubles(snapshot)
    .filter(({ provider }) => provider !== named)
    .map(
      (status) => html`<p class="note status" title=${incidentsText(status)}>
        <span>${sentence(providerStatusText(status, snapshot.at))}</span> ${statusLink(status.provider, words, ui)}
      </p>`,
    );
}

export function statusLink(provider: ProviderId, { statusPages }: PanelWords, ui: Ui): TemplateResult | typeof nothing {
  if (!statusPages.includes(provider)) return nothing;
  return linkButton(ui, l10n.t('Open status page'), { type: 'open-link', link: `${provider}-status` });
}
