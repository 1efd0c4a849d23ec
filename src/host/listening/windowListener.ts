import type { Disposable } from '../../base/disposable.ts';
import type { HeldKey } from '../../bus/told.ts';
import type { ProviderId } from '../../core/model/provider.ts';
import type { ListeningParts, OpenListener } from './openListener.ts';

/** Listens to this window's extensions while the user allows it; not even loaded before. */
export class WindowListener implements Disposable {
  readonly #parts: ListeningParts;
  #opened: Promise<OpenListener> | null = null;
  #origins: ReadonlyMap<string, ProviderId> = new Map();
  #isWanted = false;

  constructor(parts: ListeningParts) {
    this.#parts = parts;
  }

  /** Rejects if it could not be loaded; the next call tries again. */
  async turn(isOn: boolean): Promise<void> {
    this.#isWanted = isOn;
    if (!isOn && this.#opened === null) return;
    const { addresses, listener } = await this.#open();
    addresses.own = this.#origins;
    listener.turn(this.#isWanted);
  }

  /** The keys of this window: their origins are of interest too. */
  know(keys: readonly HeldKey[]): void {
    this.#origins = new Map(keys.map(({ origin, provider }) => [origin, provider]));
    if (this.#isWanted) void this.turn(true).catch(() => {});
  }

  dispose(): void {
    void this.turn(false).catch(() => {});
  }

  #open(): Promise<OpenListener> {
    this.#opened ??= import('./openListener.ts').then(({ openListener }) => openListener(this.#parts));
    this.#opened.catch(() => {
      this.#opened = null;
    });
    return this.#opened;
  }
}
