import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { answers } from '../../unit/sources/listener/answers.ts';
import { selfSigned } from '../certificate.ts';

/** What becomes of a request. One that is aborted is never answered; one that is cut off is aborted while it is. */
export const outcomes = ['answered', 'streamed', 'cut off', 401, 429, 529, 'aborted'] as const;
export type Outcome = (typeof outcomes)[number];

/** A provider on loopback that answers as it is told to. */
export interface RealProvider extends AsyncDisposable {
  readonly origin: string;
  readonly certificate: string;
  /** What becomes of the next requests. */
  outcome: Outcome;
  /** When the last request came, by `performance.now()`. */
  readonly cameAt: number;
  /** Resolves when a request has come. */
  came(): Promise<void>;
  /** Sends the end of the answer that is being streamed. */
  endStream(): void;
}

/** One for each version of HTTP. */
export interface RealProviders extends AsyncDisposable {
  readonly 1: RealProvider;
  readonly 2: RealProvider;
}

export async function startRealProviders(): Promise<RealProviders> {
  const [first, second] = [await startRealProvider(1), await startRealProvider(2)];
  const end = async () => {
    await first[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
  };
  return { 1: first, 2: second, [Symbol.asyncDispose]: end };
}

/** `version`: of HTTP; 2 comes with TLS. */
async function startRealProvider(version: 1 | 2): Promise<RealProvider> {
  const certificate = selfSigned('localhost');
  let cameAt = 0;
  let hasCome = () => {};
  let endStream = () => {};
  const hear = (request: IncomingMessage, response: ServerResponse) => {
    request.resume().once('end', () => {
      cameAt = performance.now();
      const speaks = request.url?.includes('messages') ? 'anthropic' : 'openai';
      const { outcome } = provider;
      if (outcome === 'streamed' || outcome === 'cut off') endStream = answers.begun(response, speaks);
      else if (outcome !== 'aborted') answers[speaks](response, outcome === 'answered' ? 200 : outcome);
      hasCome();
    });
  };
  const secure = version === 2 ? createSecureServer(certificate) : null;
  // Node's compatibility layer gives a stream of HTTP/2 the same two objects.
  const server = secure?.on('request', hear as never) ?? createServer(hear);
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket: { destroy(): void }) => sockets.add(socket));
  server.listen(0, version === 2 ? 'localhost' : '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const provider: RealProvider = {
    origin: version === 2 ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    certificate: certificate.cert,
    outcome: 'answered',
    get cameAt() {
      return cameAt;
    },
    came: () => new Promise<void>((resolve) => (hasCome = resolve)),
    endStream: () => endStream(),
    [Symbol.asyncDispose]: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return provider;
}
