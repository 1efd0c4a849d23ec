import { html, nothing, type TemplateResult } from 'lit';
import { headlineWords } from '../words/headlineWords.ts';
import { demoBanner, outdatedBanner } from './banners.ts';
import { errorsSection } from './errors.ts';
import { findingsSection } from './findings.ts';
import { footer } from './footer.ts';
import { keysSection } from './keys.ts';
import { pastedAnswer, pasteSection } from './paste.ts';
import { rowsSection } from './rows.ts';
import { topLine } from './topLine.ts';
import type { Shown, Ui } from './ui.ts';
import { verdict } from './verdict.ts';
import { welcome } from './welcome.ts';

/** The whole panel; the same content and choices always give the same panel. */
export function view(shown: Shown, ui: Ui): TemplateResult {
  const { snapshot, isOutdated } = shown;
  const page =
    snapshot.keys.length === 0
      ? firstMinute(shown, ui)
      : ui.choices.page === 'keys'
        ? keysSection(snapshot, ui)
        : limits(shown, ui);
  return html`${isOutdated ? outdatedBanner() : nothing} ${page} ${footer(snapshot, ui)}`;
}

function firstMinute({ pasted }: Shown, ui: Ui): TemplateResult {
  return html`${welcome(ui)} ${pastedAnswer(pasted, ui)} ${pasteSection(ui)}`;
}

function limits(shown: Shown, ui: Ui): TemplateResult {
  const { snapshot, pasted } = shown;
  const words = headlineWords(snapshot, ui.place);
  // One line needs no column of its own.
  const isFine = words.tone === 'fine' && pasted === null;
  return html`${topLine(snapshot, ui)} ${demoBanner(snapshot, ui)}
    <div class="stage ${isFine ? '' : 'split'}">
      <div class="says">${verdict(words, shown, ui)} ${pastedAnswer(pasted, ui)}</div>
      <div class="shows">${rowsSection(shown, ui)} ${findingsSection(snapshot, ui)} ${errorsSection(snapshot)}</div>
    </div>
    ${pasteSection(ui)}`;
}
