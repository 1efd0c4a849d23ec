/** Something that can be ended; matches `vscode.Disposable` without depending on it. */
export interface Disposable {
  dispose(): void;
}

/** Subscribes a listener; matches `vscode.Event` without depending on it. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Fires one event to all listeners; matches `vscode.EventEmitter` without depending on it. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  /** Tells all, also after one has thrown; then throws what the last threw. */
  fire(value: T): void {
    let thrown: { readonly it: unknown } | null = null;
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (it) {
        thrown = { it };
      }
    }
    if (thrown) throw thrown.it;
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
