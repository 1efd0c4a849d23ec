import { createRequire } from 'node:module';
import type { Clients } from '../../sources/gateway/upstreams.ts';

/**
 * The editor gives its proxy and its certificates to what is required, and not to what is imported. These two modules alone
 * are required, and for each request anew, since the editor decides when it replaces them.
 */
const load = createRequire(import.meta.url);

/** The editor's own clients. */
export const editorClients: Clients = {
  http: (options) => load('http').request(options),
  https: (options) => load('https').request(options),
};
