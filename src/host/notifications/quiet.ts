import type { Memento } from 'vscode';
import { Emitter } from '../../base/disposable.ts';

const storedAs = 'keygauge.quietUntil';
/** Milliseconds. */
const length = 15 * 60_000;

/** A quarter of an hour without notifications, in every window. The gauge and the panel go on as ever. */
export class Quiet {
  readonly #state: Memento;
  readonly #wall: () => number;
  readonly #changed = new Emitter<void>();

  /** Quiet has begun or ended by the user's wish. */
  readonly onDidChange = this.#changed.event;

  /** `wall`: milliseconds since 1970. */
  constructor(state: Memento, wall: () => number) {
    this.#state = state;
    this.#wall = wall;
  }

  /** When it ends, in milliseconds since 1970; `null` when notifications may come. */
  get until(): number | null {
    const stored = this.#state.get<unknown>(storedAs);
    const now = this.#wall();
    // A clock that was set back must not keep anybody quiet for longer than was asked for.
    return typeof stored === 'number' && stored > now && stored <= now + length ? stored : null;
  }

  async begin(): Promise<void> {
    await this.#state.update(storedAs, this.#wall() + length);
    this.#changed.fire();
  }

  async end(): Promise<void> {
    await this.#state.update(storedAs, undefined);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
