import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';
import type { Afterwards } from './afterwards.ts';
import { late } from './ownAnswer.ts';
import type { PassedAnswer } from './readRefusal.ts';

/* Most bodies and many answers come with their heads. Watching begins afterwards, so that those need no timer. */

interface Watching {
  readonly clock: Clock;
  readonly afterwards: Afterwards;
  /** Milliseconds without a byte. */
  readonly silence: number;
}

/** Ends an answer that says nothing for too long, unless it is its reader who is slow. */
export function watchSilence(answer: PassedAnswer, isHeld: () => boolean, watching: Watching): void {
  watching.afterwards.do(() => answer.readableEnded || answer.destroyed || watch(answer, isHeld, watching));
}

function watch(answer: PassedAnswer, isHeld: () => boolean, { clock, silence }: Watching): void {
  let heardAt = clock.now();
  const look = (): Disposable =>
    clock.after(silence, () => {
      if (isHeld()) heardAt = clock.now();
      if (clock.now() - heardAt >= silence) answer.destroy(late());
      else timer = look();
    });
  let timer = look();
  answer.on('data', () => {
    heardAt = clock.now();
  });
  answer.once('close', () => timer.dispose());
}

type BodyWatching = Omit<Watching, 'afterwards'>;

/** Looks at a body until it counts as silent. */
const looks = 5;

/**
 * Breaks off a request whose client says no more of its body for too long, however long that takes as a whole, unless it is we who
 * rest.
 */
export function watchBody(request: IncomingMessage, response: ServerResponse, watching: BodyWatching): void {
  // By itself: what is done afterwards is also caught up with before the next request leaves, and this need not be.
  setImmediate(() => request.complete || request.destroyed || watchRest(request, response, watching));
}

function watchRest(request: IncomingMessage, response: ServerResponse, { clock, silence }: BodyWatching): void {
  let silent = 0;
  let heard = request.socket.bytesRead;
  const look = (): Disposable =>
    clock.after(silence / looks, () => {
      // Looked at from beside: whoever listened to the body would set it flowing.
      const { bytesRead } = request.socket;
      silent = request.readableFlowing === true && bytesRead === heard ? silent + 1 : 0;
      heard = bytesRead;
      if (silent >= looks) response.destroy();
      else timer = look();
    });
  let timer = look();
  const over = () => timer.dispose();
  request.once('end', over).once('close', over);
  response.once('close', over);
}
