import { type Disposable, Emitter } from '../../base/disposable.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { NextCheck, Snapshot } from '../../core/model/snapshot.ts';
import type { Announcement, Board, Request } from '../../engine/board.ts';

/** What the engine of all windows shows, and whether this window can listen: each hears its own extensions. */
export class ListenedBoard implements Board, Disposable {
  readonly #board: Board;
  #trouble: Failure | null = null;
  readonly #changed = new Emitter<Snapshot>();
  readonly #announced = new Emitter<Announcement>();
  readonly #owned: readonly Disposable[];

  readonly onDidChange = this.#changed.event;
  readonly onDidAnnounce = this.#announced.event;

  constructor(board: Board) {
    this.#board = board;
    this.#owned = [
      board.onDidChange((snapshot) => this.#changed.fire(this.#told(snapshot))),
      board.onDidAnnounce((one) => this.#announced.fire({ ...one, snapshot: this.#told(one.snapshot) })),
    ];
  }

  get current(): Snapshot {
    return this.#told(this.#board.current);
  }

  /** Why this window hears nothing; `null` where it listens, or need not. */
  trouble(trouble: Failure | null): void {
    const isNew = trouble?.cause !== this.#trouble?.cause;
    this.#trouble = trouble;
    if (isNew) this.#changed.fire(this.current);
  }

  ask(request: Request): Promise<NextCheck | null> {
    return this.#board.ask(request);
  }

  dispose(): void {
    for (const one of this.#owned) one.dispose();
    this.#changed.dispose();
    this.#announced.dispose();
  }

  #told(snapshot: Snapshot): Snapshot {
    const failure = this.#trouble;
    if (failure === null) return snapshot;
    const sources = snapshot.sources.map((source) =>
      source.id === 'listener' && source.state.kind === 'live'
        ? { ...source, state: { kind: 'trouble', failure, retryIn: null } as const }
        : source,
    );
    return { ...snapshot, sources };
  }
}
