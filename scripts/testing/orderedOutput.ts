/** Brings what several write at the same time into the order in which they were opened: the first goes through, others wait. */
export class OrderedOutput {
  readonly #write: (chunk: Uint8Array | string) => void;
  readonly #open: { readonly waiting: (Uint8Array | string)[]; over: boolean }[] = [];

  constructor(write: (chunk: Uint8Array | string) => void) {
    this.#write = write;
  }

  /** A place in the order, to write to until it is closed. */
  open(): { write(chunk: Uint8Array | string): void; close(): void } {
    const place = { waiting: [] as (Uint8Array | string)[], over: false };
    this.#open.push(place);
    return {
      write: (chunk) => {
        place.waiting.push(chunk);
        this.#flush();
      },
      close: () => {
        place.over = true;
        this.#flush();
      },
    };
  }

  #flush(): void {
    for (let first = this.#open[0]; first; first = this.#open[0]) {
      for (const chunk of first.waiting.splice(0)) this.#write(chunk);
      if (!first.over) return;
      this.#open.shift();
    }
  }
}
