import type { Socket } from 'node:net';
import type { Clock } from '../../base/clock.ts';
import type { ProviderId } from '../../core/model/provider.ts';
import { answerHeaders } from '../headerFields.ts';
import { type HeardKey, heardKey } from '../heardKey.ts';
import { extensionsOn, heardTool, isOwnCheck } from '../heardTool.ts';
import { inferenceAt } from '../inferencePath.ts';
import { whenConnected } from '../whenConnected.ts';
import { type Channels, headerChannels } from './channels.ts';
import { http2Request, httpRequest, type LeavingRequest, undiciRequest } from './leavingRequest.ts';
import { originOf, type ProviderAddresses } from './providerAddresses.ts';
import { UndiciStreams } from './undiciStreams.ts';

/** A request of interest. Of its key there is a digest, of its body a size. */
export interface HeardRequest {
  /** Tells it from all others, of this window and of others. */
  readonly id: string;
  readonly provider: ProviderId;
  readonly origin: string;
  readonly key: HeardKey;
  readonly tool: string | null;
  /** As the path names it; `null` where it names none, which is usual. */
  readonly model: string | null;
  /** Bytes of its body; `null` if it does not say. */
  readonly size: number | null;
  /** Monotonic milliseconds. */
  readonly sentAt: number;
}

/** A request that has been answered. */
export interface HeardAnswer {
  readonly request: HeardRequest;
  readonly status: number;
  /** Only those that are of use; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Monotonic milliseconds. */
  readonly receivedAt: number;
}

export interface ListenerParts {
  readonly clock: Clock;
  readonly channels: Channels;
  readonly addresses: ProviderAddresses;
  /** What the ids of requests begin with, so that those of two windows differ. */
  readonly nonce: string;
  /** A keyed digest of a key's value. */
  digestOf(value: string): string;
  /** The name of the extension in a folder such as `publisher.name-1.2.3`; `null` if it is not there. */
  extensionName(folder: string): string | null;
  /** Runs something soon, once whoever sends requests has gone on. */
  soon(act: () => void): void;
  left(request: HeardRequest): void;
  heard(answer: HeardAnswer): void;
}

/** The most requests and answers that wait to be told; the oldest make room, since the latest say the most. */
const mostWaiting = 1_000;

type Handler = (message: unknown) => void;

/** A request that a client has made. It counts once it leaves: one that finds no connection takes nothing of a limit. */
interface Made {
  request: HeardRequest;
  hasLeft: boolean;
}

/** What clients publish, as far as it is sound. */
interface Published {
  readonly request: object &
    Parameters<typeof undiciRequest>[0] &
    Parameters<typeof httpRequest>[0] & { readonly socket: Socket | null };
  /** The connection that undici uses. */
  readonly socket: { readonly alpnProtocol?: unknown } | undefined;
  readonly response: { readonly statusCode: unknown; readonly headers: unknown; readonly rawHeaders: unknown };
  readonly stream: object;
  readonly headers: Readonly<Record<string, unknown>>;
}

/**
 * Hears which requests leave this process for a provider and how they are answered. It runs inside other extensions'
 * calls, so it looks at the origin first, keeps no object of theirs alive, and lets nothing be thrown into them.
 */
