import type { ServerResponse } from 'node:http';
import type { SimulatorClock } from './clock.ts';
import type { Reply } from './reply.ts';

export interface SendingOptions {
  readonly clock: SimulatorClock;
  /** Milliseconds between the parts of a stream. */
  readonly pace: number;
  /** Bytes of body after which the connection breaks; `null` for never. */
  readonly cutAfter: number | 'half' | null;
}

/** Sends a reply part by part, until the client leaves. Output counts as produced only once it is sent. */
export async function sendReply(response: ServerResponse, reply: Reply, options: SendingOptions): Promise<void> {
  const { clock, pace, cutAfter } = options;
  const total = reply.frames.reduce((sum, frame) => sum + Buffer.byteLength(frame.text), 0);
  let room = cutAfter === null ? Infinity : cutAfter === 'half' ? Math.floor(total / 2) : cutAfter;
  response.writeHead(reply.status, {
    // Node would write the real time, which a driven clock does not know.
    date: new Date(clock.wallNow()).toUTCString(),
    ...reply.headers,
    ...(reply.frames.length > 1 ? {} : { 'content-length': String(total) }),
  });
  response.flushHeaders();
  for (const [index, frame] of reply.frames.entries()) {
    if (index > 0 && pace > 0) await clock.sleep(pace);
    if (response.destroyed) break;
    const bytes = Buffer.from(frame.text);
    if (bytes.length > room) {
      if (room > 0) response.write(bytes.subarray(0, room));
      response.socket?.destroySoon();
      break;
    }
    room -= bytes.length;
    response.write(bytes);
    reply.produce?.(clock.now(), frame.tokens);
    if (index === reply.frames.length - 1) response.end();
  }
  if (reply.frames.length === 0) response.end();
  reply.finish?.(clock.now());
}
