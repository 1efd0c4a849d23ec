import type { Clock } from '../base/clock.ts';
import type { History } from '../core/history/history.ts';
import { MONTH } from '../core/model/limit.ts';
import type { SavedState } from '../engine/savedState.ts';
import type { FileSystem } from './fileSystem.ts';
import { parseHistory } from './parseHistory.ts';
import { parseState } from './parseState.ts';
import { StateFile } from './stateFile.ts';
import { quickly, StateKeeper } from './stateKeeper.ts';

/** Where it is kept. */
export interface KeptPlace {
  readonly files: FileSystem;
  readonly folder: string;
  /** The user's id; `null` where the platform has none. */
  readonly user: number | null;
  /** Takes what goes wrong; each said once. */
  readonly warn: (message: string) => void;
}

export interface KeptStateParts extends KeptPlace {
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
}

/** The leader that writes. */
export interface Writer {
  /** Higher than that of any leader before. */
  readonly epoch: number;
  /** Whether this window is still the leader. */
  mayWrite(): boolean;
}

/** Whoever knows what is kept. */
export interface Kept {
  readonly history: History;
  save(): SavedState;
  /** Takes what was kept; called once at most. */
  restore(state: SavedState): void;
}

/** Milliseconds between two writes of the whole history; what came since is in the other document. */
const historyPace = 10 * 60_000;

/**
 * The two documents of a user: `state`, which is small and written within two seconds of each change, and `history`, which
 * is large and written every ten minutes. The minutes since are in the first, so that nothing waits for the second.
 */
export class KeptState {
  readonly #parts: KeptStateParts;
  readonly #kept: Kept;
  readonly #state: StateKeeper;
  readonly #history: StateKeeper;
  /** Up to when everything is in the document of history; milliseconds since 1970. */
  #historyUntil = 0;

  constructor(parts: KeptStateParts, { epoch, mayWrite }: Writer, kept: Kept) {
    this.#parts = parts;
    this.#kept = kept;
    const { clock, wall, warn } = parts;
    const writer = { clock, epoch, mayWrite, warn };
    const history = documentIn(parts, 'history');
    this.#history = new StateKeeper({
      ...writer,
      file: {
        read: () => history.read(),
        replace: async (at, content, may) => {
          const isWritten = await history.replace(at, content, may);
          if (isWritten) this.#historyUntil = (content as { until: number }).until;
          return isWritten;
        },
      },
      take: (content) => this.#takeHistory(content),
      content: () => kept.history.save(wall()),
      pace: historyPace,
    });
    this.#state = new StateKeeper({
      ...writer,
      file: documentIn(parts, 'state'),
      take: (content) => {
        this.#recall((content as { recent?: unknown } | null)?.recent);
        kept.restore(parseState(content));
      },
      content: () => ({ ...kept.save(), recent: kept.history.save(wall(), this.#historyUntil) }),
      pace: quickly,
    });
  }

  /**
   * Reads what was kept; resolves when all but the history is taken, or cannot be read, or takes too long. Never rejects.
   */
  async start(): Promise<void> {
    await this.#state.start();
    // Much to read, and nothing that the gauge waits for.
    void this.#history.start();
  }

  /** Something that is kept has changed. */
  changed(): void {
    this.#state.changed();
    this.#history.changed();
  }

  /** Writes what is not on the disk yet; the history's is in the other document. Never rejects. */
  flush(): Promise<void> {
    return this.#state.flush();
  }

  dispose(): void {
    this.#state.dispose();
    this.#history.dispose();
  }

  #takeHistory(content: unknown): void {
    this.#historyUntil = this.#recall(content);
  }

  #recall(content: unknown): number {
    const saved = parseHistory(content);
    this.#kept.history.restore(saved, this.#parts.wall() - MONTH * 1000);
    return saved.until;
  }
}

/** The highest epoch in which anybody has written. Rejects where the folder cannot be read. */
export async function highestEpoch(parts: KeptPlace): Promise<number> {
  const epochs = await Promise.all(
    (['state', 'history'] as const).map((name) => documentIn(parts, name).highestEpoch()),
  );
  return Math.max(...epochs);
}

function documentIn({ files, folder, user, warn }: KeptPlace, name: string): StateFile {
  return new StateFile({ files, folder, user, kind: { name, version: 1 }, warn });
}
