import { html, type TemplateResult } from 'lit';
import type { Intent } from '../words/advice/intent.ts';
import type { Ui } from './ui.ts';

/** A button for the one thing to do next. */
export function primaryButton(ui: Ui, text: string, intent: Intent): TemplateResult {
  return html`<vscode-button @click=${() => ui.send(intent)}>${text}</vscode-button>`;
}

export function secondaryButton(ui: Ui, text: string, intent: Intent): TemplateResult {
  return html`<vscode-button secondary @click=${() => ui.send(intent)}>${text}</vscode-button>`;
}

/** A button that looks like a link: it stays in the background until needed. */
export function linkButton(ui: Ui, text: string, intent: Intent): TemplateResult {
  return html`<button class="link" @click=${() => ui.send(intent)}>${text}</button>`;
}

/** A link to somewhere else in the panel. `about` tells a screen reader what of. */
export function plainLink(text: string, about: string, go: () => void): TemplateResult {
  return html`<button class="link" aria-label="${text}: ${about}" @click=${go}>${text}</button>`;
}

/** A link that is on or off. `about` tells a screen reader which of many it is. */
export function switchButton(ui: Ui, text: string, about: string, isOn: boolean, intent: Intent): TemplateResult {
  return html`<button
    class="link"
    aria-label="${text}: ${about}"
    aria-pressed=${isOn}
    @click=${() => ui.send(intent)}
  >${text}</button>`;
}
