import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../base/clock.ts';
import type { BodyRoom } from './bodyRoom.ts';
import { FieldScanner, wantedFields } from './fieldScanner.ts';
import { plainBytes } from './plainBytes.ts';
import type { ToldByBody } from './toolRequest.ts';

/** Bytes that are held of any body before it is sent on, and milliseconds that are waited for one without a length. */
const alwaysHeld = 256 * 1024;
const longestWait = 200;
const longestModel = 100;

/** Those that are charged at admission: not `max_output_tokens` (docs/providers.md, OpenAI: what is charged). */
const answerLimits = new Set(['max_tokens', 'max_completion_tokens']);
const wanted = wantedFields(['model', 'stream', ...answerLimits]);
/**
 * How a picture begins in JSON: as a `data:` URL, or base64 of a PNG, JPEG, GIF or WebP alone. What a document costs its bytes do
 * not tell.
 */
const packed = /^(?:data:image\\?\/[\w.+-]+;base64,|iVBORw0K|\\?\/9j\\?\/|R0lGOD|UklGR)/;

/**
 * The beginning of a request's body, held back until enough of it is there: what uses up limits is held whole while there
 * is room, so that model and size are known before it leaves, and it can be sent once more. What comes later waits in the
 * client.
 */
export class BodyStart {
  readonly #room: BodyRoom;
  #roomTaken = 0;
  readonly #told: { -readonly [Field in keyof ToldByBody]: ToldByBody[Field] } = {
    model: null,
    streams: null,
    answerAtMost: null,
    size: null,
    pictures: { count: 0, bytes: 0 },
  };
  #chunks: Buffer[] = [];
  #bytes = 0;
  #hasEnded = false;
  #giveUp = () => {};

  constructor(room: BodyRoom) {
    this.#room = room;
  }

  /** What has come until now, in order. */
  get chunks(): readonly Buffer[] {
    return this.#chunks;
  }

  /** Whether this is all of the body. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** What the body says of the request; its size once all of it has come. */
  get told(): ToldByBody {
    return this.#told;
  }

  /** It has been sent on, and will not be sent again; or its client has gone, and no more of it is waited for. */
  forget(): void {
    this.#giveUp();
    this.#chunks = [];
    this.#room.giveBack(this.#roomTaken);
    this.#roomTaken = 0;
  }

  /** Reads until there is enough, and leaves the request paused. `looks`: at the fields of all of it. */
  async read(request: IncomingMessage, looks: boolean, clock: Clock): Promise<void> {
    const enough = Promise.withResolvers<void>();
    this.#giveUp = enough.resolve;
    const encoding = request.headers['content-encoding'] ?? null;
    const fields = new FieldScanner(
      wanted,
      (path, value) => this.#tell(path, value),
      // How much of a packed body a picture is its bytes do not tell.
      (head, bytes) => encoding === null && this.#see(head, bytes),
    );
    const plain = plainBytes(looks ? encoding : 'not of interest', (chunk) => fields.push(chunk));
    const length = Number(request.headers['content-length'] ?? 0);
    const take = (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#bytes += chunk.length;
      plain.push(chunk);
      if (this.#bytes < alwaysHeld || (looks && this.#hasRoom(Math.max(length, this.#bytes)))) return;
      request.pause();
      enough.resolve();
    };
    const end = () => {
      this.#hasEnded = true;
      this.#told.size = this.#bytes;
      enough.resolve();
    };
    // One with a length will come: a slow sender must not take a connection to the provider meanwhile.
    const timer = request.headers['content-length'] === undefined ? clock.after(longestWait, enough.resolve) : null;
    request.on('data', take).once('end', end);
    await enough.promise;
    request.pause();
    request.off('data', take).off('end', end);
    timer?.dispose();
    // A packed body tells its fields a little later.
    await new Promise<void>((done) => plain.end(done));
  }

  #hasRoom(bytes: number): boolean {
    const hasRoom = this.#room.take(bytes, this.#roomTaken);
    if (hasRoom) this.#roomTaken = bytes;
    return hasRoom;
  }

  #see(head: string, bytes: number): void {
    const { pictures } = this.#told;
    if (packed.test(head)) this.#told.pictures = { count: pictures.count + 1, bytes: pictures.bytes + bytes };
  }

  #tell(path: string, value: unknown): void {
    if (path === 'model' && typeof value === 'string') this.#told.model = value.slice(0, longestModel);
    if (path === 'stream' && typeof value === 'boolean') this.#told.streams = value;
    if (answerLimits.has(path) && typeof value === 'number') this.#told.answerAtMost = value;
  }
}
