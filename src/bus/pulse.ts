import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { Link } from './link.ts';

/** Milliseconds between two questions, and questions in a row that a leader may leave unanswered. */
const beat = 2_000;
const mostMissed = 2;
/** A timer that is later by so many milliseconds has slept itself: whoever was asked may have answered meanwhile. */
const late = 500;

/** Notices a leader that is stopped: its process keeps the connection and says nothing. */
export class Pulse implements Disposable {
  readonly #leader: Link;
  readonly #clock: Clock;
  readonly #silent: () => void;
  readonly #listening: Disposable;
  #timer: Disposable | null = null;
  #missed = 0;

  /** `silent` is called once the leader has not answered for about four seconds. */
  constructor(leader: Link, clock: Clock, silent: () => void) {
    this.#leader = leader;
    this.#clock = clock;
    this.#silent = silent;
    this.#listening = leader.onDidReceive(() => {
      this.#missed = 0;
    });
  }

  /** Asks the leader every two seconds, or no longer: nobody needs one whom nobody asks for anything. */
  watch(isWatching: boolean): void {
    if (!isWatching) this.#rest();
    else if (this.#timer === null) this.#ask();
  }

  dispose(): void {
    this.#rest();
    this.#listening.dispose();
  }

  #ask(): void {
    this.#missed++;
    this.#leader.send({ type: 'ping' });
    const due = this.#clock.now() + beat;
    this.#timer = this.#clock.after(beat, () => {
      this.#timer = null;
      if (this.#clock.now() - due > late) this.#missed = 0;
      if (this.#missed < mostMissed) this.#ask();
      else this.#silent();
    });
  }

  #rest(): void {
    this.#timer?.dispose();
    this.#timer = null;
    this.#missed = 0;
  }
}
