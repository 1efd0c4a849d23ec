import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulator } from '../../src/simulator/simulator.ts';

/** A gateway before a simulator, which can be made to answer with an error in its own words. */
export interface Gateway extends AsyncDisposable {
  readonly baseUrl: string;
  /** Gives the status and the words of the error, from the key that was sent; `null` to let requests through. */
  failure: ((key: string) => { readonly status: number; readonly words: string }) | null;
}

export async function startGateway(simulator: Simulator, failure: Gateway['failure'] = null): Promise<Gateway> {
  const server = createServer(async (request, response) => {
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
    const answer = await forwarded.text();
    const kept = [...forwarded.headers].filter(([name]) => /^x-|^content-type|^date|^retry/.test(name));
    response.writeHead(forwarded.status, Object.fromEntries(kept)).end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const gateway: Gateway = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
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
