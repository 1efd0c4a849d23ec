import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { linesOf } from './passAnswer.ts';

/** An answer to a request that asked for another protocol and is answered in HTTP after all. Ends the connection. */
export function responseOn(request: IncomingMessage, socket: Duplex): ServerResponse {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket as Socket);
  response.once('finish', () => socket.end());
  // Node tells the response of it no more, once another protocol was asked for.
  socket.on('drain', () => response.emit('drain'));
  return response;
}

/** Joins two connections that have agreed on another protocol: bytes both ways until one of them ends. */
export function joinSockets(
  client: Duplex,
  clientHead: Buffer,
  answer: IncomingMessage,
  upstream: Duplex,
  upstreamHead: Buffer,
): void {
  const head = [`HTTP/1.1 101 ${answer.statusMessage ?? ''}`, ...linesOf(answer.rawHeaders)];
  client.write(`${head.join('\r\n')}\r\n\r\n`, 'latin1');
  if (upstreamHead.length > 0) client.write(upstreamHead);
  if (clientHead.length > 0) upstream.write(clientHead);
  endTogether(client, upstream);
  endTogether(upstream, client);
  client.pipe(upstream);
  upstream.pipe(client);
}

/** What has been sent still arrives, unless a connection broke. */
function endTogether(one: Duplex, other: Duplex): void {
  one.on('error', () => other.destroy());
  one.once('close', () => (other.writableFinished ? other.destroy() : other.end(() => other.destroy())));
}
