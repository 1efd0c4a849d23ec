const [lineFeed, carriageReturn] = [0x0a, 0x0d];
const field = Buffer.from('data:');

/**
 * Hands on the data of server-sent events from pieces cut anywhere, and keeps none. `see` gets the bytes of one event's
 * data, in pieces; `ended` is called after each event. The end of a stream ends no event, as the standard has it.
 */
export class EventStream {
  readonly #see: (data: Buffer) => void;
  readonly #ended: () => void;
  /** Bytes of this line that are like `data:` so far; `null` once they are not. */
  #alike: number | null = 0;
  #lineLength = 0;
  #afterReturn = false;

  constructor(see: (data: Buffer) => void, ended: () => void) {
    this.#see = see;
    this.#ended = ended;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      const byte = chunk[at] ?? 0;
      if (byte === lineFeed && this.#afterReturn) {
        this.#afterReturn = false;
        at++;
      } else if (byte === lineFeed || byte === carriageReturn) {
        this.#lineEnds();
        this.#afterReturn = byte === carriageReturn;
        at++;
      } else {
        this.#afterReturn = false;
        at = this.#inLine(chunk, at);
      }
    }
  }

  /** Returns where it has come to. */
  #inLine(chunk: Buffer, at: number): number {
    this.#lineLength++;
    if (this.#alike !== null && this.#alike < field.length) {
      this.#alike = chunk[at] === field[this.#alike] ? this.#alike + 1 : null;
      return at + 1;
    }
    const end = lineEnd(chunk, at);
    if (this.#alike === field.length) this.#see(chunk.subarray(at, end));
    return end;
  }

  #lineEnds(): void {
    if (this.#lineLength === 0) this.#ended();
    this.#alike = 0;
    this.#lineLength = 0;
  }
}

function lineEnd(chunk: Buffer, from: number): number {
  let at = from;
  while (at < chunk.length && chunk[at] !== lineFeed && chunk[at] !== carriageReturn) at++;
  return at;
}
