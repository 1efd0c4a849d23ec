/** The part of the editor's webview API that the panel uses. */
export interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** More folded groups than anybody has; bounds the stored list. */
const most = 200;

/** Remembers which groups are folded away, across re-renders and reloads. */
export class ViewState {
  readonly #api: EditorApi;
  readonly #collapsed: Set<string>;

  constructor(api: EditorApi) {
    this.#api = api;
    this.#collapsed = new Set(collapsedIn(api.getState()));
  }

  isCollapsed(id: string): boolean {
    return this.#collapsed.has(id);
  }

  setCollapsed(id: string, collapsed: boolean): void {
    if (collapsed === this.#collapsed.has(id)) return;
    if (collapsed) this.#collapsed.add(id);
    else this.#collapsed.delete(id);
    this.#api.setState({ collapsed: [...this.#collapsed].slice(-most) });
  }
}

function collapsedIn(state: unknown): string[] {
  if (typeof state !== 'object' || state === null) return [];
  const { collapsed } = state as { collapsed?: unknown };
  return Array.isArray(collapsed) ? collapsed.filter((id) => typeof id === 'string').slice(-most) : [];
}
