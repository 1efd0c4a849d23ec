import { createHmac } from 'node:crypto';
import * as diagnosticsChannel from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../../../src/base/clock.ts';
import type { ExchangeSeen, RequestSeen } from '../../../../src/core/model/observation.ts';
import type { ProviderId } from '../../../../src/core/model/provider.ts';
import type { Channels } from '../../../../src/sources/listener/channels.ts';
import { heardExchange, heardRequest } from '../../../../src/sources/listener/heardExchange.ts';
import { ProviderAddresses } from '../../../../src/sources/listener/providerAddresses.ts';
import { TrafficListener } from '../../../../src/sources/listener/trafficListener.ts';

export const apiKey = 'sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e';

export function digestOf(value: string): string {
  return createHmac('sha256', 'of the tests').update(value).digest('hex').slice(0, 32);
}

/** What a provider answers, and how. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A provider on loopback, and a listener to this process that knows its address. */
export async function listen(provider: ProviderId, answer: Answer, channels: Channels = diagnosticsChannel) {
  const server = createServer((request, response) => {
    request.resume().once('end', () => answer(response, request));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const listening = listenTo(origin, provider, channels);
  /** Nobody is there any more. */
  const goes = () => closed(server);
  const end = async () => {
    listening.listener.turn(false);
    if (server.listening) await goes();
  };
  return { origin, ...listening, goes, [Symbol.asyncDispose]: end };
}

/** A listener alone, to requests for `origin`. */
export function listenTo(origin: string, provider: ProviderId, channels: Channels = diagnosticsChannel) {
  const heard: ExchangeSeen[] = [];
  const left: (RequestSeen | null)[] = [];
  const addresses = new ProviderAddresses();
  addresses.limit(new Map([[origin, provider]]), false);
  const clock = systemClock();
  const listener = new TrafficListener({
    clock,
    channels,
    addresses,
    digestOf,
    extensionName: (folder) => (folder === 'acme.coder-1.2.3' ? 'Acme Coder' : null),
    soon: setImmediate,
    nonce: 'window',
    left: (request) => left.push(heardRequest(request)),
    heard: (told) => heard.push(heardExchange(told)),
  });
  listener.turn(true);
  /** What was heard until now, once it has been told. */
  const told = async () => {
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    return heard;
  };
  return { listener, clock, told, left };
}

async function closed(server: ReturnType<typeof createServer>): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
