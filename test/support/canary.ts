import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that nobody may ever connect to. */
export interface Canary extends AsyncDisposable {
  readonly origin: string;
  readonly connections: number;
}

export async function startCanary(): Promise<Canary> {
  let connections = 0;
  const server = createServer((_, response) => response.end('{}'));
  server.on('connection', () => connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get connections() {
      return connections;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
