import type { ClientRequest, IncomingMessage } from 'node:http';
import type { BodyStart } from './bodyStart.ts';
import { trailersOf } from './passedHeaders.ts';

/** A body on its way: what was held of it, then what the client goes on to send. */
export class PassedBody {
  readonly #request: IncomingMessage;
  readonly #start: BodyStart;

  constructor(request: IncomingMessage, start: BodyStart) {
    this.#request = request;
    this.#start = start;
  }

  /** Whether all of it is held, so that it can be sent again. */
  get isRepeatable(): boolean {
    return this.#start.size !== null;
  }

  to(out: ClientRequest): void {
    for (const chunk of this.#start.chunks) out.write(chunk);
    const end = () => {
      const trailers = trailersOf(this.#request.rawTrailers);
      if (trailers.length > 0) out.addTrailers(trailers);
    };
    if (this.#start.size !== null) {
      end();
      out.end();
      return;
    }
    this.#start.forget();
    this.#request.once('end', end).pipe(out);
    // Nobody takes the rest any more, but the answer may still be on its way to the client.
    out.once('close', () => this.#request.unpipe(out).resume());
  }
}
