import { Emitter } from '../base/disposable.ts';
import type { NextCheck, Snapshot } from '../core/model/snapshot.ts';
import type { Announcement, Board, Request } from '../engine/board.ts';

/** The board of this window: what was known last while the engine is being loaded, and the engine's own from then on. */
export class WindowBoard implements Board {
  readonly #starting: () => Snapshot;
  #engine: Board | null = null;
  readonly #loaded = Promise.withResolvers<Board>();
  readonly #changed = new Emitter<Snapshot>();
  readonly #announced = new Emitter<Announcement>();

  readonly onDidChange = this.#changed.event;
  readonly onDidAnnounce = this.#announced.event;

  /** `starting`: what to show before there is an engine. */
  constructor(starting: () => Snapshot) {
    this.#starting = starting;
  }

  get current(): Snapshot {
    return this.#engine?.current ?? this.#starting();
  }

  /** Waits for the engine where there is none yet. */
  async ask(request: Request): Promise<NextCheck | null> {
    return (this.#engine ?? (await this.#loaded.promise)).ask(request);
  }

  /** The engine has been loaded. */
  follow(engine: Board): void {
    this.#engine = engine;
    engine.onDidChange((snapshot) => this.#changed.fire(snapshot));
    engine.onDidAnnounce((announcement) => this.#announced.fire(announcement));
    this.#loaded.resolve(engine);
    this.#changed.fire(engine.current);
  }

  /** There will be no engine: whatever is asked of it fails. */
  abandon(reason: unknown): void {
    this.#loaded.promise.catch(() => {});
    this.#loaded.reject(reason);
  }

  /** Says that there is something else to show while there is no engine. */
  refresh(): void {
    if (!this.#engine) this.#changed.fire(this.#starting());
  }

  dispose(): void {
    this.#changed.dispose();
    this.#announced.dispose();
  }
}
