const longestName = 60;
const longestValue = 4_000;
const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [opensObject, opensList, closesObject, closesList] = [0x7b, 0x5b, 0x7d, 0x5d];

/**
 * Finds a few short fields of one JSON object of any length, from pieces cut anywhere, and remembers nothing else.
 * Paths are `name`, or `inside.name` for objects that are themselves fields of the outermost one.
 */
export class FieldScanner {
  readonly #wanted: ReadonlySet<string>;
  readonly #inside: ReadonlySet<string>;
  readonly #found: (path: string, value: unknown) => void;
  #depth = 0;
  /** The depth of the innermost object of interest that is open. */
  #open = 0;
  #names: string[] = [];
  #isName = false;
  #inText = false;
  #isEscaped = false;
  /** Bytes of the name or value that is being read; `null` where it is of no interest. */
  #taken: number[] | null = null;

  constructor(wanted: ReadonlySet<string>, found: (path: string, value: unknown) => void) {
    this.#wanted = wanted;
    this.#inside = new Set([...wanted].filter((path) => path.includes('.')).map((path) => path.split('.')[0] ?? ''));
    this.#found = found;
  }

  push(chunk: Buffer): void {
    // Where the next ones are: most of a body is text that is of no interest.
    let [nextQuote, nextBackslash] = [-1, -1];
    for (let at = 0; at < chunk.length; at++) {
      if (this.#inText && this.#taken === null && !this.#isEscaped) {
        if (nextQuote < at) nextQuote = placeOf(quote, chunk, at);
        if (nextBackslash < at) nextBackslash = placeOf(backslash, chunk, at);
        at = Math.min(nextQuote, nextBackslash);
        if (at >= chunk.length) return;
      }
      const byte = chunk[at] ?? 0;
      if (this.#inText) this.#text(byte);
      else this.#structure(byte);
    }
  }

  #text(byte: number): void {
    this.#take(byte);
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) {
      this.#inText = false;
      if (this.#isNameHere) this.#nameEnds();
    }
  }

  get #isNameHere(): boolean {
    return this.#isName && this.#depth === this.#open && this.#open > 0;
  }

  #structure(byte: number): void {
    const isHere = this.#depth === this.#open && this.#open > 0;
    if (byte === quote) {
      this.#inText = true;
      if (this.#isNameHere) this.#taken = [];
      this.#take(byte);
    } else if (byte === colon && isHere) {
      this.#isName = false;
      this.#taken = this.#wanted.has(this.#path) ? [] : null;
    } else if (isHere && (byte === comma || byte === closesObject)) {
      this.#valueEnds();
      this.#isName = true;
      if (byte === closesObject) this.#closes();
    } else {
      this.#take(byte);
      if (byte === opensObject || byte === opensList) this.#opens(byte === opensObject);
      else if (byte === closesObject || byte === closesList) this.#closes();
    }
  }

  #opens(isObject: boolean): void {
    const isOfInterest =
      isObject && (this.#depth === 0 || (this.#depth === 1 && this.#open === 1 && this.#inside.has(this.#path)));
    this.#depth++;
    if (!isOfInterest) return;
    this.#open = this.#depth;
    this.#isName = true;
  }

  #closes(): void {
    this.#depth--;
    if (this.#open > this.#depth) this.#open = this.#depth;
    this.#isName = false;
    this.#names.length = Math.max(0, this.#open);
  }

  #take(byte: number): void {
    if (this.#taken === null) return;
    this.#taken.push(byte);
    if (this.#taken.length > (this.#isNameHere ? longestName : longestValue)) this.#taken = null;
  }

  #nameEnds(): void {
    const name = parsed(this.#taken);
    // A dot separates the names of a path.
    const isName = typeof name === 'string' && !name.includes('.');
    this.#names = [...this.#names.slice(0, this.#open - 1), isName ? name : ''];
    this.#taken = null;
  }

  #valueEnds(): void {
    const value = parsed(this.#taken);
    if (this.#taken !== null && value !== undefined) this.#found(this.#path, value);
    this.#taken = null;
  }

  get #path(): string {
    return this.#names.slice(0, this.#open).join('.');
  }
}

function placeOf(byte: number, chunk: Buffer, from: number): number {
  const at = chunk.indexOf(byte, from);
  return at < 0 ? chunk.length : at;
}

/** `undefined` for what is no JSON. */
function parsed(bytes: readonly number[] | null): unknown {
  if (bytes === null) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
