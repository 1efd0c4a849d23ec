import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Afterwards } from './afterwards.ts';
import { BodyRoom } from './bodyRoom.ts';
import type { GatewayParts } from './gatewayParts.ts';
import { hostsAt, type TurnedAway, whyTurnedAway } from './guard.ts';
import { listenOnLoopback } from './loopback.ts';
import { answerOwn } from './ownAnswer.ts';
import { passExchange } from './passExchange.ts';
import { passUpgrade } from './passUpgrade.ts';
import { rememberedDigests } from './rememberedDigests.ts';
import { type Route, type Routed, Routes } from './routes.ts';
import { responseOn } from './upgradePipe.ts';
import { Upstreams } from './upstreams.ts';

/** Bytes of a request's head. */
const mostHeaderBytes = 64 * 1024;
/** Milliseconds: for a request's head, for all of it (as long as it goes on: `watchBody`), and between two of one connection. */
const timeouts = { headersTimeout: 60_000, requestTimeout: 0, keepAliveTimeout: 120_000 };

/**
 * A server on loopback that passes requests of local tools on to the provider that each is meant for, and the answers back,
 * byte for byte. It has no keys: each request carries its own.
 */
export class Gateway {
  readonly #parts: GatewayParts;
  readonly #upstreams: Upstreams;
  readonly #routes = new Routes();
  readonly #afterwards = new Afterwards();
  readonly #room = new BodyRoom();
  readonly #upgraded = new Set<Duplex>();
  #servers: readonly Server[] = [];
  #hosts: ReadonlySet<string> = new Set();
  #count = 0;

  constructor(parts: GatewayParts) {
    this.#parts = { ...parts, digestOf: rememberedDigests(parts.digestOf) };
    this.#upstreams = new Upstreams(parts.clients, parts.clock);
  }

  /** The only places that requests go to. */
  set routes(routes: readonly Route[]) {
    this.#routes.set(routes);
  }

  /** Listens on 127.0.0.1 and, where there is one, on ::1. 0 chooses a port. Returns it; rejects if it is taken. */
  async listen(port: number): Promise<number> {
    this.#servers = await listenOnLoopback(port, () => this.#server());
    const address = this.#servers[0]?.address();
    const chosen = typeof address === 'object' && address !== null ? address.port : 0;
    this.#hosts = hostsAt(chosen);
    return chosen;
  }

  /** Ends at once what is under way, as a broken connection. */
  async close(): Promise<void> {
    for (const socket of this.#upgraded) socket.destroy();
    await Promise.all(this.#servers.map(closed));
    this.#servers = [];
    this.#upstreams.close();
  }

  #server(): Server {
    const options = { ...timeouts, maxHeaderSize: mostHeaderBytes, insecureHTTPParser: false };
    // A fault of ours must not take the editor's process along, nor leave the tool waiting.
    const take = (request: IncomingMessage, response: ServerResponse, asksFirst: boolean) =>
      void this.#take(request, response, asksFirst).catch(() => response.destroy());
    const server = createServer(options, (request, response) => take(request, response, false));
    // Without a bound, since headers beyond it would be missing; their bytes have one.
    server.maxHeadersCount = 0;
    // Such as no file handle for one more connection.
    server.on('error', () => {});
    server.on('checkContinue', (request, response) => take(request, response, true));
    server.on('upgrade', (request, socket, head) => {
      // Such as an earlier request whose answer still has the connection.
      void this.#upgrade(request, socket, head).catch(() => socket.destroy());
    });
    return server;
  }

  async #take(request: IncomingMessage, response: ServerResponse, asksFirst: boolean): Promise<void> {
    const routed = await this.#routed(request, response);
    if (routed === null) return;
    const { socket } = request;
    // Not every Node closes the answers that wait behind another when their connection ends.
    const close = () => response.closed || response.emit('close');
    socket.once('close', close);
    response.once('close', () => socket.off('close', close));
    const id = `${this.#parts.nonce}-${++this.#count}`;
    const incoming = { id, routed, request, response, asksFirst, afterwards: this.#afterwards, room: this.#room };
    await passExchange(incoming, this.#parts, this.#upstreams);
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    this.#upgraded.add(socket);
    socket.once('close', () => this.#upgraded.delete(socket));
    socket.on('error', () => socket.destroy());
    const response = responseOn(request, socket);
    const routed = await this.#routed(request, response);
    if (routed === null) return;
    const incoming = { routed, request, response, socket, head, afterwards: this.#afterwards };
    passUpgrade(incoming, this.#parts, this.#upstreams);
  }

  /** Where a request goes; `null` if it was answered here, or its tool has gone. */
  async #routed(request: IncomingMessage, response: ServerResponse): Promise<Routed | null> {
    const refusal = whyTurnedAway(request, this.#hosts);
    let place = refusal ? null : this.#placeOf(request);
    if (!refusal && !place) {
      await this.#parts.lookForRoutes?.();
      if (request.socket.destroyed) return null;
      place = this.#placeOf(request);
    }
    if (typeof place !== 'function' && place) return place;
    if (place) place(response);
    else answerOwn(response, turnedAway(refusal ?? unknownAddress));
    return null;
  }

  #placeOf(request: IncomingMessage): Routed | ((response: ServerResponse) => void) | null {
    return this.#routes.find(request.url ?? '') ?? this.#parts.ownPage?.(request) ?? null;
  }
}

const unknownAddress: TurnedAway = {
  status: 401,
  reason: 'no tool has this address (any more): connect it again in the editor',
};

function turnedAway({ status, reason }: TurnedAway) {
  return { status, code: 'keygauge_refused', words: `${reason}.` };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
