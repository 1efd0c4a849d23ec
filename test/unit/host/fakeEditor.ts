import type * as vscode from 'vscode';
import { openExternal, questions } from './fakeQuestions.ts';

/** The few parts of the editor that tests of the host touch; imported in place of `vscode`. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event = (listener: (value: T) => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  get listeners(): number {
    return this.#listeners.size;
  }
}

export class FakePanel {
  readonly posted: { type: string }[] = [];
  readonly received = new Emitter<unknown>();
  readonly disposed = new Emitter<void>();
  readonly viewState = new Emitter<void>();
  readonly onDidDispose = this.disposed.event;
  readonly onDidChangeViewState = this.viewState.event;
  readonly webview = {
    html: '',
    options: {} as vscode.WebviewOptions,
    cspSource: "'self'",
    onDidReceiveMessage: this.received.event,
    asWebviewUri: (uri: unknown) => uri,
    postMessage: (message: { type: string }) => {
      if (this.gone) throw new Error('Webview is disposed');
      this.posted.push(message);
      return Promise.resolve(true);
    },
  };
  visible = true;
  gone = false;
  reveals = 0;

  reveal(): void {
    this.reveals++;
  }

  dispose(): void {
    if (this.gone) return;
    this.gone = true;
    this.visible = false;
    this.disposed.fire();
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.viewState.fire();
  }

  /** Types of what was posted since the last time. */
  news(): string[] {
    return this.posted.splice(0).map(({ type }) => type);
  }
}

export const created: { panel: FakePanel; options: unknown[] }[] = [];

/** What the clipboard holds, and the documents that were opened: each as its text, which a test may change. */
export const clipboard = { text: '' };
export const documents: { content: string; readonly language: string }[] = [];
/** The user's own values of settings, and a folder's. */
export const userSettings: Record<string, unknown> = {};
export const folderSettings: Record<string, unknown> = {};

export const workspace = {
  getConfiguration: () => ({
    get: (name: string) => folderSettings[name] ?? userSettings[name],
    inspect: (name: string) => ({ globalValue: userSettings[name], workspaceValue: folderSettings[name] }),
    update: async (name: string, value: unknown) => {
      if (value === undefined) delete userSettings[name];
      else userSettings[name] = value;
    },
  }),
  onDidChangeConfiguration: () => ({ dispose() {} }),
  openTextDocument: async (opened: { content: string; language: string }) => {
    documents.push(opened);
    return { getText: () => opened.content };
  },
};
export const extensions = {
  all: [] as { extensionPath: string; packageJSON: { displayName: string } }[],
  getExtension: () => ({ packageJSON: { version: '0.1.0' } }),
};
export const version = '1.139.1';

/** What was written into the log. */
export const logged: string[] = [];
/** The terminals that were opened. */
export const terminals: unknown[] = [];
const nothing = () => ({ dispose() {} });

/** Who hears that a window has the focus, or has it no more. */
export const heedingFocus = new Set<(state: { focused: boolean; active: boolean }) => void>();

export const window = {
  ...questions,
  state: { focused: true, active: true },
  onDidChangeWindowState(heed: (state: { focused: boolean; active: boolean }) => void) {
    heedingFocus.add(heed);
    return { dispose: () => heedingFocus.delete(heed) };
  },
  registerTerminalLinkProvider: nothing,
  createStatusBarItem: () => ({ show() {}, dispose() {} }),
  createOutputChannel: () => {
    const say = (message: string) => void logged.push(message);
    return { info: say, warn: say, error: say, show() {}, dispose() {} };
  },
  showTextDocument: async () => undefined,
  setStatusBarMessage: nothing,
  createTerminal: () => ({ show: () => terminals.push({}) }),
  createWebviewPanel: (...options: unknown[]) => {
    const panel = new FakePanel();
    created.push({ panel, options });
    return panel;
  },
};
/** The editor's own commands that were run. */
export const run: string[] = [];
export const commands = { executeCommand: async (command: string) => void run.push(command) };
export const env = {
  language: 'de',
  appName: 'Visual Studio Code',
  remoteName: undefined,
  openExternal,
  clipboard: {
    readText: async () => clipboard.text,
    writeText: async (text: string) => {
      clipboard.text = text;
    },
  },
};
export const l10n = { bundle: undefined };
export const ConfigurationTarget = { Global: 1 };
export const ExtensionKind = { UI: 1, Workspace: 2 };
export const ViewColumn = { Active: -1 };
export const StatusBarAlignment = { Left: 1, Right: 2 };
export class ThemeColor {}
export class MarkdownString {}
export const Uri = {
  joinPath: (base: unknown, ...parts: string[]) => [String(base), ...parts].join('/'),
  parse: (text: string) => text,
  file: (path: string) => path,
};
export { InputBoxValidationSeverity, ProgressLocation, QuickPickItemKind, ThemeIcon } from './fakeQuestions.ts';
