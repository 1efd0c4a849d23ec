import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { ProviderId } from '../../core/model/provider.ts';

/** A tool that is pointed at the gateway, and the one place that its requests go to. */
export interface Route {
  /** Our own name of the tool, such as `claude-code`. */
  readonly tool: string;
  /** The first part of the path that the tool is given. */
  readonly secret: string;
  readonly provider: ProviderId;
  /** Origin and base path; what follows the secret is put behind it. */
  readonly upstream: URL;
}

/** A request's route, and the path that it has there, byte for byte. */
export interface Routed {
  readonly route: Route;
  readonly path: string;
}

const secretBytes = 16;

/** A secret for a path: 128 bits of chance. */
export function newSecret(): string {
  return randomBytes(secretBytes).toString('base64url');
}

/** Finds routes by the secret in a path, in a time that tells nothing of any secret but its length, which all know. */
export class Routes {
  #routes: readonly { readonly secret: Buffer; readonly route: Route }[] = [];

  set(routes: readonly Route[]): void {
    this.#routes = routes.map((route) => ({ secret: Buffer.from(route.secret), route }));
  }

  /** `null` where the target (`/SECRET/…`) begins with no secret of ours. */
  find(target: string): Routed | null {
    const [, first = '', rest = ''] = /^\/([^/?#]*)(.*)$/s.exec(target) ?? [];
    const given = Buffer.from(first);
    let found: Route | null = null;
    for (const { secret, route } of this.#routes) {
      if (secret.length === given.length && timingSafeEqual(secret, given)) found = route;
    }
    return found && first !== '' ? { route: found, path: pathAt(found.upstream, rest) } : null;
  }
}

function pathAt(upstream: URL, rest: string): string {
  const path = upstream.pathname.replace(/\/+$/, '') + rest;
  return path.startsWith('/') ? path : `/${path}`;
}
