/** Something to be ended; fits `vscode.Disposable` without knowing it. */
export interface Disposable {
  dispose(): void;
}

/** Listeners of one event. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** Fits `vscode.Event<T>` without knowing it. */
  readonly event = (listener: (value: T) => void): Disposable => {
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
