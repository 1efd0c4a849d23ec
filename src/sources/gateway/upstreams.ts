import * as http from 'node:http';
import * as https from 'node:https';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../base/clock.ts';
import { Turns } from './turns.ts';

/** Milliseconds after which an idle connection is closed: providers keep theirs for a minute or longer. */
const longestIdle = 50_000;
const mostHeaderBytes = 128 * 1024;

/** What makes requests: the host's own clients, whose proxy and certificates count. */
export type OpenRequest = (options: https.RequestOptions) => http.ClientRequest;

export interface Clients {
  readonly http: OpenRequest;
  readonly https: OpenRequest;
}

export const nodeClients: Clients = { http: http.request, https: https.request };

export interface UpstreamRequest {
  readonly upstream: URL;
  readonly method: string;
  /** As it is sent, byte for byte. */
  readonly path: string;
  readonly headers: readonly string[];
  /** On a connection that nobody has used before. */
  readonly isFresh: boolean;
}

/** Where a provider is, as Node's clients take it. */
type Place = Pick<https.RequestOptions, 'protocol' | 'hostname' | 'port'>;

/** Opens requests to providers, on connections that are kept for the next one. */
export class Upstreams {
  readonly #clients: Clients;
  readonly #clock: Clock;
  readonly #kept: { readonly http: http.Agent; readonly https: https.Agent };
  readonly #idleSince = new WeakMap<Duplex, number>();
  readonly #places = new WeakMap<URL, Place>();
  /** Whose turn it is: more requests to one provider than that wait, and no deadline of theirs runs meanwhile. */
  readonly turns = new Turns();
  readonly #single = {
    http: usedOnce(new http.Agent({ keepAlive: true })),
    https: usedOnce(new https.Agent({ keepAlive: true })),
  };

  constructor(clients: Clients, clock: Clock) {
    this.#clients = clients;
    this.#clock = clock;
    const options = { keepAlive: true, timeout: longestIdle, scheduling: 'lifo' } as const;
    this.#kept = { http: new http.Agent(options), https: new https.Agent(options) };
    for (const agent of Object.values(this.#kept)) {
      agent.on('free', (socket: Duplex) => this.#idleSince.set(socket, clock.now()));
    }
  }

  /** A request whose head is sent with the first of its body, or its end. Throws what Node does of a request that cannot be. */
  open({ upstream, method, path, headers, isFresh }: UpstreamRequest): http.ClientRequest {
    const place = this.#placeOf(upstream);
    const protocol = place.protocol === 'https:' ? 'https' : 'http';
    const agent = (isFresh ? this.#single : this.#kept)[protocol];
    // As a list, which nobody can ask for a header: who listens in this process finds no key, and counts nothing twice.
    const sent = [...headers];
    closeStale(agent, this.#idleSince, this.#clock.now());
    const request = this.#clients[protocol]({
      ...place,
      method,
      path,
      headers: sent,
      agent,
      setHost: false,
      maxHeaderSize: mostHeaderBytes,
    });
    // They are written by now, and Node would keep them, with the key, for as long as the connection.
    sent.length = 0;
    // Without a bound, since headers beyond it would be missing; their bytes have one.
    request.maxHeadersCount = 0;
    return request;
  }

  /** Found out once: every request waits for it. Without user and password, which Node would send. */
  #placeOf(upstream: URL): Place {
    const known = this.#places.get(upstream);
    if (known) return known;
    const { protocol, hostname, port } = upstream;
    // An address of IPv6 stands in brackets in a URL, and nowhere else.
    const place = { protocol, hostname: hostname.replace(/^\[(.*)\]$/, '$1'), port };
    this.#places.set(upstream, place);
    return place;
  }

  close(): void {
    for (const { http: plain, https: secure } of [this.#kept, this.#single]) {
      plain.destroy();
      secure.destroy();
    }
  }
}

/** Its connections are not kept, but say that they are: told otherwise, a provider may close one before all of a body has come. */
function usedOnce<Kind extends http.Agent>(agent: Kind): Kind {
  agent.keepSocketAlive = () => false;
  return agent;
}

/**
 * Closes connections that have been idle for too long, also while the machine slept and timers stood still. Those idle
 * longest come first.
 */
function closeStale(agent: http.Agent, idleSince: WeakMap<Duplex, number>, now: number): void {
  for (const place in agent.freeSockets) {
    for (const socket of agent.freeSockets[place] ?? []) {
      if (now - (idleSince.get(socket) ?? now) > longestIdle) socket.destroy();
    }
  }
}
