import { createConnection, createServer, type Socket } from 'node:net';
import { type Disposable, Emitter } from '../base/disposable.ts';
import { errorCode } from '../base/errorCode.ts';
import type { Channel, Network } from './channel.ts';

/** The longest line, and the most that may wait for an end that does not read; characters and bytes. */
const longest = 4 * 1024 * 1024;

const nobodyThere = new Set<unknown>(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK']);
/** A pipe of Windows that somebody holds refuses access. */
const alreadyTaken = new Set<unknown>(['EADDRINUSE', 'EACCES']);

/** Unix sockets, and named pipes on Windows. */
export const sockets: Network = {
  connect(address) {
    return new Promise((resolve, reject) => {
      const socket = createConnection(address);
      socket.once('connect', () => resolve(new SocketChannel(socket)));
      socket.once('error', (error) => {
        if (nobodyThere.has(errorCode(error))) resolve(null);
        else reject(error);
      });
    });
  },

  listen(address, met) {
    return new Promise<Disposable | null>((resolve, reject) => {
      const server = createServer((socket) => met(new SocketChannel(socket)));
      server.on('error', (error) => {
        if (alreadyTaken.has(errorCode(error))) resolve(null);
        else reject(error);
      });
      // Of several processes of a cluster each is a window of its own.
      server.listen({ path: address, exclusive: true }, () => resolve({ dispose: () => server.close() }));
    });
  },
};

/** Cuts what arrives into lines. An end that sends endless lines, or does not read, loses its connection. */
class SocketChannel implements Channel {
  readonly #socket: Socket;
  #pending = '';
  readonly #received = new Emitter<string>();
  readonly #closed = new Emitter<void>();

  readonly onDidReceive = this.#received.event;
  readonly onDidClose = this.#closed.event;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text) => this.#take(String(text)));
    // The error says why the connection closes, which the close itself follows.
    socket.on('error', () => {});
    socket.once('close', () => this.#closed.fire());
  }

  send(line: string): void {
    if (!this.#socket.writable) return;
    this.#socket.write(`${line}\n`);
    if (this.#socket.writableLength > longest) this.dispose();
  }

  dispose(): void {
    this.#socket.destroy();
  }

  #take(text: string): void {
    const [end = '', ...rest] = text.split('\n');
    const lines = [this.#pending + end, ...rest];
    this.#pending = lines.pop() ?? '';
    for (const line of lines) {
      if (this.#socket.destroyed) return;
      if (line.length <= longest) this.#received.fire(line);
    }
    if (this.#pending.length > longest) this.dispose();
  }
}
