import { Emitter } from '../base/disposable.ts';
import { type HubWindow, heardFor, lastUsed } from './hubWindow.ts';

/** How long the gateway may hold a request, by the window used last of those whose users wish the gateway. */
export class SharedPatience {
  readonly #changed = new Emitter<void>();
  #current: number | null = null;

  readonly onDidChange = this.#changed.event;

  /** Milliseconds; `null` where no such window has said. */
  get current(): number | null {
    return this.#current;
  }

  know(windows: readonly HubWindow[]): void {
    const patience = lastUsed(windows.filter((window) => heardFor([window]).has('gateway')))?.patience ?? null;
    if (patience === this.#current) return;
    this.#current = patience;
    this.#changed.fire();
  }
}
