const longestName = 60;
const longestValue = 4_000;
/** A text from this length on is long; bytes, and how many of its first ones are told. */
const longText = 1_000;
const headLength = 60;
const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [opensObject, opensList, closesObject, closesList] = [0x7b, 0x5b, 0x7d, 0x5d];

/** Paths of fields that are looked for: `name`, or `inside.name` for objects that are themselves fields of the outermost one. */
export interface WantedFields {
  readonly paths: ReadonlySet<string>;
  /** Names of the objects that are looked into. */
  readonly inside: ReadonlySet<string>;
}

/** The paths in a form that scanners share. */
export function wantedFields(paths: readonly string[]): WantedFields {
  const inside = paths.filter((path) => path.includes('.')).map((path) => path.split('.')[0] ?? '');
  return { paths: new Set(paths), inside: new Set(inside) };
}

/** Finds a few short fields of one JSON object of any length, from pieces cut anywhere, and remembers nothing else. */
export class FieldScanner {
  readonly #wanted: WantedFields;
  readonly #found: (path: string, value: unknown) => void;
  readonly #seeLong: (head: string, bytes: number) => void;
  #depth = 0;
  /** The depth of the innermost object of interest that is open. */
  #open = 0;
  #names: string[] = [];
  #isName = false;
  #inText = false;
  #isEscaped = false;
  /** Whether the name or value that is being read is of interest, what came of it in earlier pieces, and where it begins in this one. */
  #takes = false;
  #earlier = '';
  #from = 0;
  /** Where the text that is being read begins in this piece, and what came of it in earlier ones. */
  #textFrom = 0;
  #textHead = '';
  #textBytes = 0;

  /** `seeLong`: takes the beginning and the length of each long text, wherever it stands. */
  constructor(
    wanted: WantedFields,
    found: (path: string, value: unknown) => void,
    seeLong: (head: string, bytes: number) => void = () => {},
  ) {
    this.#wanted = wanted;
    this.#found = found;
    this.#seeLong = seeLong;
  }

  push(chunk: Buffer): void {
    this.#from = 0;
    this.#textFrom = 0;
    // Where the next ones are: most of a body is text.
    let nextQuote = -1;
    let nextBackslash = -1;
    let at = 0;
    while (at < chunk.length) {
      if (!this.#inText) at = this.#betweenTexts(chunk, at);
      else if (this.#isEscaped) {
        this.#isEscaped = false;
        at++;
      } else {
        if (nextQuote < at) nextQuote = placeOf(quote, chunk, at);
        if (nextBackslash < at) nextBackslash = placeOf(backslash, chunk, at);
        at = Math.min(nextQuote, nextBackslash);
        if (at === chunk.length) break;
        if (at === nextBackslash) this.#isEscaped = true;
        else this.#textEnds(chunk, at);
        at++;
      }
    }
    if (this.#inText) this.#textGoesOn(chunk, chunk.length);
    this.#keep(chunk);
  }

  /** Returns where the next text begins. */
  #betweenTexts(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === quote) {
        this.#inText = true;
        this.#textFrom = at + 1;
        if (this.#isName && this.#isHere) this.#begin(at);
        return at + 1;
      }
      if (byte === opensObject || byte === opensList) this.#opens(byte === opensObject);
      else if (byte === closesObject || byte === closesList) {
        if (byte === closesObject && this.#isHere) this.#valueEnds(chunk, at);
        this.#closes();
      } else if ((byte === comma || byte === colon) && this.#isHere) {
        if (byte === comma) this.#valueEnds(chunk, at);
        this.#isName = byte === comma;
        if (byte === colon && this.#wanted.paths.has(this.#path)) this.#begin(at + 1);
      }
    }
    return chunk.length;
  }

  #textGoesOn(chunk: Buffer, to: number): void {
    const wanting = headLength - this.#textHead.length;
    if (wanting > 0) this.#textHead += chunk.toString('latin1', this.#textFrom, Math.min(to, this.#textFrom + wanting));
    this.#textBytes += to - this.#textFrom;
  }

  #textEnds(chunk: Buffer, at: number): void {
    this.#inText = false;
    if (this.#textBytes + at - this.#textFrom >= longText) {
      this.#textGoesOn(chunk, at);
      this.#seeLong(this.#textHead, this.#textBytes);
    }
    if (this.#textBytes > 0) [this.#textHead, this.#textBytes] = ['', 0];
    if (!this.#isName || !this.#isHere) return;
    const text = this.#end(chunk, at + 1, longestName);
    const name = text?.includes('\\') ? parsed(text) : text?.slice(1, -1);
    // A dot separates the names of a path.
    this.#names[this.#open - 1] = typeof name === 'string' && !name.includes('.') ? name : '';
  }

  /** Whether this is the innermost object of interest, and nothing within its values. */
  get #isHere(): boolean {
    return this.#depth === this.#open && this.#open > 0;
  }

  #opens(isObject: boolean): void {
    const isOfInterest =
      isObject && (this.#depth === 0 || (this.#depth === 1 && this.#open === 1 && this.#wanted.inside.has(this.#path)));
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

  #valueEnds(chunk: Buffer, at: number): void {
    const text = this.#end(chunk, at, longestValue);
    const value = text === null ? undefined : parsed(text);
    if (value !== undefined) this.#found(this.#path, value);
  }

  #begin(at: number): void {
    this.#takes = true;
    this.#earlier = '';
    this.#from = at;
  }

  /** What was begun, byte for character; `null` if it is longer, or nothing was. */
  #end(chunk: Buffer, at: number, longest: number): string | null {
    const length = this.#earlier.length + at - this.#from;
    const text = this.#takes && length <= longest ? this.#earlier + chunk.toString('latin1', this.#from, at) : null;
    this.#takes = false;
    this.#earlier = '';
    return text;
  }

  /** Keeps what was begun for the next piece. */
  #keep(chunk: Buffer): void {
    if (!this.#takes) return;
    if (this.#earlier.length + chunk.length - this.#from > longestValue) this.#takes = false;
    else this.#earlier += chunk.toString('latin1', this.#from);
  }

  get #path(): string {
    const outer = this.#names[0] ?? '';
    return this.#open > 1 ? `${outer}.${this.#names[1] ?? ''}` : outer;
  }
}

function placeOf(byte: number, chunk: Buffer, from: number): number {
  const at = chunk.indexOf(byte, from);
  return at < 0 ? chunk.length : at;
}

/** Of bytes as characters; `undefined` for what is no JSON. */
function parsed(bytes: string): unknown {
  try {
    return JSON.parse(/[\x80-\xff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes);
  } catch {
    return undefined;
  }
}
