import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Snapshot } from '../core/snapshot.ts';
import { primaryButton, secondaryButton } from './buttons.ts';
import { headlineWords, type Step } from './headlineWords.ts';
import { toneIcon } from './icons.ts';
import type { Ui } from './ui.ts';

/** What is the matter, and what to do about it. */
export function headlineSection(snapshot: Snapshot, ui: Ui): TemplateResult {
  const words = headlineWords(snapshot);
  return html`<section class="headline tone-${words.tone}" aria-labelledby="headline-title">
      ${toneIcon(words.tone)}
      <h1 id="headline-title"><b>${words.lead}</b> <span>${words.title}</span></h1>
      <p class="headline-details">${words.details.map((text) => html`<span>${text}</span> `)}</p>
      ${advice(words.steps, ui)}
    </section>
    <p class="spoken" aria-live="polite" role="status">${words.announcement}</p>`;
}

/** The steps, best first: the first button is the one to press. */
function advice(steps: readonly Step[], ui: Ui): TemplateResult | typeof nothing {
  if (steps.length === 0) return nothing;
  return html`<ol class="advice">
    ${steps.map(
      (step, at) =>
        html`<li>
          <span>${step.text}</span>${(at === 0 ? primaryButton : secondaryButton)(ui, step.button, step.intent)}
        </li>`,
    )}
  </ol>`;
}

/** Says that nothing here is real, for as long as that is so. */
export function demoBanner(snapshot: Snapshot, ui: Ui): TemplateResult | typeof nothing {
  if (!snapshot.keys.some((key) => key.storage === 'demo')) return nothing;
  return html`<aside class="demo">
    <span class="tag">${l10n.t('demo')}</span>
    <p>${l10n.t('The demo key and its numbers are simulated on this machine; they cost nothing and say nothing about your account.')}</p>
    ${secondaryButton(ui, l10n.t('End the demo'), { type: 'end-demo' })}
  </aside>`;
}
