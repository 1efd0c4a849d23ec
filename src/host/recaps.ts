import { type BusyStretch, BusyStretches } from '../core/busyStretch.ts';
import type { Snapshot } from '../core/model/snapshot.ts';

/** Remembers the busy stretch that ended last in this window. */
export class Recaps {
  readonly #stretches = new BusyStretches();
  #last: BusyStretch | null = null;

  /** `null` until one has ended. */
  get last(): BusyStretch | null {
    return this.#last;
  }

  look(snapshot: Snapshot): void {
    this.#last = this.#stretches.take(snapshot).at(-1) ?? this.#last;
  }
}
