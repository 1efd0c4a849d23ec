import type { Memento } from 'vscode';
import { Emitter } from '../base/disposable.ts';

/** Nobody chooses more than this on purpose; bounds the stored list. */
const most = 1000;

/** Names of things that the user has chosen for good, such as the limits to mute. */
export class ChosenIds<Id extends string> {
  readonly #state: Memento;
  readonly #storedAs: string;
  readonly #changed = new Emitter<void>();

  /** The set has changed. */
  readonly onDidChange = this.#changed.event;

  constructor(state: Memento, storedAs: string) {
    this.#state = state;
    this.#storedAs = storedAs;
  }

  get ids(): ReadonlySet<Id> {
    const stored = this.#state.get<unknown>(this.#storedAs);
    return new Set(Array.isArray(stored) ? stored.filter((id): id is Id => typeof id === 'string') : []);
  }

  /** Rejects where the list is full: a new one never takes the place of another that the user has chosen. */
  async add(id: Id): Promise<void> {
    const ids = new Set([...this.ids, id]);
    if (ids.size > most) throw new Error(`${most} are chosen already; take some back first`);
    await this.#set([...ids]);
  }

  async remove(id: Id): Promise<void> {
    await this.#set([...this.ids].filter((one) => one !== id));
  }

  async removeAll(): Promise<void> {
    await this.#set([]);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #set(ids: readonly Id[]): Promise<void> {
    await this.#state.update(this.#storedAs, ids);
    this.#changed.fire();
  }
}
