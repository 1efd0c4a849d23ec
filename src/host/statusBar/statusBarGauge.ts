import * as vscode from 'vscode';
import { headlineOf } from '../../core/headline.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { gaugeText } from '../../words/gaugeWords.ts';
import { hoverText } from '../../words/hoverWords.ts';
import { commands, hoverCommands } from '../settings/contributions.ts';
import type { Settings } from '../settings/settingsCheck.ts';

/**
 * The one status bar item. Draws snapshots, and assigns only what changed, since each assignment goes to the renderer.
 */
export class StatusBarGauge {
  #item: vscode.StatusBarItem;
  #alignment: Settings['alignment'];
  #shown = { text: '', label: '', alert: '', hover: '', command: '' };

  constructor(settings: Settings) {
    this.#alignment = settings.alignment;
    this.#item = createItem(settings.alignment);
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
      this.#shown = { text: '', label: '', alert: '', hover: '', command: '' };
    }
    const headline = headlineOf(snapshot, settings.limit);
    const demo = snapshot.keys.some((key) => key.storage === 'demo');
    const { text, label, alert } = gaugeText(headline, settings, demo, snapshot.at);
    const hover = hoverText(snapshot, hoverCommands);
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
    if (hover !== this.#shown.hover) {
      const tooltip = new vscode.MarkdownString(hover);
      tooltip.isTrusted = { enabledCommands: Object.values(hoverCommands) };
      item.tooltip = tooltip;
    }
    if (command !== this.#shown.command) item.command = command;
    this.#shown = { text, label, alert, hover, command };
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
