/** The part of the editor's webview API that the panel uses. */
export interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** More open rows than anybody has; bounds the stored list. */
const most = 200;

/** Remembers which rows are open, which are filtered and whether they stand under their keys, across re-renders and reloads. */
export class ViewState {
  readonly #api: EditorApi;
  readonly #open: Set<string>;
  #filter: string;
  #isByKey: boolean;

  constructor(api: EditorApi) {
    const { open, filter, isByKey } = partsOf(api.getState());
    this.#api = api;
    this.#open = new Set(open);
    this.#filter = filter;
    this.#isByKey = isByKey;
  }

  get filter(): string {
    return this.#filter;
  }

  set filter(filter: string) {
    if (filter === this.#filter) return;
    this.#filter = filter;
    this.#keep();
  }

  get isByKey(): boolean {
    return this.#isByKey;
  }

  set isByKey(isByKey: boolean) {
    if (isByKey === this.#isByKey) return;
    this.#isByKey = isByKey;
    this.#keep();
  }

  isOpen(id: string): boolean {
    return this.#open.has(id);
  }

  setOpen(id: string, isOpen: boolean): void {
    if (isOpen === this.#open.has(id)) return;
    if (isOpen) this.#open.add(id);
    else this.#open.delete(id);
    this.#keep();
  }

  #keep(): void {
    this.#api.setState({ open: [...this.#open].slice(-most), filter: this.#filter, isByKey: this.#isByKey });
  }
}

function partsOf(state: unknown): { open: string[]; filter: string; isByKey: boolean } {
  const { open, filter, isByKey } = (typeof state === 'object' && state !== null ? state : {}) as Record<
    string,
    unknown
  >;
  return {
    open: Array.isArray(open) ? open.filter((id) => typeof id === 'string').slice(-most) : [],
    filter: typeof filter === 'string' ? filter : 'all',
    isByKey: isByKey === true,
  };
}
