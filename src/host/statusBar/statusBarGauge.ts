import * as vscode from 'vscode';
import type { Snapshot } from '../../core/model/snapshot.ts';
import type { Place } from '../../words/advice/place.ts';
import type { hoverText } from '../../words/hoverWords.ts';
import { gaugeOf, type LateText } from '../../words/levelGauge.ts';
import { commandId, hoverCommands } from '../settings/contributions.ts';
import type { Settings } from '../settings/settingsCheck.ts';

/** The hover says the verdict, which names no page and no setting of an editor. */
const place: Place = { editor: 'other', pages: {} };

/**
 * The one status bar item. Draws snapshots, and assigns only what changed, since each assignment goes to the renderer.
 */
export class StatusBarGauge {
  #item: vscode.StatusBarItem;
  #alignment: Settings['alignment'];
  #shown = { text: '', label: '', alert: '', command: '' };
  #snapshot: Snapshot | null = null;
  #hoverText: typeof hoverText | null = null;
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
    const [{ hoverText }, { lateText }] = await Promise.all([
      import('../../words/hoverWords.ts'),
      import('../../words/lateGauge.ts'),
    ]);
    this.#hoverText = hoverText;
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
    if (!this.#hoverText || !this.#snapshot) return;
    const hover = this.#hoverText(this.#snapshot, place, hoverCommands);
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

function commandFor({ keys }: Snapshot): string {
  if (keys.length === 0) return commandId('addKey');
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
