import type { Socket } from 'node:net';

/** Acts once something can be sent over a connection, at once if that is so already. TLS has its own event for being ready. */
export function whenConnected(socket: Socket, act: () => void): void {
  if (!socket.connecting && !('secureConnecting' in socket && socket.secureConnecting)) act();
  else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', act);
}
