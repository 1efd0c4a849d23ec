import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { CouldBeWords, PastedWords } from '../words/pastedWords.ts';
import { advice } from './headline.ts';
import { toneIcon } from './icons.ts';
import type { Ui } from './ui.ts';

/** A place to paste what a tool showed and to read its meaning. Nothing of it leaves the machine. */
export function pasteSection(pasted: PastedWords | null, ui: Ui): TemplateResult {
  const send = () => {
    const field = document.querySelector<HTMLTextAreaElement>('#pasted');
    if (field && field.value.trim() !== '') ui.send({ type: 'diagnose-text', text: field.value });
  };
  return html`<section class="paste" aria-labelledby="paste-title">
    <h2 id="paste-title">${l10n.t('Got an error?')}</h2>
    <textarea
      id="pasted"
      rows="3"
      maxlength="1048576"
      spellcheck="false"
      aria-label=${l10n.t('Error text')}
      placeholder=${l10n.t('Paste what your tool showed: a message, a body, a log, a dump with headers. It stays on this machine.')}
      @paste=${() => setTimeout(send)}
    ></textarea>
    <div class="paste-actions"><vscode-button secondary @click=${send}>${l10n.t('What does it mean?')}</vscode-button></div>
    ${result(pasted, ui)}
  </section>`;
}

/** The answer. A screen reader hears one sentence of it, not the whole card. */
function result(words: PastedWords | null, ui: Ui): TemplateResult {
  return html`${
    words === null
      ? nothing
      : html`<article class="headline tone-${words.tone}">
            ${toneIcon(words.tone)}
            <h3 class="paste-verdict"><b>${words.lead}</b> <span>${words.title}</span></h3>
            ${
              words.details.length === 0
                ? nothing
                : html`<p class="headline-details">${words.details.map((text) => html`<span>${text}</span> `)}</p>`
            }
            ${readings(words.readings)} ${couldBe(words.couldBe)}
            ${advice(words.steps, ui)}
          </article>`
  }
    <p class="spoken" role="status">${words?.announcement ?? ''}</p>`;
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
        : html`<details class="more-advice">
          <summary>${l10n.t('More that it could be ({0})', others.length)}</summary>
          <ul>
            ${others.map(item)}
          </ul>
        </details>`
    }
  </div>`;
}
