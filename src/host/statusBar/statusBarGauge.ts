import * as vscode from 'vscode';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { awaited } from '../../core/shown/awaited.ts';
import { gaugeOf, type LateText } from '../../words/levelGauge.ts';
import { commandId } from '../settings/contributions.ts';
import type { Settings } from '../settings/settingsCheck.ts';
import type { gaugeHover } from './gaugeHover.ts';

/**
 * The one status bar item. Draws snapshots, and assigns only what changed, since each assignment goes to the renderer.
 */
export class StatusBarGauge {
  #item: vscode.StatusBarItem;
  #alignment: Settings['alignment'];
  #shown = { text: '', label: '', alert: '', command: '' };
  #snapshot: Snapshot | null = null;
  #hover: typeof gaugeHover | null = null;
  #lateText: LateText | undefined;
  #shownHover = '';

  constructor(settings: Settings) {
    this.#alignment = settings.alignment;
    this.#item = createItem(settings.alignment);
  }

  /**
   * Adds what is not needed for the first paint: words for refusals and money, and the hover; without it, the editor shows the
   * item's name.
   */
  async loadWords(): Promise<void> {
    const [{ gaugeHover }, { lateText }] = await Promise.all([
      import('./gaugeHover.ts'),
      import('../../words/lateGauge.ts'),
    ]);
    this.#hover = gaugeHover;
    this.#lateText = lateText;
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
    const { text, label, alert } = gaugeOf(snapshot, settings, this.#lateText);
    const command = commandFor(snapshot);
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
    if (!this.#hover || !this.#snapshot) return;
    const { text, commands } = this.#hover(this.#snapshot);
    if (text === this.#shownHover) return;
    const tooltip = new vscode.MarkdownString(text);
    tooltip.isTrusted = { enabledCommands: commands };
    this.#item.tooltip = tooltip;
    this.#shownHover = text;
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function commandFor(snapshot: Snapshot): string {
  const { keys } = snapshot;
  // While a source waits for a first request, there is something to read.
  if (keys.length === 0) return commandId(awaited(snapshot).length > 0 ? 'openPanel' : 'addKey');
  const isUnwatched = keys.every(({ models, money }) => models.length + money.gauges.length === 0);
  return commandId(isUnwatched ? 'chooseModels' : 'openPanel');
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
