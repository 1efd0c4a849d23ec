import * as vscode from 'vscode';
import { headlineOf } from '../../core/headline.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { gaugeText } from '../../words/gaugeWords.ts';
import type { hoverText } from '../../words/hoverWords.ts';
import { commands, hoverCommands } from '../settings/contributions.ts';
import type { Settings } from '../settings/settingsCheck.ts';

/**
 * The one status bar item. Draws snapshots, and assigns only what changed, since each assignment goes to the renderer.
 */
export class StatusBarGauge {
  #item: vscode.StatusBarItem;
  #alignment: Settings['alignment'];
  #shown = { text: '', label: '', alert: '', command: '' };
  #snapshot: Snapshot | null = null;
  #hoverText: typeof hoverText | null = null;
  #shownHover = '';

  constructor(settings: Settings) {
    this.#alignment = settings.alignment;
    this.#item = createItem(settings.alignment);
  }

  /** Adds the hover, which is not needed for the first paint. Without it, the editor shows the item's name. */
  async loadHover(): Promise<void> {
    const { hoverText } = await import('../../words/hoverWords.ts');
    this.#hoverText = hoverText;
    this.#renderHover();
  }

  /** The text in the status bar now. */
  get text(): string {
    return this.#shown.text;
  }

  render(snapshot: Snapshot, settings: Settings): void {
    if (settings.alignment !== this.#alignment) {
      this.#item.dispose();
      this.#alignment = settings.alignment;
      this.#item = createItem(settings.alignment);
      this.#shown = { text: '', label: '', alert: '', command: '' };
      this.#shownHover = '';
    }
    const headline = headlineOf(snapshot, settings.limit);
    const demo = snapshot.keys.some((key) => key.storage === 'demo');
    const { text, label, alert } = gaugeText(headline, settings, demo, snapshot.at);
    const command =
      headline.kind === 'add-key'
        ? commands.addKey
        : headline.kind === 'choose-models'
          ? commands.chooseModels
          : commands.openPanel;
    const item = this.#item;
    if (text !== this.#shown.text) item.text = text;
    if (label !== this.#shown.label) item.accessibilityInformation = { label, role: 'button' };
    if (alert !== this.#shown.alert) {
      item.backgroundColor = alert === 'none' ? undefined : new vscode.ThemeColor(`statusBarItem.${alert}Background`);
    }
    if (command !== this.#shown.command) item.command = command;
    this.#shown = { text, label, alert, command };
    this.#snapshot = snapshot;
    this.#renderHover();
  }

  #renderHover(): void {
    if (!this.#hoverText || !this.#snapshot) return;
    const hover = this.#hoverText(this.#snapshot, hoverCommands);
    if (hover === this.#shownHover) return;
    const tooltip = new vscode.MarkdownString(hover);
    tooltip.isTrusted = { enabledCommands: Object.values(hoverCommands) };
    this.#item.tooltip = tooltip;
    this.#shownHover = hover;
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function createItem(alignment: Settings['alignment']): vscode.StatusBarItem {
  // The editor remembers an id's side for as long as the window lives, so each side has its own id.
  const item =
    alignment === 'left'
      ? vscode.window.createStatusBarItem('gauge.left', vscode.StatusBarAlignment.Left, 100)
      : vscode.window.createStatusBarItem('gauge', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Keygauge';
  item.show();
  return item;
}
