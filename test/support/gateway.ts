import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Simulator } from '../../src/simulator/simulator.ts';
import type { Certificate } from './certificate.ts';

/** A gateway before a simulator, which can be made to answer with an error in its own words. */
export interface Gateway extends AsyncDisposable {
  readonly baseUrl: string;
  /** Gives the status and the words of the error, from the key that was sent; `null` to let requests through. */
  failure: ((key: string) => { readonly status: number; readonly words: string }) | null;
}

/** With a certificate it speaks https. */
export async function startGateway(
  simulator: Simulator,
  failure: Gateway['failure'] = null,
  certificate?: Certificate,
): Promise<Gateway> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { authorization = '' } = request.headers;
    if (gateway.failure) {
      const key = authorization.replace('Bearer ', '');
      const { status, words } = gateway.failure(key);
      response.writeHead(status, { 'content-type': 'application/json', 'x-key': key });
      response.end(JSON.stringify({ error: { message: words, type: words, code: words } }));
      return;
    }
    const { method = 'GET', url = '/' } = request;
    const body = await bodyOf(request);
    const forwarded = await fetch(simulator.origin + url, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === '' ? {} : { body }),
    });
    const text = await forwarded.text();
    const kept = [...forwarded.headers].filter(([name]) => /^x-|^content-type|^date|^retry/.test(name));
    response.writeHead(forwarded.status, Object.fromEntries(kept)).end(text);
  };
  const server = certificate ? createSecureServer(certificate, answer) : createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const gateway: Gateway = {
    baseUrl: `${certificate ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    failure,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return gateway;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
