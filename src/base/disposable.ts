/** Something to be ended; fits `vscode.Disposable` without knowing it. */
export interface Disposable {
  dispose(): void;
}

/** Fits `vscode.Event` without knowing it. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** Fires one event to all who listen; fits `vscode.EventEmitter` without knowing it. */
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
