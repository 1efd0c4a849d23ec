import { Emitter } from '../base/disposable.ts';
import type { NextCheck, Snapshot } from '../core/model/snapshot.ts';
import type { Announcement, Board, Request } from '../engine/board.ts';

/**
 * The board of this window: shows the last known readings while the engine loads, and the engine's own from then on.
 */
export class WindowBoard implements Board {
  readonly #starting: () => Snapshot;
  #engine: Board | null = null;
  readonly #loaded = Promise.withResolvers<Board>();
  readonly #changed = new Emitter<Snapshot>();
  readonly #announced = new Emitter<Announcement>();

  readonly onDidChange = this.#changed.event;
  readonly onDidAnnounce = this.#announced.event;

  /** `starting` gives the snapshot to show before there is an engine. */
  constructor(starting: () => Snapshot) {
    this.#starting = starting;
  }

  get current(): Snapshot {
    return this.#engine?.current ?? this.#starting();
  }

  /** Waits for the engine if it is not loaded yet. */
  async ask(request: Request): Promise<NextCheck | null> {
    return (this.#engine ?? (await this.#loaded.promise)).ask(request);
  }

  /** Hands the board over to the loaded engine. */
  follow(engine: Board): void {
    this.#engine = engine;
    engine.onDidChange((snapshot) => this.#changed.fire(snapshot));
    engine.onDidAnnounce((announcement) => this.#announced.fire(announcement));
    this.#loaded.resolve(engine);
    this.#changed.fire(engine.current);
  }

  /** Gives up on the engine: every request to it fails from now on. */
  abandon(reason: unknown): void {
    this.#loaded.promise.catch(() => {});
    this.#loaded.reject(reason);
  }

  /** Shows again what there is, because it is to look different. */
  refresh(): void {
    this.#changed.fire(this.current);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#announced.dispose();
  }
}
