import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** Something on loopback that is no server of HTTP: `act` is told of each connection, with the number of them. */
export async function socketServer(act: (socket: Socket, connections: number) => void) {
  let connections = 0;
  const one = createServer((socket) => {
    socket.on('error', () => {});
    act(socket, ++connections);
  });
  one.listen(0, '127.0.0.1');
  await once(one, 'listening');
  const upstream = `http://127.0.0.1:${(one.address() as AddressInfo).port}`;
  return { upstream, connections: () => connections, [Symbol.dispose]: () => void one.close() };
}
