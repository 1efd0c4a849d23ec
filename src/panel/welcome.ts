import { html, nothing, type TemplateResult } from 'lit';
import type { Snapshot } from '../core/model/snapshot.ts';
import { type Way, welcomeWords } from '../words/welcomeWords.ts';
import { primaryButton, secondaryButton } from './buttons.ts';
import { icon } from './icons.ts';
import type { Ui } from './ui.ts';

/** The first minute: what this is, and the ways to begin. */
export function welcome(snapshot: Snapshot, ui: Ui): TemplateResult {
  const { lead, title, notes, ways } = welcomeWords(snapshot);
  return html`<section class="card verdict" aria-labelledby="verdict-title">
    <div class="verdict-words">
      <h1 id="verdict-title">${lead}</h1>
      <p class="fact">${title}</p>
      <ul class="ways">
        ${ways.map((way, at) => wayItem(way, at === 0, ui))}
      </ul>
      ${notes.length === 0 ? nothing : html`<p class="dim">${notes.join(' ')}</p>`}
    </div>
  </section>`;
}

function wayItem({ icon: mark, title, text, button, intent }: Way, isFirst: boolean, ui: Ui): TemplateResult {
  return html`<li>
    ${icon(mark)}
    <div>
      <h2>${title}</h2>
      <p>${text}</p>
    </div>
    ${(isFirst ? primaryButton : secondaryButton)(ui, button, intent)}
  </li>`;
}
