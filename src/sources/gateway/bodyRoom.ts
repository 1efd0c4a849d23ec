/** Bytes of one body that are held whole, and of all together: a long session sends one megabyte, with pictures a few. */
const mostOfOne = 8 * 1024 * 1024;
const mostOfAll = 64 * 1024 * 1024;

/** What bodies that are held at the same time may take of the memory. */
export class BodyRoom {
  #left: number;

  constructor(most = mostOfAll) {
    this.#left = most;
  }

  /** Takes room for a body that becomes so long and has so much already; `false` where it may not be held. */
  take(bytes: number, before: number): boolean {
    if (bytes > mostOfOne || bytes - before > this.#left) return false;
    this.#left -= bytes - before;
    return true;
  }

  giveBack(bytes: number): void {
    this.#left += bytes;
  }
}
