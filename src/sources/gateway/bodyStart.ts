import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../base/clock.ts';
import { BodyFields, type ToldByBody } from './bodyFields.ts';
import type { BodyRoom } from './bodyRoom.ts';

/** Bytes that are held of any body before it is sent on, and milliseconds that are waited for one without a length. */
const alwaysHeld = 256 * 1024;
const longestWait = 200;

/**
 * The beginning of a request's body, held back until enough of it is there: what uses up limits is held whole while there
 * is room, so that model and size can be known before it leaves, and it can be sent once more. What comes later waits in the
 * client.
 */
export class BodyStart {
  readonly #room: BodyRoom;
  #roomTaken = 0;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #hasEnded = false;
  #isPacked = false;
  /** `null` before anybody has asked, unless it is packed. */
  #fields: BodyFields | null = null;
  #giveUp = () => {};

  constructor(room: BodyRoom) {
    this.#room = room;
  }

  /** What has come until now, in order. */
  get chunks(): readonly Buffer[] {
    return this.#chunks;
  }

  /** Bytes, if this is all of the body; `null` if more may come. */
  get size(): number | null {
    return this.#hasEnded ? this.#bytes : null;
  }

  get isPacked(): boolean {
    return this.#isPacked;
  }

  /** What the body says of the request. It is looked for when somebody asks, since that takes time. */
  get told(): ToldByBody {
    if (this.#fields === null) {
      this.#fields = new BodyFields(null);
      for (const chunk of this.#chunks) this.#fields.push(chunk);
    }
    return this.#fields.told;
  }

  /** It has been sent on, and will not be sent again; or its client has gone, and no more of it is waited for. */
  forget(): void {
    this.#giveUp();
    this.#chunks = [];
    this.#room.giveBack(this.#roomTaken);
    this.#roomTaken = 0;
  }

  /** Reads until there is enough, and leaves the request paused. `usesLimits`: whether all of it is enough. */
  async read(request: IncomingMessage, usesLimits: () => boolean, clock: Clock): Promise<void> {
    const enough = Promise.withResolvers<void>();
    this.#giveUp = enough.resolve;
    const encoding = request.headers['content-encoding'];
    this.#isPacked = encoding !== undefined;
    // Unpacked as it comes, which takes its own time.
    if (encoding !== undefined && usesLimits()) this.#fields = new BodyFields(encoding);
    const length = Number(request.headers['content-length'] ?? 0);
    const take = (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#bytes += chunk.length;
      this.#fields?.push(chunk);
      if (this.#bytes < alwaysHeld || (usesLimits() && this.#hasRoom(Math.max(length, this.#bytes)))) return;
      request.pause();
      enough.resolve();
    };
    const end = () => {
      this.#hasEnded = true;
      enough.resolve();
    };
    // One with a length will come: a slow sender must not take a connection to the provider meanwhile.
    const timer = request.headers['content-length'] === undefined ? clock.after(longestWait, enough.resolve) : null;
    request.on('data', take).once('end', end);
    await enough.promise;
    request.pause();
    request.off('data', take).off('end', end);
    timer?.dispose();
    await this.#fields?.end();
  }

  #hasRoom(bytes: number): boolean {
    const hasRoom = this.#room.take(bytes, this.#roomTaken);
    if (hasRoom) this.#roomTaken = bytes;
    return hasRoom;
  }
}
