import { html, nothing, type TemplateResult } from 'lit';
import { accountsSection } from './accounts.ts';
import { demoBanner, outdatedBanner } from './banners.ts';
import { errorsSection } from './errors.ts';
import { findingsSection } from './findings.ts';
import { footer } from './footer.ts';
import { holdsSection } from './holds.ts';
import { hiddenKeysNote, keysSection } from './keys.ts';
import { pastedAnswer, pasteSection } from './paste.ts';
import { rowsSection } from './rows.ts';
import { sourcesSection } from './sources.ts';
import { statusNotes } from './statusNotes.ts';
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
        ? keysSection(shown, ui)
        : ui.choices.page === 'history'
          ? past(shown, ui)
          : limits(shown, ui);
  return html`${isOutdated ? outdatedBanner() : nothing} ${page} ${footer(snapshot, ui)}`;
}

/** Nothing for the moment that it takes to read and load it. */
function past({ snapshot, history }: Shown, ui: Ui): TemplateResult | typeof nothing {
  return history ? history.page(history.message, snapshot, ui) : nothing;
}

function firstMinute(shown: Shown, ui: Ui): TemplateResult {
  return html`${welcome(shown.snapshot, ui)} ${hiddenKeysNote(shown.snapshot, ui)} ${accountsSection(shown.words)} ${sourcesSection(shown.words.sources, ui)} ${pastedAnswer(shown.pasted, ui)} ${pasteSection(ui)}`;
}

function limits(shown: Shown, ui: Ui): TemplateResult {
  const { snapshot, pasted, words } = shown;
  // One line needs no column of its own.
  const isFine = words.headline.tone === 'fine' && pasted === null;
  return html`${topLine(snapshot, ui)} ${demoBanner(snapshot, ui)}
    <div class="stage ${isFine ? '' : 'split'}">
      <div class="says">${verdict(shown, ui)} ${holdsSection(snapshot, ui)} ${statusNotes(shown, ui)} ${pastedAnswer(pasted, ui)}</div>
      <div class="shows">${rowsSection(shown, ui)} ${accountsSection(shown.words)} ${findingsSection(words.findings, ui)} ${errorsSection(snapshot)} ${sourcesSection(words.sources, ui)}</div>
    </div>
    ${pasteSection(ui)}`;
}
