import type { Memento } from 'vscode';
import { Emitter } from '../base/disposable.ts';
import { type LimitId, limitIdOf } from '../core/model/limit.ts';

const storedAs = 'keygauge.mutedLimits';
/** Nobody mutes more than this on purpose; bounds the stored list. */
const most = 1000;

/** Limits that the user wants no warnings about. */
export class MutedLimits {
  readonly #state: Memento;
  readonly #changed = new Emitter<void>();

  /** The set of muted limits has changed. */
  readonly onDidChange = this.#changed.event;

  constructor(state: Memento) {
    this.#state = state;
  }

  get ids(): ReadonlySet<LimitId> {
    const stored = this.#state.get<unknown>(storedAs);
    const ids = Array.isArray(stored) ? stored.filter((id): id is string => typeof id === 'string') : [];
    return new Set(ids.map(limitIdOf));
  }

  /** Rejects where the list is full: a new one never takes the place of another that the user has muted. */
  async mute(limitId: LimitId): Promise<void> {
    const ids = new Set([...this.ids, limitId]);
    if (ids.size > most) throw new Error(`${most} limits are muted already; unmute them first`);
    await this.#set([...ids]);
  }

  async unmute(limitId: LimitId): Promise<void> {
    await this.#set([...this.ids].filter((id) => id !== limitId));
  }

  async unmuteAll(): Promise<void> {
    await this.#set([]);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #set(ids: readonly LimitId[]): Promise<void> {
    await this.#state.update(storedAs, ids);
    this.#changed.fire();
  }
}
