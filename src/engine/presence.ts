/** After this many milliseconds away, coming back counts as a fresh start. */
const away = 5 * 60_000;

/** Whether somebody uses the window, and when somebody last came back to it. All times are monotonic milliseconds. */
export class Presence {
  #inUse = true;
  #leftAt = 0;
  #backAt: number | null = null;

  get inUse(): boolean {
    return this.#inUse;
  }

  /** Time of the last return after a long absence; `null` before the first. */
  get backAt(): number | null {
    return this.#backAt;
  }

  /** Somebody has opened the window, which counts as a return if there was none yet. */
  opened(now: number): void {
    this.#backAt ??= now;
  }

  /** Returns whether that is new. */
  set(inUse: boolean, now: number): boolean {
    if (inUse === this.#inUse) return false;
    this.#inUse = inUse;
    if (!inUse) this.#leftAt = now;
    else if (now - this.#leftAt >= away) this.#backAt = now;
    return true;
  }
}
