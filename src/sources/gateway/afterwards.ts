/** Bytes that wait at most. */
const mostBytes = 256 * 1024;

/** Work that no tool waits for, done in order a little later: whoever waits for bytes goes first. */
export class Afterwards {
  #waiting: (() => void)[] = [];
  #bytes = 0;

  /** `bytes`: what it keeps in memory until it is done. */
  do(act: () => void, bytes = 0): void {
    this.#waiting.push(act);
    this.#bytes += bytes;
    if (this.#bytes > mostBytes) this.catchUp();
    // With a timer the process would sleep in between, and be late for the answer that it waits for.
    else if (this.#waiting.length === 1) setImmediate(() => this.catchUp());
  }

  /** Does now what is still to be done. */
  catchUp(): void {
    this.#bytes = 0;
    for (const act of this.#waiting.splice(0)) {
      try {
        act();
      } catch (fault) {
        // As it would be by itself: said by the host, and no harm to what is behind it.
        setImmediate(() => {
          throw fault;
        });
      }
    }
  }
}
