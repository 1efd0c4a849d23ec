import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Snapshot } from '../core/model/snapshot.ts';
import { headlineWords } from '../words/headlineWords.ts';
import type { Step } from '../words/step.ts';
import { primaryButton, secondaryButton } from './buttons.ts';
import { toneIcon } from './icons.ts';
import type { Ui } from './ui.ts';

/** The matter, and what to do about it. */
export function headlineSection(snapshot: Snapshot, ui: Ui): TemplateResult {
  const words = headlineWords(snapshot, ui.place);
  return html`<section class="headline tone-${words.tone}" aria-labelledby="headline-title">
      ${toneIcon(words.tone)}
      <h1 id="headline-title"><b>${words.lead}</b> <span>${words.title}</span></h1>
      <p class="headline-details">${words.details.map((text) => html`<span>${text}</span> `)}</p>
      ${advice(words.steps, ui)}
    </section>
    <p class="spoken" aria-live="polite" role="status">${words.announcement}</p>`;
}

/** Steps shown at once. A person in the middle of work reads three; the others are one click away. */
const shownSteps = 3;

/** The steps, best first: the first button is the one to press. */
export function advice(steps: readonly Step[], ui: Ui): TemplateResult | typeof nothing {
  if (steps.length === 0) return nothing;
  const first = steps.findIndex((step) => step.intent !== null);
  const item = (step: Step) =>
    html`<li><span>${step.text}</span>${stepButton(step, steps.indexOf(step) === first, ui)}</li>`;
  const others = steps.slice(shownSteps);
  return html`<ol class="advice">
      ${steps.slice(0, shownSteps).map(item)}
    </ol>
    ${
      others.length === 0
        ? nothing
        : html`<details class="more-advice">
          <summary>${l10n.t('More that may help ({0})', others.length)}</summary>
          <ol class="advice" start=${shownSteps + 1}>
            ${others.map(item)}
          </ol>
        </details>`
    }`;
}

function stepButton({ button, intent }: Step, primary: boolean, ui: Ui): TemplateResult | typeof nothing {
  if (button === null || intent === null) return nothing;
  return (primary ? primaryButton : secondaryButton)(ui, button, intent);
}

/** Says that nothing here is real, for as long as the demo runs. */
export function demoBanner(snapshot: Snapshot, ui: Ui): TemplateResult | typeof nothing {
  if (!snapshot.keys.some((key) => key.storage === 'demo')) return nothing;
  return html`<aside class="demo">
    <span class="tag">${l10n.t('demo')}</span>
    <p>${l10n.t('The demo key and its numbers are simulated on this machine; they cost nothing and say nothing about your account.')}</p>
    ${secondaryButton(ui, l10n.t('End the demo'), { type: 'end-demo' })}
  </aside>`;
}

/** Says that the content below has stopped updating, because the page and the extension are of different versions. */
export function outdatedBanner(): TemplateResult {
  return html`<aside class="outdated" role="alert">
    ${toneIcon('trouble')}
    <p>${l10n.t('This panel is older than the extension and no longer follows it. Close it and open it again.')}</p>
  </aside>`;
}
