import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import 'uplot/dist/uPlot.min.css';
import './panel.css';
import './gaugeBar.ts';
import * as l10n from '@vscode/l10n';
import { render } from 'lit';
import type { ToPanel } from '../wire/panelMessages.ts';
import { isFromHost, parseToPanel } from '../wire/snapshotShape.ts';
import type { Intent } from '../words/advice/intent.ts';
import type { Place } from '../words/advice/place.ts';
import { setLocale } from '../words/numbers.ts';
import type { PastedWords } from '../words/pastedWords.ts';
import { followTheme } from './historyLine.ts';
import type { Ui } from './ui.ts';
import { view } from './view.ts';
import { type EditorApi, ViewState } from './viewState.ts';

declare function acquireVsCodeApi(): EditorApi;

const api = acquireVsCodeApi();
const root = document.querySelector('main') ?? document.body;
const viewState = new ViewState(api);
let place: Place = { editor: 'other', pages: {} };
const ui: Ui = {
  get place() {
    return place;
  },
  send: (intent: Intent) => api.postMessage(intent),
  isCollapsed: (id) => viewState.isCollapsed(id),
  setCollapsed: (id, collapsed) => viewState.setCollapsed(id, collapsed),
};

let shown: (ToPanel & { type: 'snapshot' }) | null = null;
let pasted: PastedWords | null = null;
let isOutdated = false;

function useWords({ language, translations, editor, pages }: ToPanel & { type: 'words' }): void {
  place = { editor, pages };
  l10n.config({ contents: translations ?? {} });
  setLocale(language);
  document.documentElement.lang = language;
}

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = parseToPanel(data);
  if (message === null && isFromHost(data) && !isOutdated) {
    isOutdated = true;
    ui.send({ type: 'message-refused' });
  }
  if (message?.type === 'words') useWords(message);
  if (message?.type === 'diagnosis') pasted = message.diagnosis;
  if (message?.type === 'snapshot') shown = message;
  if (shown) render(view(shown.snapshot, shown.pinned, pasted, isOutdated, ui), root);
  if (message?.type === 'paste-box') document.querySelector<HTMLTextAreaElement>('#pasted')?.focus();
});

followTheme(document);
ui.send({ type: 'ready' });
