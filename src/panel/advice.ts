import { html, nothing, type TemplateResult } from 'lit';
import type { Step } from '../words/step.ts';
import { secondaryButton } from './buttons.ts';
import type { Ui } from './ui.ts';

/** The steps, best first. `shown` have their buttons elsewhere already. */
export function advice(steps: readonly Step[], ui: Ui, shown: readonly Step[] = []): TemplateResult | typeof nothing {
  if (steps.length === 0) return nothing;
  return html`<ol class="advice">
    ${steps.map(
      (step) => html`<li>
        <span>${step.text}</span>
        ${
          step.button === null || step.intent === null || shown.includes(step)
            ? nothing
            : secondaryButton(ui, step.button, step.intent)
        }
      </li>`,
    )}
  </ol>`;
}
