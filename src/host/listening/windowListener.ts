import type { Disposable } from '../../base/disposable.ts';
import type { HeldKey } from '../../bus/told.ts';
import type { ListeningParts, OpenListener } from './openListener.ts';

/**
 * Listens to this window's extensions while the user allows it, and to the demo's own agent while there is a demo; not
 * even loaded before.
 */
export class WindowListener implements Disposable {
  readonly #parts: ListeningParts;
  #opened: Promise<OpenListener> | null = null;
  #keys: readonly HeldKey[] = [];
  #isAllowed = false;
  /** The user has ended listening during the demo, which means all of it. */
  #isEnded = false;

  constructor(parts: ListeningParts) {
    this.#parts = parts;
  }

  get isWanted(): boolean {
    return this.#isAllowed || (!this.#isEnded && this.#keys.some(isOfDemo));
  }

  /** Rejects if it could not be loaded; the next call tries again. */
  async turn(isAllowed: boolean): Promise<void> {
    if (this.#isAllowed && !isAllowed) return this.end();
    if (isAllowed) this.#isEnded = false;
    this.#isAllowed = isAllowed;
    await this.#apply();
  }

  /** The user ends it, whatever of it goes on. Rejects as `turn` does. */
  async end(): Promise<void> {
    this.#isAllowed = false;
    this.#isEnded = this.#keys.some(isOfDemo);
    await this.#apply();
  }

  /** The keys of this window: their origins are of interest too. Rejects as `turn` does. */
  async know(keys: readonly HeldKey[]): Promise<void> {
    this.#keys = keys;
    if (!keys.some(isOfDemo)) this.#isEnded = false;
    await this.#apply();
  }

  dispose(): void {
    this.#keys = [];
    void this.turn(false).catch(() => {});
  }

  async #apply(): Promise<void> {
    if (!this.isWanted && this.#opened === null) return;
    const { addresses, listener } = await this.#open();
    const heard = this.#isAllowed ? this.#keys : this.#keys.filter(isOfDemo);
    addresses.limit(new Map(heard.map(({ origin, provider }) => [origin, provider])), !this.#isAllowed);
    listener.turn(this.isWanted);
  }

  #open(): Promise<OpenListener> {
    this.#opened ??= import('./openListener.ts').then(({ openListener }) => openListener(this.#parts));
    this.#opened.catch(() => {
      this.#opened = null;
    });
    return this.#opened;
  }
}

function isOfDemo({ storage }: HeldKey): boolean {
  return storage === 'demo';
}
