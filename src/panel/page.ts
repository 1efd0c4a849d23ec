import * as l10n from '@vscode/l10n';
import { render } from 'lit';
import type { ToPanel } from '../wire/panelMessages.ts';
import { isFromHost, parseToPanel } from '../wire/snapshotShape.ts';
import type { Intent } from '../words/advice/intent.ts';
import type { Place } from '../words/advice/place.ts';
import { setLocale } from '../words/numbers.ts';
import type { PastedWords } from '../words/pastedWords.ts';
import { filtered } from './filter.ts';
import { RowOrder } from './rowOrder.ts';
import type { Choices, Ui } from './ui.ts';
import { view } from './view.ts';
import { type EditorApi, ViewState } from './viewState.ts';

/** The page between the editor's messages and the views: keeps what was said last, and draws it. */
export class Page implements Ui {
  readonly #api: EditorApi;
  readonly #document: Document;
  readonly #viewState: ViewState;
  readonly #order = new RowOrder();
  #place: Place = { editor: 'other', pages: {} };
  #choices: Choices;
  #content: (ToPanel & { type: 'snapshot' }) | null = null;
  #pasted: PastedWords | null = null;
  /** The user has asked what a text means, and looks for the answer. */
  #isAsking = false;
  /** There is an answer that the user has not been led to. */
  #isNews = false;
  #isOutdated = false;

  constructor(api: EditorApi, document: Document) {
    this.#api = api;
    this.#document = document;
    this.#viewState = new ViewState(api);
    this.#choices = { filter: this.#viewState.filter, find: '', page: 'limits', row: null, areKeysShown: false };
  }

  get place(): Place {
    return this.#place;
  }

  get choices(): Choices {
    return this.#choices;
  }

  begin(): void {
    this.send({ type: 'ready' });
  }

  send(intent: Intent): void {
    this.#api.postMessage(intent);
    if (intent.type === 'diagnose-text' || intent.type === 'diagnose-clipboard') this.#isAsking = true;
    if (intent.type !== 'clear-diagnosis') return;
    this.#pasted = null;
    this.#draw();
    this.#document.querySelector<HTMLElement>('#pasted')?.focus();
  }

  choose(changes: Partial<Choices>): void {
    this.#choices = { ...this.#choices, ...changes };
    this.#viewState.filter = this.#choices.filter;
    this.#draw();
  }

  isOpen(id: string): boolean {
    return this.#viewState.isOpen(id);
  }

  setOpen(id: string, isOpen: boolean): void {
    this.#viewState.setOpen(id, isOpen);
    this.#draw();
  }

  /** Takes a message of the editor; one that it does not know all of shows nothing. */
  take(data: unknown): void {
    const message = parseToPanel(data);
    if (message === null && isFromHost(data) && !this.#isOutdated) {
      this.#isOutdated = true;
      this.send({ type: 'message-refused' });
    }
    if (message?.type === 'words') this.#useWords(message);
    if (message?.type === 'snapshot') this.#content = message;
    if (message?.type === 'diagnosis') this.#answer(message.diagnosis);
    if (message?.type === 'paste-box') this.#choices = { ...this.#choices, page: 'limits' };
    this.#draw();
    if (this.#isNews) this.#showAnswer();
    if (message?.type === 'paste-box') this.#document.querySelector<HTMLElement>('#pasted')?.focus();
  }

  /** The editor sends the same answer again with every snapshot; only another one is news. */
  #answer(words: PastedWords): void {
    if (this.#isAsking || JSON.stringify(words) !== JSON.stringify(this.#pasted)) {
      this.#isNews = true;
      this.#choices = { ...this.#choices, page: 'limits' };
    }
    this.#pasted = words;
    this.#isAsking = false;
  }

  #showAnswer(): void {
    const card = this.#document.querySelector<HTMLElement>('.pasted');
    if (!card) return;
    this.#isNews = false;
    card.scrollIntoView({ block: 'start' });
    card.focus({ preventScroll: true });
  }

  #useWords({ language, translations, editor, pages }: ToPanel & { type: 'words' }): void {
    this.#place = { editor, pages };
    l10n.config({ contents: translations ?? {} });
    setLocale(language);
    this.#document.documentElement.lang = language;
  }

  #draw(): void {
    if (!this.#content) return;
    const { snapshot, pinned, quietUntil } = this.#content;
    const isHeld = this.#document.hasFocus() && this.#document.activeElement?.closest('.rows') != null;
    const rows = this.#order.arrange(filtered(snapshot, this.#choices), isHeld);
    const shown = { snapshot, pinned, quietUntil, pasted: this.#pasted, rows, isOutdated: this.#isOutdated };
    render(view(shown, this), this.#document.querySelector('main') ?? this.#document.body);
  }
}
