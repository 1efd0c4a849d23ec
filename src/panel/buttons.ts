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

/** A button that stays in the background until needed. */
export function quietButton(ui: Ui, text: string, intent: Intent): TemplateResult {
  return html`<vscode-toolbar-button @click=${() => ui.send(intent)}
    ><span class="button-text">${text}</span></vscode-toolbar-button
  >`;
}

/** A button that shows only an icon; `label` names its action. */
export function iconButton(ui: Ui, icon: TemplateResult, label: string, intent: Intent): TemplateResult {
  return html`<vscode-toolbar-button class="icon-button" label=${label} title=${label} @click=${() => ui.send(intent)}
    >${icon}</vscode-toolbar-button
  >`;
}
