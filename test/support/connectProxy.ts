import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A company's proxy that leads every tunnel to one server, and notes all that it can read. */
export interface ConnectProxy extends AsyncDisposable {
  readonly port: number;
  /** The host and port of each tunnel that was asked for. */
  readonly tunnels: readonly string[];
  /** Requests that were sent to the proxy itself, which could read and change them. */
  readonly inTheOpen: readonly string[];
  /** All bytes that came through, and the headers that tunnels were asked for with. */
  readonly passed: string;
}

/** `port`: where it listens, 0 for any; `to`: the port on this machine that each tunnel ends at. */
export async function startConnectProxy(port: number, to: number): Promise<ConnectProxy> {
  const tunnels: string[] = [];
  const inTheOpen: string[] = [];
  const sockets = new Set<Socket>();
  let passed = '';
  const server = createServer((request, response) => {
    inTheOpen.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  server.on('connect', (request, client: Socket) => {
    tunnels.push(request.url ?? '');
    passed += request.rawHeaders.join('\n');
    const upstream = connect(to, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.on('data', (chunk: Buffer) => {
        passed += chunk.toString('latin1');
      });
      client.pipe(upstream).pipe(client);
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    tunnels,
    inTheOpen,
    get passed() {
      return passed;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
