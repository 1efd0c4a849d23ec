import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to programs that ask for any port, so that it is not given to somebody later. */
const [lowest, highest] = [20_000, 32_000];
const tries = 20;

/** A port of this machine on which nobody listens. Rejects where none is found. `random`: from 0 to 1. */
export async function freePort(random: () => number): Promise<number> {
  for (let left = tries; ; left--) {
    const port = lowest + Math.floor(random() * (highest - lowest));
    const server = createServer();
    try {
      server.listen({ host: '127.0.0.1', port, exclusive: true });
      await once(server, 'listening');
      return port;
    } catch (error) {
      if (left === 0) throw error;
    } finally {
      server.close();
    }
  }
}
