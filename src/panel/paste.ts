import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { CouldBeWords, PastedWords } from '../words/pastedWords.ts';
import { sentence } from '../words/sentence.ts';
import type { Step } from '../words/step.ts';
import { accentOfTone, markOfTone } from './accent.ts';
import { advice } from './advice.ts';
import { linkButton } from './buttons.ts';
import { icon } from './icons.ts';
import type { Ui } from './ui.ts';

/** A place to paste what a tool showed: one line until it is used. Nothing of it leaves the machine. */
export function pasteSection(ui: Ui): TemplateResult {
  const send = () => {
    const field = document.querySelector<HTMLTextAreaElement>('#pasted');
    if (field && field.value.trim() !== '') ui.send({ type: 'diagnose-text', text: field.value });
  };
  return html`<section class="paste" aria-label=${l10n.t('Got an error?')}>
    <label class="field">
      ${icon('clipboard')}
      <textarea
        id="pasted"
        rows="1"
        maxlength="1048576"
        spellcheck="false"
        aria-label=${l10n.t('Error text')}
        placeholder=${l10n.t('Got an error? Paste it here. It stays on this machine.')}
        @paste=${() => setTimeout(send)}
      ></textarea>
    </label>
    <vscode-button class="explain" secondary @click=${send}>${l10n.t('What does it mean?')}</vscode-button>
    <vscode-button secondary aria-label=${l10n.t('Use clipboard')} @click=${() => ui.send({ type: 'diagnose-clipboard' })}
      ><span class="wide">${l10n.t('Use clipboard')}</span><span class="narrow">${l10n.t('Clipboard')}</span></vscode-button
    >
  </section>`;
}

/** The answer. A screen reader hears one sentence of it, not the whole card. */
export function pastedAnswer(words: PastedWords | null, ui: Ui): TemplateResult {
  return html`${words === null ? nothing : answerCard(words, ui)}
    <p class="spoken" role="status">${words?.announcement ?? ''}</p>`;
}

function answerCard(words: PastedWords, ui: Ui): TemplateResult {
  const { tone, subject, lead, title, details, steps } = words;
  return html`<section class="card verdict pasted accent-${accentOfTone(tone)}" aria-labelledby="pasted-title" tabindex="-1">
    <div class="verdict-words">
      <p class="subject">${icon(markOfTone(tone))}<span>${
        subject === null ? l10n.t('From the text you pasted') : l10n.t('{0} · from the text you pasted', subject)
      }</span></p>
      <h2 id="pasted-title">${lead}</h2>
      <p class="fact">${sentence(title)}</p>
      ${details.length === 0 ? nothing : html`<p class="how">${details.map((text) => html`<span>${text}</span> `)}</p>`}
      ${readings(words.readings)} ${couldBe(words.couldBe)} ${help(steps, ui)}
      <div class="more">${linkButton(ui, l10n.t('Clear'), { type: 'clear-diagnosis' })}</div>
    </div>
  </section>`;
}

/** Steps shown at once. A person in the middle of work reads three; the others are one click away. */
const shownSteps = 3;

function help(steps: readonly Step[], ui: Ui): TemplateResult {
  const others = steps.slice(shownSteps);
  return html`${advice(steps.slice(0, shownSteps), ui)}
  ${
    others.length === 0
      ? nothing
      : html`<details class="more-steps">
          <summary>${icon('chevron')}${l10n.t('More that may help ({0})', others.length)}</summary>
          ${advice(others, ui)}
        </details>`
  }`;
}

function readings(lines: readonly string[]): TemplateResult | typeof nothing {
  if (lines.length === 0) return nothing;
  return html`<div class="paste-list">
    <p>${l10n.t('What its headers say:')}</p>
    <ul>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>
  </div>`;
}

/** Causes shown at once; the others are one click away. */
const shownCauses = 4;

function couldBe(causes: readonly CouldBeWords[]): TemplateResult | typeof nothing {
  if (causes.length === 0) return nothing;
  const item = ({ cause, sign }: CouldBeWords) => html`<li><b>${cause}</b> ${sign}</li>`;
  const others = causes.slice(shownCauses);
  return html`<div class="paste-list">
    <p>${l10n.t('It could be one of these, the likeliest first. Here is how to tell:')}</p>
    <ul>
      ${causes.slice(0, shownCauses).map(item)}
    </ul>
    ${
      others.length === 0
        ? nothing
        : html`<details>
          <summary>${icon('chevron')}${l10n.t('More that it could be ({0})', others.length)}</summary>
          <ul>
            ${others.map(item)}
          </ul>
        </details>`
    }
  </div>`;
}