export class TrafficListener {
  readonly #parts: ListenerParts;
  #requests = new WeakMap<object, Made>();
  /** The name of the extension that made a request of `node:http`, as its stack told. */
  #callers = new WeakMap<object, string | null>();
  readonly #streams = new UndiciStreams<Made>();
  #waiting: (HeardRequest | HeardAnswer)[] = [];
  #count = 0;
  #isOn = false;
  readonly #handlers: readonly (readonly [string, Handler])[] = [
    guarded(headerChannels.undiciMade, ({ request }) => this.#made(request, undiciRequest(request), 'undici')),
    guarded(headerChannels.undiciLeaves, ({ request, socket }) => this.#undiciLeaves(request, socket)),
    guarded(headerChannels.undiciFails, ({ request }) => this.#undiciEnds(request)),
    guarded(headerChannels.undiciAnswers, ({ request, response }) =>
      this.#answered(request, response.statusCode, response, 'headers'),
    ),
    guarded(headerChannels.httpCreated, ({ request }) => this.#created(request)),
    guarded(headerChannels.httpMade, ({ request }) => this.#httpMade(request)),
    guarded(headerChannels.httpAnswers, ({ request, response }) =>
      this.#answered(request, response.statusCode, response, 'rawHeaders'),
    ),
    guarded(headerChannels.http2Leaves, ({ stream, headers }) => this.#http2Leaves(stream, headers)),
    guarded(headerChannels.http2Answers, (message) =>
      this.#answered(message.stream, message.headers[':status'], message, 'headers'),
    ),
  ];

  constructor(parts: ListenerParts) {
    this.#parts = parts;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Off means that nothing is subscribed, and that nothing is left of what was heard. */
  turn(isOn: boolean): void {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    const { channels } = this.#parts;
    for (const [name, handler] of this.#handlers) {
      if (isOn) channels.subscribe(name, handler);
      else channels.unsubscribe(name, handler);
    }
    this.#requests = new WeakMap();
    this.#callers = new WeakMap();
    this.#streams.forget();
    this.#waiting = [];
  }

  #created(request: Published['request']): void {
    const { addresses, extensionName } = this.#parts;
    if (addresses.at(httpRequest(request).origin) === null) return;
    const names = extensionsOn(new Error().stack).map(extensionName);
    this.#callers.set(request, names.find((name) => name !== null) ?? null);
  }

  #httpMade(request: Published['request']): void {
    if (this.#made(request, httpRequest(request), 'http') === null) return;
    const leaves = () => this.#leaves(this.#requests.get(request));
    if (request.socket) whenConnected(request.socket, leaves);
    else leaves();
  }

  #http2Leaves(stream: object, headers: Published['headers']): void {
    this.#leaves(this.#made(stream, http2Request(headers), 'http2'));
  }

  #undiciLeaves(request: object, socket: Published['socket']): void {
    if (socket?.alpnProtocol !== 'h2') this.#undiciEnds(request);
    this.#leaves(this.#requests.get(request));
  }

  /** A request of undici's will have no stream any more. */
  #undiciEnds(request: object): void {
    const made = this.#requests.get(request);
    if (made) this.#streams.drop(made);
  }

  /** Returns the request if it is of interest, that of undici for a stream of undici's. */
  #made(carrier: object, leaving: LeavingRequest, client: 'undici' | 'http' | 'http2'): Made | null {
    const { addresses, clock, nonce, digestOf } = this.#parts;
    const provider = addresses.at(leaving.origin);
    if (provider === null) return null;
    const inference = inferenceAt(leaving.method, leaving.path);
    const origin = originOf(leaving.origin);
    if (inference === null || origin === null) return null;
    const header = leaving.header();
    const key = isOwnCheck(header) ? null : heardKey(header, digestOf);
    if (key === null) return null;
    const name = `${origin} ${key.digest}`;
    const known = client === 'http2' ? this.#streams.takes(name) : null;
    if (known) return known;
    const tool = heardTool(header, this.#callers.get(carrier) ?? null);
    const size = leaving.size();
    const bytes = typeof size === 'number' && size >= 0 && size < Infinity ? size : null;
    const id = `${nonce}-${++this.#count}`;
    const request = { id, provider, origin, key, tool, model: inference.model, size: bytes, sentAt: clock.now() };
    const made = { request, hasLeft: false };
    this.#requests.set(carrier, made);
    if (client === 'undici') this.#streams.made(name, made);
    return made;
  }

  #leaves(made: Made | null | undefined): void {
    if (!made || made.hasLeft) return;
    made.hasLeft = true;
    made.request = { ...made.request, sentAt: this.#parts.clock.now() };
    this.#tellSoon(made.request);
  }

  /** `field` is read only of an answer of interest. */
  #answered<Field extends string>(
    carrier: object,
    status: unknown,
    response: Readonly<Record<Field, unknown>>,
    field: Field,
  ): void {
    const made = this.#requests.get(carrier);
    const isFinal = typeof status === 'number' && status >= 200 && status <= 599;
    if (!made || !isFinal) return;
    const { request } = made;
    this.#leaves(made);
    this.#streams.drop(made);
    this.#requests.delete(carrier);
    // Whoever sends on is not the provider, and where to is another request.
    if (status >= 300 && status <= 399) return;
    const headers = answerHeaders(response[field]);
    this.#tellSoon({ request, status, headers, receivedAt: this.#parts.clock.now() });
  }

  #tellSoon(heard: HeardRequest | HeardAnswer): void {
    this.#waiting.push(heard);
    if (this.#waiting.length > mostWaiting) this.#waiting.shift();
    if (this.#waiting.length === 1) this.#parts.soon(() => this.#tell());
  }

  #tell(): void {
    for (const heard of this.#waiting.splice(0)) {
      if ('status' in heard) this.#parts.heard(heard);
      else this.#parts.left(heard);
    }
  }
}

/** Whatever is published is nothing that its publisher should stumble over. */
function guarded(channel: string, hear: (message: Published) => void): readonly [string, Handler] {
  const handler = (message: unknown) => {
    try {
      hear(message as Published);
    } catch {}
  };
  return [channel, handler];
}
