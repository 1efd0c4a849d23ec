import * as l10n from '@vscode/l10n';
import { render } from 'lit';
import { fittingSpan, type PastSpan } from '../core/history/pastView.ts';
import type { LimitId } from '../core/model/limit.ts';
import type { ToPanel } from '../wire/panelMessages.ts';
import { isFromHost, parseToPanel } from '../wire/snapshotShape.ts';
import type { Intent } from '../words/advice/intent.ts';
import { setLocale } from '../words/numbers.ts';
import type { PastedWords } from '../words/pastedWords.ts';
import { filtered } from './filter.ts';
import { RowOrder } from './rowOrder.ts';
import type { Choices, HistoryPage, ShownHistory, Ui } from './ui.ts';
import { view } from './view.ts';
import { type EditorApi, ViewState } from './viewState.ts';

/** Milliseconds after which a past that is looked at is asked for anew. */
const pastPace = 60_000;

/** The page between the editor's messages and the views: keeps what was said last, and draws it. */
export class Page implements Ui {
  readonly #api: EditorApi;
  readonly #document: Document;
  readonly #viewState: ViewState;
  readonly #order = new RowOrder();
  #choices: Choices;
  #content: (ToPanel & { type: 'snapshot' }) | null = null;
  #pasted: PastedWords | null = null;
  #past: ShownHistory['message'] | null = null;
  #historyPage: HistoryPage | null = null;
  /** When the past was last asked for anew; milliseconds since 1970. */
  #askedAt = 0;
  /** There is an answer that the user has not been led to. */
  #isNews = false;
  #isOutdated = false;
  /** The keyboard has turned the page, and the focus has gone with the button. */
  #isPlaceLost = false;

  constructor(api: EditorApi, document: Document) {
    this.#api = api;
    this.#document = document;
    this.#viewState = new ViewState(api);
    const { filter, isByKey } = this.#viewState;
    this.#choices = { filter, isByKey, find: '', page: 'limits', past: null, row: null, areKeysShown: false };
  }

  get choices(): Choices {
    return this.#choices;
  }

  begin(): void {
    this.#document.addEventListener('keydown', (event) => this.#findOnSlash(event));
    this.send({ type: 'ready' });
  }

  send(intent: Intent): void {
    this.#api.postMessage(intent);
    if (intent.type !== 'clear-diagnosis') return;
    this.#pasted = null;
    this.#draw();
    this.#document.querySelector<HTMLElement>('#pasted')?.focus();
  }

  choose(changes: Partial<Choices>): void {
    const isTurned = changes.page !== undefined && (changes.page !== this.#choices.page || this.#past === null);
    if (isTurned && this.#document.querySelector(':focus-visible')) this.#isPlaceLost = true;
    this.#choices = { ...this.#choices, ...changes };
    this.#viewState.filter = this.#choices.filter;
    this.#viewState.isByKey = this.#choices.isByKey;
    this.#draw();
  }

  isOpen(id: string): boolean {
    return this.#viewState.isOpen(id);
  }

  setOpen(id: string, isOpen: boolean): void {
    this.#viewState.setOpen(id, isOpen);
    this.#draw();
  }

  showPast(limitId: LimitId, span: PastSpan | null): void {
    if (limitId !== this.#past?.limitId) this.#past = null;
    this.send({ type: 'show-history', limitId });
    this.choose({ page: 'history', past: { limitId, span } });
    this.#loadHistoryPage();
  }

  /** A past that is looked at gets a new step every minute. */
  #renewPast(now: number): void {
    const { page, past } = this.#choices;
    if (page !== 'history' || !past || !this.#past || now - Math.max(this.#past.at, this.#askedAt) < pastPace) return;
    this.#askedAt = now;
    this.send({ type: 'show-history', limitId: past.limitId });
  }

  /** The span that fits is found once: one that changed while somebody looks would be another chart. */
  #takePast(message: ShownHistory['message']): void {
    this.#past = message;
    const { past } = this.#choices;
    if (past?.span === null) this.#choices = { ...this.#choices, past: { ...past, span: fittingSpan(message.steps) } };
  }

  /** Its code is loaded with the first past that somebody looks at. */
  #loadHistoryPage(): void {
    if (this.#historyPage) return;
    import('./history/historyPage.ts').then(
      ({ historyPage }) => {
        this.#historyPage = historyPage;
        this.#draw();
      },
      () => {
        this.#isOutdated = true;
        this.choose({ page: 'limits' });
      },
    );
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
    if (message?.type === 'snapshot') this.#renewPast(message.snapshot.at);
    if (message?.type === 'history') this.#takePast(message);
    if (message?.type === 'diagnosis') this.#answer(message);
    if (message?.type === 'paste-box') this.#choices = { ...this.#choices, page: 'limits' };
    this.#draw();
    if (this.#isNews) this.#showAnswer();
    if (message?.type === 'paste-box') this.#document.querySelector<HTMLElement>('#pasted')?.focus();
  }

  /** A slash leads to the box in which to find a model, as in many lists; within a text it is a slash. */
  #findOnSlash(event: KeyboardEvent): void {
    const isText = event.target instanceof Element && event.target.closest('input, textarea, vscode-textarea') !== null;
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isText) return;
    const box = this.#document.querySelector<HTMLInputElement>('.find input');
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  }

  /** An answer to what the user has just asked leads there, and so does one that this page has not shown yet. */
  #answer({ diagnosis, isNews }: ToPanel & { type: 'diagnosis' }): void {
    if (isNews || this.#pasted === null) {
      this.#isNews = true;
      this.#choices = { ...this.#choices, page: 'limits' };
    }
    this.#pasted = diagnosis;
  }

  #showAnswer(): void {
    const card = this.#document.querySelector<HTMLElement>('.pasted');
    if (!card) return;
    this.#isNews = false;
    card.scrollIntoView({ block: 'start' });
    card.focus({ preventScroll: true });
  }

  /** Goes on at the way back, or at the row that the keyboard comes from. */
  #findPlace(): void {
    const place = this.#choices.page === 'limits' ? '.row-name[tabindex="0"]' : '.back';
    const element = this.#document.querySelector<HTMLElement>(place);
    if (!element) return;
    this.#isPlaceLost = false;
    element.focus();
  }

  #useWords({ language, translations }: ToPanel & { type: 'words' }): void {
    l10n.config({ contents: translations ?? {} });
    setLocale(language);
    this.#document.documentElement.lang = language;
  }

  /** Whether the focus or the pointer is among the rows. */
  get #areRowsHeld(): boolean {
    const hasFocus = this.#document.hasFocus() && this.#document.activeElement?.closest('.rows') != null;
    return hasFocus || this.#document.querySelector('.rows:hover') !== null;
  }

  #draw(): void {
    if (!this.#content) return;
    const { type: _, ...content } = this.#content;
    const starred = new Set(content.starred);
    const rows = this.#order.arrange(filtered(content.snapshot, this.#choices), starred, this.#areRowsHeld);
    const history = this.#past && this.#historyPage && { message: this.#past, page: this.#historyPage };
    const shown = { ...content, pasted: this.#pasted, history, rows, starred, isOutdated: this.#isOutdated };
    render(view(shown, this), this.#document.querySelector('main') ?? this.#document.body);
    if (this.#isPlaceLost) this.#findPlace();
  }
}
