import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { LimitId } from '../../core/model/limit.ts';
import type { ModelId, Snapshot } from '../../core/model/snapshot.ts';
import type { ToPanel } from '../../wire/panelMessages.ts';
import { type Intent, namesWhatIs, parseIntent } from '../../words/advice/intent.ts';
import { panelWords } from '../../words/panelWords.ts';
import type { PastedWords } from '../../words/pastedWords.ts';
import { placeHere } from '../placeHere.ts';
import { panelHtml } from './panelHtml.ts';

/** Milliseconds between updates of ages, made only while somebody can see them. */
const pace = 5_000;

/** One webview, from opening to closing. */
export class OpenPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #parts: LimitsPanelParts;
  readonly #owned: vscode.Disposable[];
  readonly #gone: () => void;
  #timer: NodeJS.Timeout | null = null;
  #ready = false;
  #diagnosis: DiagnosisWords | null = null;
  /** The page has yet to be told of it. */
  #isNews = false;
  /** The keys that the page's diagnosis is for; `null` for a page that has none yet. */
  #keys: string | null = null;
  #asksForError = false;

  constructor(panel: vscode.WebviewPanel, parts: LimitsPanelParts, gone: () => void) {
    this.#panel = panel;
    this.#parts = parts;
    this.#gone = gone;
    this.#owned = [
      panel.onDidDispose(() => this.#release()),
      panel.onDidChangeViewState(() => this.#follow()),
      panel.webview.onDidReceiveMessage((message) => this.#receive(message)),
      parts.onDidChange(() => this.refresh()),
    ];
    if (parts.icon) panel.iconPath = parts.icon;
    panel.webview.options = webviewOptions(parts.extensionUri);
    panel.webview.html = pageFor(panel.webview, parts.extensionUri);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Shows a diagnosis as soon as the page is ready for it. */
  tell(diagnosis: DiagnosisWords): void {
    this.#diagnosis = diagnosis;
    this.#isNews = true;
    if (this.#ready) this.#postDiagnosis(this.#parts.current());
  }

  /** Focuses the box in which to paste an error as soon as the page shows it. */
  askForError(): void {
    this.#asksForError = true;
    if (this.#ready && this.#panel.visible) this.#postContent(this.#parts.current());
  }

  dispose(): void {
    this.#panel.dispose();
    this.#release();
  }

  #release(): void {
    this.#ready = false;
    this.#rest();
    for (const disposable of this.#owned.splice(0)) disposable.dispose();
    this.#gone();
  }

  #receive(message: unknown): void {
    const intent = parseIntent(message);
    if (!intent) this.#parts.warn('The panel asked for something that nobody knows: reload the window.');
    else if (intent.type === 'ready') this.#greet();
    else if (intent.type === 'clear-diagnosis') this.#diagnosis = null;
    else if (intent.type === 'show-history') void this.#postHistory(intent.limitId);
    else if (namesWhatIs(intent, this.#parts.current().snapshot)) this.#parts.onIntent(intent);
  }

  #greet(): void {
    this.#ready = true;
    this.#post({
      type: 'words',
      language: vscode.env.language,
      translations: vscode.l10n.bundle ?? null,
    });
    this.#follow();
  }

  /** The editor discards the page of a hidden panel, which then says `ready` anew; a moved panel keeps its page. */
  #follow(): void {
    this.#rest();
    if (!this.#ready || !this.#panel.visible) return;
    this.#keys = null;
    this.#look();
    this.#timer = setInterval(() => this.#look(), pace);
  }

  #look(): void {
    this.#parts.room()?.look();
    this.refresh();
  }

  /** Posts what there is to show, if somebody can see it. */
  refresh(): void {
    if (!this.#ready || !this.#panel.visible) return;
    const content = this.#parts.current();
    // Its advice depends on the keys there are.
    const keys = content.snapshot.keys.map(({ id }) => id).join();
    if (keys !== this.#keys) this.#postDiagnosis(content);
    this.#keys = keys;
    this.#postContent(content);
  }

  #postDiagnosis({ snapshot }: PanelContent): void {
    if (!this.#diagnosis) return;
    this.#post({ type: 'diagnosis', diagnosis: this.#diagnosis(snapshot), isNews: this.#isNews });
    this.#isNews = false;
  }

  #postContent(content: PanelContent): void {
    const { snapshot } = content;
    const organizations = snapshot.organizations.map((one) => ({ ...one, limits: [] }));
    const words = panelWords(snapshot, placeHere());
    this.#post({ type: 'snapshot', ...content, snapshot: { ...snapshot, organizations }, words });
    if (this.#asksForError) this.#post({ type: 'paste-box' });
    this.#asksForError = false;
  }

  async #postHistory(limitId: LimitId): Promise<void> {
    const past = await this.#parts.room()?.past(limitId);
    if (past) this.#post({ type: 'history', limitId, ...past });
  }

  #post(message: ToPanel): void {
    void this.#panel.webview.postMessage(message);
  }

  #rest(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }
}

export function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    enableForms: false,
    enableCommandUris: false,
    localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')],
  };
}

function pageFor(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const uriOf = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name)).toString();
  return panelHtml({
    cspSource: webview.cspSource,
    nonce: randomBytes(18).toString('base64url'),
    scriptUri: uriOf('panel.js'),
    styleUri: uriOf('panel.css'),
  });
}

/** The panel's content: what is shown now, and the user's choices. */
export interface PanelContent {
  readonly snapshot: Snapshot;
  readonly pinned: LimitId | null;
  /** Epoch ms until which no notification comes; `null` when they may. */
  readonly quietUntil: number | null;
  /** The user's favorite models. */
  readonly starred: readonly ModelId[];
}

/** What the panel asks of that which is loaded after the first paint. */
export interface PanelRoom {
  /** The past of a limit until now; `null` where there is no such limit. */
  past(limitId: LimitId): Promise<Omit<ToPanel & { type: 'history' }, 'type' | 'limitId'> | null>;
  /** Called again and again while the panel is visible. */
  look(): void;
}

export interface LimitsPanelParts {
  readonly extensionUri: vscode.Uri;
  /** The tab's icon. */
  readonly icon?: vscode.Uri | { readonly light: vscode.Uri; readonly dark: vscode.Uri };
  current(): PanelContent;
  readonly onDidChange: vscode.Event<Snapshot>;
  /** What is loaded after the first paint; `null` until then. */
  room(): PanelRoom | null;
  /** Receives every intent except those that the panel answers itself: `ready`, `clear-diagnosis` and `show-history`. */
  onIntent(intent: Intent): void;
  /** Told of a message that is no intent, as of a page that is older than the extension. */
  warn(message: string): void;
}

/** The meaning of a pasted text, in words that suit the keys of a snapshot. */
export type DiagnosisWords = (snapshot: Snapshot) => PastedWords;
