import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FindingWords } from '../words/findingWords.ts';
import { advice } from './advice.ts';
import { icon } from './icons.ts';
import type { Ui } from './ui.ts';

/** Anything else the numbers reveal: a line each, with its advice one click away. */
export function findingsSection(findings: readonly FindingWords[], ui: Ui): TemplateResult | typeof nothing {
  if (findings.length === 0) return nothing;
  return html`<section class="lines" aria-label=${l10n.t('Also noticed')}>
    ${repeat(
      findings,
      ({ kind }) => kind,
      (finding) => findingItem(finding, ui),
    )}
  </section>`;
}

function findingItem({ title, evidence, details, steps }: FindingWords, ui: Ui): TemplateResult {
  return html`<details class="finding">
    <summary>${icon('chevron')}<span><b>${l10n.t('{0}.', title)}</b> <span>${evidence}</span></span></summary>
    <p>${details.join(' ')}</p>
    ${advice(steps, ui)}
  </details>`;
}
