import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/disposable.ts';
import { whenConnected } from '../whenConnected.ts';
import type { Afterwards } from './afterwards.ts';
import { late } from './ownAnswer.ts';
import type { UpstreamRequest, Upstreams } from './upstreams.ts';

/** Milliseconds that are waited at most. */
export interface Deadlines {
  /** For a connection, with the name and the certificate. */
  readonly connection: number;
  /** For the head of an answer: models think for minutes. */
  readonly head: number;
  /** For the next bytes of an answer. */
  readonly silence: number;
  /** For the next bytes of a request's body. */
  readonly body: number;
}

export const usualDeadlines: Deadlines = {
  connection: 20_000,
  head: 15 * 60_000,
  silence: 10 * 60_000,
  body: 5 * 60_000,
};

export interface Sending {
  readonly upstreams: Upstreams;
  readonly clock: Clock;
  /** Where deadlines are set, for which no request waits. */
  readonly afterwards: Afterwards;
  readonly deadlines: Deadlines;
  readonly request: Omit<UpstreamRequest, 'isFresh'>;
  /** Sends the body; called once more for each attempt. */
  body(out: ClientRequest): void;
  /** Whether the body can be sent again. */
  readonly isRepeatable: boolean;
  /** There is a connection, so that it leaves; called for each attempt that has one. */
  leaves(): void;
  /** A preliminary answer (1xx), which is not the last word. */
  informed(status: number, message: string, rawHeaders: readonly string[]): void;
  answered(answer: IncomingMessage): void;
  upgraded(answer: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** No answer came, and none will. */
  failed(error: unknown): void;
}

/**
 * Sends a request to its provider when it is its turn, and once more on a new connection if the one kept from before turned out to
 * be dead, where no byte of an answer came. What cannot be sent again goes over a new one from the first. Returns what calls it
 * off.
 */
export function send(sending: Sending): () => void {
  let current: ClientRequest | null = null;
  let isOver = false;
  let endTurn = () => {};
  const attempt = (isFresh: boolean): void => {
    const fail = (error: unknown, out: ClientRequest | null, hasHeard: boolean) => {
      if (isOver) return;
      const mayRepeat = !isFresh && out?.reusedSocket === true && !hasHeard && isDead(error);
      if (mayRepeat) return attempt(true);
      isOver = true;
      endTurn();
      sending.failed(error);
    };
    try {
      const out = one(sending, isFresh, () => isOver, fail);
      current = out;
      // Unless it goes out once more.
      out.once('close', () => current === out && endTurn());
    } catch (error) {
      fail(error, null, false);
    }
  };
  endTurn = sending.upstreams.turns.take(sending.request.upstream.origin, () => attempt(!sending.isRepeatable));
  if (isOver) endTurn();
  return () => {
    isOver = true;
    if (current === null) endTurn();
    else current.destroy();
  };
}

function one(
  sending: Sending,
  isFresh: boolean,
  isOver: () => boolean,
  fail: (error: unknown, out: ClientRequest, hasHeard: boolean) => void,
): ClientRequest {
  const { clock, afterwards, deadlines } = sending;
  const out = sending.upstreams.open({ ...sending.request, isFresh });
  let hasAnswered = false;
  let readBefore = 0;
  const isConnected = out.reusedSocket;
  let timer: Disposable | null = null;
  const wait = (ms: number) => {
    timer?.dispose();
    timer = clock.after(ms, () => out.destroy(late()));
  };
  afterwards.do(() => {
    if (timer === null && !hasAnswered && !out.destroyed) wait(isConnected ? deadlines.head : deadlines.connection);
  });
  const answered = (act: () => void) => {
    hasAnswered = true;
    timer?.dispose();
    if (isOver()) out.destroy();
    else act();
  };
  out.once('socket', (socket: Socket) => {
    readBefore = socket.bytesRead;
    whenConnected(socket, () => {
      sending.leaves();
      if (!isConnected && !hasAnswered) wait(deadlines.head);
    });
  });
  out.on('information', (info) => sending.informed(info.statusCode, info.statusMessage, info.rawHeaders));
  out.once('response', (answer) => {
    answered(() => sending.answered(answer));
    // Who has said all takes no more of the body, nor can this end otherwise: Node hears no `drain` from here on.
    answer.once('end', () => out.writableFinished || out.destroy());
  });
  out.once('upgrade', (answer, socket, head) => answered(() => sending.upgraded(answer, socket, head)));
  out.on('error', (error) => {
    timer?.dispose();
    // From here on the answer itself tells how it ends.
    if (!hasAnswered) fail(error, out, (out.socket?.bytesRead ?? readBefore) > readBefore);
  });
  out.once('close', () => timer?.dispose());
  sending.body(out);
  return out;
}

function isDead(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return code === 'ECONNRESET' || code === 'EPIPE';
}
