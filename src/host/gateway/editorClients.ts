import type { ClientRequest } from 'node:http';
import { createRequire } from 'node:module';
import type { Clients } from '../../sources/gateway/upstreams.ts';

/**
 * The editor gives its proxy and its certificates to what is required, and not to what is imported. These two modules alone
 * are required, and for each request anew, since the editor decides when it replaces them.
 */
const load = createRequire(import.meta.url);

/** The editor's own clients. `made` is told of each request that they make. */
export function editorClients(made: (request: object) => void): Clients {
  const told = (request: ClientRequest) => {
    made(request);
    return request;
  };
  return {
    http: (url, options) => told(load('http').request(url, options)),
    https: (url, options) => told(load('https').request(url, options)),
  };
}
