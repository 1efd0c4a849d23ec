import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AccountWords, MoneyWords } from '../words/accountWords.ts';
import { percent as percentText } from '../words/numbers.ts';
import type { ModelLimitsWords } from '../words/organizationLimitWords.ts';
import type { PanelWords } from '../words/panelWords.ts';
import type { UseWords } from '../words/useWords.ts';
import { accentOfTone, markOfTone } from './accent.ts';
import { meter } from './gauge.ts';
import { icon } from './icons.ts';
import { shareLegend } from './shareBar.ts';

/** What accounts may spend and have spent, and who used them. */
export function accountsSection({ accounts }: PanelWords): TemplateResult | typeof nothing {
  if (accounts.length === 0) return nothing;
  return html`<section class="accounts" aria-labelledby="accounts-title">
    <h2 id="accounts-title" class="spoken">${l10n.t('Money and use')}</h2>
    ${repeat(accounts, ({ id }) => id, accountItem)}
  </section>`;
}

function accountItem({ title, money, use, limits, notes }: AccountWords): TemplateResult {
  return html`<article>
    <h3><bdi>${title}</bdi></h3>
    ${money.length === 0 ? nothing : html`<ul role="list">${repeat(money, ({ id }) => id, sum)}</ul>`}
    <div class="lines">${uses(use)} ${otherLimits(limits)}</div>
    ${notes.map((text) => html`<p class="note">${text}</p>`)}
  </article>`;
}

/** One sum of money, in the columns of the rows of models. */
function sum({ title, amount, word, percent, tone }: MoneyWords): TemplateResult {
  const accent = percent === null ? 'off' : accentOfTone(tone);
  return html`<li class="row sum accent-${accent}">
    <span class="row-mark">${icon(accent === 'risk' || accent === 'bad' ? markOfTone(tone) : 'card')}</span>
    <span class="row-title">${title}</span>
    <span class="row-place">${amount}</span>
    <div class="row-bar">${percent === null ? nothing : meter({ name: title, value: amount, percent, sure: percent })}</div>
    <span class="row-percent" aria-hidden="true">${percent === null ? nothing : percentText(percent / 100)}</span>
    <span class="row-word">${word ?? nothing}</span>
  </li>`;
}

function uses(use: readonly UseWords[]): TemplateResult | typeof nothing {
  const [first] = use;
  if (!first) return nothing;
  return html`<details class="uses">
    <summary>
      ${icon('chevron')}<span><b>${first.title}</b> ${textOf(first)}. <span>${l10n.t('{0}.', first.asOf)}</span></span>
    </summary>
    <div>${use.map((one) => useItem(one, first))}</div>
  </details>`;
}

function useItem(use: UseWords, { asOf }: UseWords): TemplateResult {
  const { title, parts, byModel } = use;
  return html`<h4>${title}${use.asOf === asOf ? nothing : html` <span class="dim">${use.asOf}</span>`}</h4>
    <keygauge-shares role="img" aria-label=${textOf(use)} .parts=${parts}></keygauge-shares>
    <p class="shares" aria-hidden="true">
      ${shareLegend(parts)}
    </p>
    <p class="dim"><bdi>${byModel}</bdi></p>`;
}

function textOf({ parts }: UseWords): string {
  return parts.map(({ text }) => text).join(', ');
}

function otherLimits(limits: readonly ModelLimitsWords[]): TemplateResult | typeof nothing {
  if (limits.length === 0) return nothing;
  return html`<details>
    <summary>
      ${icon('chevron')}<b>${l10n.t('Limits of models that are not checked ({0})', limits.length)}</b>
    </summary>
    <dl>${limits.map(({ model, text }) => html`<div><dt><bdi>${model}</bdi></dt><dd>${text}</dd></div>`)}</dl>
  </details>`;
}
