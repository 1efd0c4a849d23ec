import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorCode } from '../../base/errorCode.ts';

const tries = 5;

/** One server for each loopback address of this machine, all on one port. 0 chooses one that is free on all. */
export async function listenOnLoopback(port: number, create: () => Server): Promise<Server[]> {
  for (let left = tries; ; left--) {
    const first = await listening(create(), '127.0.0.1', port);
    try {
      const second = await listening(create(), '::1', (first.address() as AddressInfo).port);
      return [first, second];
    } catch (error) {
      // A machine without IPv6 has the one address only.
      if (['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(errorCode(error))) return [first];
      first.close();
      if (port !== 0 || errorCode(error) !== 'EADDRINUSE' || left === 0) throw error;
    }
  }
}

async function listening(server: Server, host: string, port: number): Promise<Server> {
  server.listen({ host, port, exclusive: true, ipv6Only: true });
  await once(server, 'listening');
  return server;
}
