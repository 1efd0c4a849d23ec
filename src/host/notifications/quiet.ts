import type { Memento } from 'vscode';
import { Emitter } from '../../base/disposable.ts';

const storedAs = 'keygauge.quietUntil';
/** Milliseconds. */
const length = 15 * 60_000;

/**
 * A quarter of an hour without notifications, in every window of every editor that this one can meet. The gauge and the panel
 * go on as ever.
 */
export class Quiet {
  readonly #state: Memento;
  readonly #wall: () => number;
  readonly #changed = new Emitter<{ readonly here: boolean }>();

  /** Quiet has begun or ended by the user's wish; `here`: as told in this window. */
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

  begin(): Promise<void> {
    return this.keep(this.#wall() + length, true);
  }

  end(): Promise<void> {
    return this.keep(null, true);
  }

  /** `until`: milliseconds since 1970; `null` when notifications may come again. `here`: as told in this window. */
  async keep(until: number | null, here: boolean): Promise<void> {
    await this.#state.update(storedAs, until);
    this.#changed.fire({ here });
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
