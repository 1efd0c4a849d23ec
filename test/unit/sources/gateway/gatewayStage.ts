import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerOptions } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { systemClock } from '../../../../src/base/clock.ts';
import type { Observation } from '../../../../src/core/model/observation.ts';
import type { ProviderId } from '../../../../src/core/model/provider.ts';
import { type Admission, passAll } from '../../../../src/sources/gateway/admission.ts';
import type { RequestEnd } from '../../../../src/sources/gateway/exchangeTold.ts';
import { Gateway } from '../../../../src/sources/gateway/gateway.ts';
import type { GatewayParts } from '../../../../src/sources/gateway/gatewayParts.ts';
import { newSecret } from '../../../../src/sources/gateway/routes.ts';
import { usualDeadlines } from '../../../../src/sources/gateway/sending.ts';
import { nodeClients } from '../../../../src/sources/gateway/upstreams.ts';
import type { Certificate } from '../../../support/certificate.ts';
import { digestOf } from '../listener/listening.ts';

export interface StageOptions {
  readonly provider?: ProviderId;
  readonly tool?: string;
  readonly basePath?: string;
  readonly certificate?: Certificate;
  readonly server?: ServerOptions;
  /** In place of a provider that listens. */
  readonly upstream?: string;
  readonly parts?: Partial<GatewayParts>;
  readonly admission?: Partial<Admission>;
}

/** A provider on loopback that answers as `answer` says, and a gateway before it with one route. */
export async function stage(answer: RequestListener, options: StageOptions = {}) {
  const {
    provider = 'openai',
    tool = 'some-tool',
    basePath = '',
    certificate,
    server: serverOptions = {},
    parts,
  } = options;
  const server = certificate
    ? createSecureServer({ ...certificate, ...serverOptions }, answer)
    : createServer(serverOptions, answer);
  const arrived: IncomingMessage[] = [];
  server.on('request', (request) => arrived.push(request));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `${certificate ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const observed: Observation[] = [];
  const ends: RequestEnd[] = [];
  const gateway = new Gateway({
    clock: systemClock(),
    clients: nodeClients,
    deadlines: usualDeadlines,
    nonce: 'test',
    digestOf,
    admission: {
      ...passAll,
      // What is to be asked about does not leave unasked.
      mayLeaveUnseen: () => options.admission?.admit === undefined,
      ended: (end) => ends.push(end),
      ...options.admission,
    },
    emit: (observation) => observed.push(observation),
    ...parts,
  });
  const secret = newSecret();
  gateway.routes = [{ tool, secret, provider, upstream: new URL((options.upstream ?? origin) + basePath) }];
  const port = await gateway.listen(0);
  return {
    server,
    origin,
    /** Requests that have come to the provider. */
    arrived,
    gateway,
    secret,
    port,
    observed,
    ends,
    /** An address of the gateway for the tool. */
    url: (path: string) => `http://127.0.0.1:${port}/${secret}${path}`,
    async [Symbol.asyncDispose]() {
      await gateway.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Sends text as it is and returns all that comes back until the connection ends, or `ends` is in it. */
export function sendRaw(port: number, text: string, ends?: RegExp): Promise<string> {
  return new Promise((resolve) => {
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      answer += chunk;
      if (ends?.test(answer)) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('end', () => socket.end());
    socket.on('close', () => resolve(answer));
  });
}

/** Asks with these lines behind a sound `Host`, and reads until the connection ends. */
export function get({ port, secret }: { port: number; secret: string }, method: string, ...headers: string[]) {
  const lines = [`${method} /${secret}/v1/x HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...headers, 'Connection: close'];
  return sendRaw(port, `${lines.join('\r\n')}\r\n\r\n`);
}

/** Reads all of a body. */
export async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
