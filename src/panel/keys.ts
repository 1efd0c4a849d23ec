import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { providers } from '../core/model/provider.ts';
import type { KeySnapshot, Snapshot } from '../core/model/snapshot.ts';
import { pricesAsOf } from '../core/prices.ts';
import { toldTroubleOf } from '../core/shown/toldTrouble.ts';
import { nextCheckText, spendingText } from '../words/checkWords.ts';
import { budgetText, custodyText, hiddenKeysText, spentInAll, spentTodayText, statusText } from '../words/keyWords.ts';
import { modelText } from '../words/modelText.ts';
import { providerName } from '../words/names.ts';
import { outsideText } from '../words/outsideText.ts';
import type { PanelWords } from '../words/panelWords.ts';
import { incidentsText, providerStatusText } from '../words/statusWords.ts';
import { heardText } from '../words/toolWords.ts';
import { linkButton } from './buttons.ts';
import { icon } from './icons.ts';
import { statusLink } from './statusNotes.ts';
import type { Shown, Ui } from './ui.ts';

/** The keys, the models watched with each, where they go, and what checking has cost today. */
export function keysSection(shown: Shown, ui: Ui): TemplateResult {
  const { snapshot, words } = shown;
  return html`<section class="keys-page" aria-labelledby="keys-title">
    <div class="page-head">
      <button class="link back" @click=${() => ui.choose({ page: 'limits' })}>${icon('chevron')}${l10n.t('Limits')}</button>
      <h1 id="keys-title">${l10n.t('Keys and checking')}</h1>
      ${linkButton(ui, l10n.t('Add another key'), { type: 'add-key' })}
    </div>
    <ul class="card keys">
      ${repeat(
        snapshot.keys,
        (key) => key.id,
        (key) => keyRow(key, shown, ui),
      )}
    </ul>
    ${hiddenKeysNote(snapshot, ui)} ${planUntold(words, ui)}
    <p class="spending">
      ${l10n.t('Checking has cost today: {0}.', spendingText(spentInAll(snapshot.keys)))}
      <span class="dim">${budgetText(snapshot.budget)} ${l10n.t('Prices as of {0}.', pricesAsOf)}</span>
    </p>
  </section>`;
}

/** How many keys are hidden, and the way to bring them back. */
export function hiddenKeysNote({ hiddenKeys = [] }: Snapshot, ui: Ui): TemplateResult | typeof nothing {
  const text = hiddenKeysText(hiddenKeys.length);
  if (text === null) return nothing;
  return html`<p class="note"><span>${text}</span> ${linkButton(ui, l10n.t('Hidden keys…'), { type: 'show-hidden-keys' })}</p>`;
}

function planUntold({ planUntold: text }: PanelWords, ui: Ui): TemplateResult | typeof nothing {
  if (text === null) return nothing;
  return html`<p class="note"><span>${text}</span> ${linkButton(ui, l10n.t('Open Cursor usage'), { type: 'open-link', link: 'cursor-usage' })}</p>`;
}

function keyRow(key: KeySnapshot, { snapshot, words }: Shown, ui: Ui): TemplateResult {
  const told = toldTroubleOf(key, snapshot);
  return html`<li class="key status-${key.status}">
    <div class="key-name">
      <h2><bdi>${outsideText(key.label)}</bdi></h2>
      ${
        key.storage === 'traffic' && key.label.endsWith(key.fingerprint)
          ? nothing
          : html`<span class="dim">${providerName(key.provider)}</span>
      <code>${outsideText(key.fingerprint, 40)}</code>`
      }
      <span class="status">${statusText(key)}</span>
      ${told === null ? nothing : html`<span class="dim" title=${incidentsText(told)}>${providerStatusText(told, snapshot.at)} ${statusLink(told.provider, words, ui)}</span>`}
    </div>
    <dl>
      <dt>${l10n.t('Models')}</dt>
      <dd>
        ${
          key.models.length === 0
            ? html`<span class="dim">${l10n.t('none')}</span>`
            : key.models.map(
                ({ model, limits }) => html`<bdi class="model-name">${outsideText(modelText(model, limits))}</bdi>`,
              )
        }
      </dd>
      <dt>${l10n.t('Key')}</dt>
      <dd>${custodyText(key.storage, outsideText(key.origin))}</dd>
      ${usedBy(key)}
      ${
        key.storage === 'traffic'
          ? nothing
          : html`<dt>${l10n.t('Today')}</dt>
      <dd>${spentTodayText(key.today)}. ${nextCheckText(key.nextCheck)}.</dd>`
      }
    </dl>
    <div class="key-actions">${actions(key, ui)}</div>
  </li>`;
}

function usedBy({ tools }: KeySnapshot): TemplateResult | typeof nothing {
  const heard = heardText(tools);
  return heard === null ? nothing : html`<dt>${l10n.t('Used by')}</dt><dd>${heard}</dd>`;
}

function actions(key: KeySnapshot, ui: Ui): TemplateResult | typeof nothing {
  const about = { keyId: key.id };
  if (key.storage === 'traffic')
    return html`${linkButton(ui, l10n.t('Add this key'), { type: 'add-heard-key', ...about })}
    ${linkButton(ui, l10n.t('Rename'), { type: 'rename-key', ...about })}
    ${linkButton(ui, l10n.t('Hide'), { type: 'hide-key', ...about })}
    ${linkButton(ui, l10n.t('Forget'), { type: 'forget-key', ...about })}`;
  if (key.storage === 'demo') return linkButton(ui, l10n.t('End the demo'), { type: 'end-demo' });
  return html`${key.status === 'changed' ? linkButton(ui, l10n.t('Review key'), { type: 'allow-key', ...about }) : nothing}
  ${linkButton(ui, l10n.t('Choose models'), { type: 'choose-models', ...about })}
  ${linkButton(ui, l10n.t('Rename'), { type: 'rename-key', ...about })}
  ${key.storage === 'environment' ? nothing : linkButton(ui, l10n.t('Replace'), { type: 'replace-key', ...about })}
  ${providers[key.provider].baseUrl === null ? linkButton(ui, l10n.t('Change address'), { type: 'change-address', ...about }) : nothing}
  ${linkButton(ui, l10n.t('Remove'), { type: 'remove-key', ...about })}`;
}
