import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What arrived, with the headers as they came. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface HostileServer {
  readonly origin: string;
  readonly received: readonly Received[];
  /** Connections that were ever opened, whether or not anything was sent. */
  readonly connections: number;
  /** Bytes of body that were handed to the network. */
  readonly sentBytes: number;
  close(): Promise<void>;
}

/** A server on the loopback that answers as a test wants, however wrong. */
export async function startHostileServer(
  answer: (response: ServerResponse, request: Received) => void,
): Promise<HostileServer> {
  const received: Received[] = [];
  let connections = 0;
  let sentBytes = 0;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method = '', url = '', headers } = request;
    const one = { method, url, headers, body };
    received.push(one);
    response.on('error', () => {});
    answer(response, one);
  });
  server.on('connection', (socket) => {
    connections++;
    socket.on('error', () => {});
    socket.on('close', () => {
      sentBytes += socket.bytesWritten;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    get connections() {
      return connections;
    },
    get sentBytes() {
      return sentBytes;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
