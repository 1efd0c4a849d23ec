import type { Clock } from '../base/clock.ts';
import { type Disposable, Emitter } from '../base/disposable.ts';
import type { NextCheck, Snapshot } from '../core/model/snapshot.ts';
import { Calm } from '../core/shown/calm.ts';
import type { Announcement, Board, Request } from './board.ts';

/** Milliseconds between two repaints while only levels move, and while a wait that the provider named is counted. */
const pace = 5_000;
const countingPace = 1_000;

/** A board for surfaces: repaints all of them together, at a calm pace, and at once where something got worse. */
export class CalmBoard implements Board, Disposable {
  readonly #board: Board;
  readonly #clock: Clock;
  readonly #calm = new Calm();
  #shown: Snapshot;
  #shownAt: number;
  #timer: Disposable | null = null;
  readonly #changed = new Emitter<Snapshot>();
  readonly #announced = new Emitter<Announcement>();

  readonly onDidChange = this.#changed.event;
  readonly onDidAnnounce = this.#announced.event;

  constructor(board: Board, clock: Clock) {
    this.#board = board;
    this.#clock = clock;
    this.#shownAt = clock.now();
    this.#shown = this.#calm.show(board.current, this.#shownAt);
    board.onDidChange((snapshot) => this.#follow(snapshot));
    board.onDidAnnounce((announcement) => {
      this.#paint(announcement.snapshot);
      this.#announced.fire({ ...announcement, snapshot: this.#shown });
    });
  }

  /** What is shown; made anew if it has not changed for so long that its ages are wrong. */
  get current(): Snapshot {
    if (this.#timer === null && this.#clock.now() - this.#shownAt >= pace) this.#take(this.#board.current);
    return this.#shown;
  }

  async ask(request: Request): Promise<NextCheck | null> {
    const kept = await this.#board.ask(request);
    if (request.type === 'check-now') this.#paint(this.#board.current);
    return kept;
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#changed.dispose();
    this.#announced.dispose();
  }

  #follow(snapshot: Snapshot): void {
    const wait = this.#shownAt + (isCounting(snapshot) ? countingPace : pace) - this.#clock.now();
    if (wait <= 0 || this.#calm.isUrgent(snapshot)) this.#paint(snapshot);
    else this.#timer ??= this.#clock.after(wait, () => this.#paint(this.#board.current));
  }

  #paint(snapshot: Snapshot): void {
    this.#take(snapshot);
    this.#changed.fire(this.#shown);
  }

  #take(snapshot: Snapshot): void {
    this.#timer?.dispose();
    this.#timer = null;
    this.#shownAt = this.#clock.now();
    this.#shown = this.#calm.show(snapshot, this.#shownAt);
  }
}

/** Whether some key waits for a time that the provider named, or a request until it fits. */
function isCounting({ keys, holds = [] }: Snapshot): boolean {
  if (holds.length > 0) return true;
  return keys.some(({ lastFailure, models }) =>
    [lastFailure, ...models.map(({ failure }) => failure)].some((failure) => (failure?.wait ?? 0) > 0),
  );
}
