import { FieldScanner, wantedFields } from './fieldScanner.ts';
import { type PlainBytes, plainBytes } from './plainBytes.ts';

/** Pictures within a body, and their bytes of it. */
export interface Pictures {
  readonly count: number;
  readonly bytes: number;
}

/** What a body says of its request, as far as it was seen. */
export interface ToldByBody {
  /** `null` where it names none. */
  readonly model: string | null;
  /** Whether the answer is to come in pieces; `null` where it does not say so early enough. */
  readonly streams: boolean | null;
  /** The most tokens of answer that it asks for; `null` where it does not say so early enough. */
  readonly answerAtMost: number | null;
  readonly pictures: Pictures;
}

const longestModel = 100;

/** Those that are charged at admission: not `max_output_tokens` (docs/providers.md, OpenAI: what is charged). */
const answerLimits = new Set(['max_tokens', 'max_completion_tokens']);
const wanted = wantedFields(['model', 'stream', ...answerLimits]);
/**
 * How a picture begins in JSON: as a `data:` URL, or base64 of a PNG, JPEG, GIF or WebP alone. What a document costs its bytes do
 * not tell.
 */
const picture = /^(?:data:image\\?\/[\w.+-]+;base64,|iVBORw0K|\\?\/9j\\?\/|R0lGOD|UklGR)/;

/** Reads numbers and names off the body of a request, from pieces in order. Nothing else of it is kept. */
export class BodyFields {
  readonly #bytes: PlainBytes;
  #model: string | null = null;
  #streams: boolean | null = null;
  #answerAtMost: number | null = null;
  #pictures: Pictures = { count: 0, bytes: 0 };

  /** `encoding` as the header has it. */
  constructor(encoding: string | null) {
    const scanner = new FieldScanner(
      wanted,
      (path, value) => this.#tell(path, value),
      // How much of a packed body a picture is its bytes do not tell.
      (head, bytes) => encoding === null && this.#see(head, bytes),
    );
    this.#bytes = plainBytes(encoding, (chunk) => scanner.push(chunk));
  }

  get told(): ToldByBody {
    return { model: this.#model, streams: this.#streams, answerAtMost: this.#answerAtMost, pictures: this.#pictures };
  }

  push(chunk: Buffer): void {
    this.#bytes.push(chunk);
  }

  /** Resolves once all that was pushed has been read: a packed body tells its fields a little later. */
  end(): Promise<void> {
    return new Promise((done) => this.#bytes.end(done));
  }

  #see(head: string, bytes: number): void {
    const { count, bytes: before } = this.#pictures;
    if (picture.test(head)) this.#pictures = { count: count + 1, bytes: before + bytes };
  }

  #tell(path: string, value: unknown): void {
    if (path === 'model' && typeof value === 'string') this.#model = value.slice(0, longestModel);
    if (path === 'stream' && typeof value === 'boolean') this.#streams = value;
    if (answerLimits.has(path) && typeof value === 'number') this.#answerAtMost = value;
  }
}
