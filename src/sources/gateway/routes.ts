import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
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

/** Finds routes by the secret in a path, in a time that tells nothing of any secret. */
export class Routes {
  /** Digests have one length, whatever somebody sends. */
  readonly #salt = randomBytes(32);
  #routes: readonly { readonly digest: Buffer; readonly route: Route }[] = [];

  set(routes: readonly Route[]): void {
    this.#routes = routes.map((route) => ({ digest: this.#digest(route.secret), route }));
  }

  /** `null` where the target (`/SECRET/…`) begins with no secret of ours. */
  find(target: string): Routed | null {
    const [, given = '', rest = ''] = /^\/([^/?#]*)(.*)$/s.exec(target) ?? [];
    const digest = this.#digest(given);
    let found: Route | null = null;
    for (const one of this.#routes) if (timingSafeEqual(one.digest, digest)) found = one.route;
    return found && given !== '' ? { route: found, path: pathAt(found.upstream, rest) } : null;
  }

  #digest(secret: string): Buffer {
    return createHmac('sha256', this.#salt).update(secret).digest();
  }
}

function pathAt(upstream: URL, rest: string): string {
  const path = upstream.pathname.replace(/\/+$/, '') + rest;
  return path.startsWith('/') ? path : `/${path}`;
}
