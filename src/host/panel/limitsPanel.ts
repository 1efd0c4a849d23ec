import * as vscode from 'vscode';
import type { DiagnosisWords, LimitsPanelParts, OpenPanel } from './openPanel.ts';

/** Identifies the panel to `onWebviewPanel:` activation and to the serializer too. */
export const limitsPanelType = 'keygauge.limits';

/** Loads the code of the open panel when the first one opens. */
const loadOpenPanel = () => import('./openPanel.ts');

/** The one panel of a window: opens it, keeps it current while it is visible, and restores it after a reload. */
export class LimitsPanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #parts: LimitsPanelParts;
  #open: OpenPanel | null = null;

  constructor(parts: LimitsPanelParts) {
    this.#parts = parts;
  }

  /** Restores a panel that was open when the window was reloaded. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.#adopt(panel, await loadOpenPanel());
  }

  /** Opens the panel, or brings it to the front. */
  async show(): Promise<OpenPanel> {
    const loaded = await loadOpenPanel();
    if (this.#open) {
      this.#open.reveal();
      return this.#open;
    }
    const options = loaded.webviewOptions(this.#parts.extensionUri);
    const { Active } = vscode.ViewColumn;
    return this.#adopt(vscode.window.createWebviewPanel(limitsPanelType, 'Keygauge', Active, options), loaded);
  }

  /** Opens the panel and shows what a pasted text means. The advice depends on the keys there are. */
  async showDiagnosis(diagnosis: DiagnosisWords): Promise<void> {
    const open = await this.show();
    open.tell(diagnosis);
  }

  /** Shows again what there is, because the user has chosen something. */
  refresh(): void {
    this.#open?.refresh();
  }

  /** Opens the panel with the box in which to paste an error focused. */
  async showPasteBox(): Promise<void> {
    const open = await this.show();
    open.askForError();
  }

  dispose(): void {
    this.#open?.dispose();
  }

  #adopt(panel: vscode.WebviewPanel, loaded: Awaited<ReturnType<typeof loadOpenPanel>>): OpenPanel {
    this.#open?.dispose();
    const open = new loaded.OpenPanel(panel, this.#parts, () => {
      if (this.#open === open) this.#open = null;
    });
    this.#open = open;
    return open;
  }
}
