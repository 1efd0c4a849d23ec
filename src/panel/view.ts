import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { LimitId } from '../core/model/limit.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import type { PastedWords } from '../words/pastedWords.ts';
import { quietButton } from './buttons.ts';
import { errorsSection } from './errors.ts';
import { findingsSection } from './findings.ts';
import { demoBanner, headlineSection, outdatedBanner } from './headline.ts';
import { keysSection } from './keys.ts';
import { limitsSection } from './limits.ts';
import { pasteSection } from './paste.ts';
import type { Ui } from './ui.ts';

/**
 * The whole panel for one snapshot; the same snapshot always gives the same panel. `isOutdated`: the page could not
 * read a newer one.
 */
export function view(
  snapshot: Snapshot,
  pinned: LimitId | null,
  pasted: PastedWords | null,
  isOutdated: boolean,
  ui: Ui,
): TemplateResult {
  const someKey = snapshot.keys.length > 0;
  return html`${isOutdated ? outdatedBanner() : nothing} ${demoBanner(snapshot, ui)} ${headlineSection(snapshot, ui)} ${findingsSection(snapshot, ui)}
    ${someKey ? limitsSection(snapshot, pinned, ui) : nothing} ${errorsSection(snapshot)}
    ${pasteSection(pasted, ui)}
    ${someKey ? keysSection(snapshot, ui) : nothing}
    <footer>
      ${quietButton(ui, l10n.t('Settings'), { type: 'open-settings' })}
      ${quietButton(ui, l10n.t('Log'), { type: 'open-log' })}
    </footer>`;
}
