/**
 * Keeps apart what several write at the same time: the one that was opened first goes through, any other is written at once when
 * it is over.
 */
export class OrderedOutput {
  readonly #write: (chunk: Uint8Array | string) => void;
  readonly #open: (Uint8Array | string)[][] = [];

  constructor(write: (chunk: Uint8Array | string) => void) {
    this.#write = write;
  }

  /** A place to write to until it is closed. */
  open(): { write(chunk: Uint8Array | string): void; close(): void } {
    const waiting: (Uint8Array | string)[] = [];
    this.#open.push(waiting);
    return {
      write: (chunk) => {
        if (waiting === this.#open[0]) this.#write(chunk);
        else waiting.push(chunk);
      },
      close: () => {
        this.#flush(waiting);
        this.#open.splice(this.#open.indexOf(waiting), 1);
        // The next one goes through from now on.
        this.#flush(this.#open[0] ?? []);
      },
    };
  }

  #flush(waiting: (Uint8Array | string)[]): void {
    for (const chunk of waiting.splice(0)) this.#write(chunk);
  }
}
