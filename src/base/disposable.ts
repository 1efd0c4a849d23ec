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

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
