import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { fractionLeft } from '../core/headline.ts';
import type { LimitId } from '../core/model/limit.ts';
import type { KeySnapshot, LimitState, ModelSnapshot, Snapshot } from '../core/model/snapshot.ts';
import { causeText, failureTimeText } from '../words/causeWords.ts';
import { nextCheckText } from '../words/checkWords.ts';
import { ago } from '../words/duration.ts';
import { statusText } from '../words/keyWords.ts';
import { shortLimitName } from '../words/limitNames.ts';
import { stateText } from '../words/limitWords.ts';
import { providerName } from '../words/names.ts';
import { percent } from '../words/numbers.ts';
import { outsideText } from '../words/outsideText.ts';
import { quietButton } from './buttons.ts';
import { toneIcon } from './icons.ts';
import { type Around, limitRow } from './limitRow.ts';
import type { Ui } from './ui.ts';

/** Every limit, by key and model, in the order they came, so that nothing jumps under the pointer. */
export function limitsSection(snapshot: Snapshot, pinned: LimitId | null, ui: Ui): TemplateResult {
  return html`<section aria-labelledby="limits-title">
    <div class="section-head">
      <h2 id="limits-title">${l10n.t('Limits now')}</h2>
      ${quietButton(ui, l10n.t('Check now'), { type: 'check-now' })}
    </div>
    ${repeat(
      snapshot.keys,
      (key) => key.id,
      (key) => keyCard(key, { at: snapshot.at, pinned }, ui),
    )}
  </section>`;
}

function keyCard(key: KeySnapshot, around: Around, ui: Ui): TemplateResult {
  return html`<article class="card">
    <header class="card-head">
      <h3><bdi>${outsideText(key.label)}</bdi></h3>
      <span class="dim">${providerName(key.provider)}</span>
      ${key.storage === 'demo' ? html`<span class="tag">${l10n.t('demo')}</span>` : nothing}
      ${key.status === 'ok' || key.status === 'starting' ? nothing : html`<span class="status">${statusText(key)}</span>`}
      <span class="dim next-check">${nextCheckText(key.nextCheck)}</span>
    </header>
    ${
      key.models.length === 0
        ? html`<div class="note">
            <p>${l10n.t('No model of this key is watched.')}</p>
            ${quietButton(ui, l10n.t('Choose models'), { type: 'choose-models', keyId: key.id })}
          </div>`
        : repeat(
            key.models,
            (model) => model.model,
            (model) => modelGroup(key, model, around, ui),
          )
    }
  </article>`;
}

function modelGroup(key: KeySnapshot, model: ModelSnapshot, around: Around, ui: Ui): TemplateResult {
  const id = JSON.stringify([key.id, model.model]);
  const remember = (event: Event) => {
    if (event.currentTarget instanceof HTMLDetailsElement) ui.setCollapsed(id, !event.currentTarget.open);
  };
  return html`<details class="model" ?open=${!ui.isCollapsed(id)} @toggle=${remember}>
    <summary>
      <h4><bdi>${outsideText(model.model)}</bdi></h4>
      ${worst(model)}
      <span class="dim age">${model.age === null ? l10n.t('not answered yet') : ago(model.age)}</span>
    </summary>
    ${failureNote(model)} ${limitList(model, around, ui)}
  </details>`;
}

function failureNote({ failure }: ModelSnapshot): TemplateResult | typeof nothing {
  if (!failure) return nothing;
  return html`<p class="note trouble">
    ${toneIcon('trouble')}
    <span>${l10n.t('{0} ({1})', causeText(failure.failure.cause), failureTimeText(failure))}</span>
  </p>`;
}

function limitList(model: ModelSnapshot, around: Around, ui: Ui): TemplateResult | typeof nothing {
  if (model.limits.length > 0) {
    return html`<ul class="limits">
      ${repeat(
        model.limits,
        (limit) => limit.id,
        (limit) => limitRow(limit, around, ui),
      )}
    </ul>`;
  }
  if (model.headers === 'absent') {
    return html`<p class="note">
      ${l10n.t('No rate-limit headers: this endpoint does not tell its limits. That is normal; refusals are shown all the same.')}
    </p>`;
  }
  return model.failure ? nothing : html`<p class="note">${l10n.t('Waiting for the first answer.')}</p>`;
}

const order: readonly LimitState[] = ['empty', 'critical', 'soon', 'low', 'unknown', 'fine'];

/** The worst limit of a model, which folding would otherwise hide. */
function worst(model: ModelSnapshot): TemplateResult | typeof nothing {
  const limit = [...model.limits].sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (fractionLeft(a) ?? 1) - (fractionLeft(b) ?? 1),
  )[0];
  if (!limit) return nothing;
  const fraction = fractionLeft(limit);
  return html`<span class="worst state-${limit.state}">
    ${toneIcon(limit.state)}<span
      >${
        fraction === null
          ? l10n.t('{0} {1}', shortLimitName(limit), stateText(limit.state))
          : l10n.t('{0} {1}', percent(fraction), shortLimitName(limit))
      }</span
    >
  </span>`;
}
