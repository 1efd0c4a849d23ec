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

/** A route as every request asks for it. */
interface KnownRoute {
  readonly secret: Buffer;
  readonly route: Route;
  /** That of its upstream, without a slash at its end. */
  readonly basePath: string;
}

/** A secret for a path: 128 bits of chance. */
export function newSecret(): string {
  return randomBytes(secretBytes).toString('base64url');
}

/** Finds routes by the secret in a path, in a time that tells nothing of any secret but its length, which all know. */
export class Routes {
  #routes: readonly KnownRoute[] = [];

  set(routes: readonly Route[]): void {
    this.#routes = routes.map((route) => {
      const basePath = route.upstream.pathname.replace(/\/+$/, '');
      return { secret: Buffer.from(route.secret), route, basePath };
    });
  }

  /** `null` where the target (`/SECRET/…`) begins with no secret of ours. */
  find(target: string): Routed | null {
    const parts = /^\/([^/?#]+)(.*)$/s.exec(target);
    if (!parts) return null;
    const given = Buffer.from(parts[1] ?? '');
    let found: KnownRoute | null = null;
    for (const one of this.#routes) {
      if (one.secret.length === given.length && timingSafeEqual(one.secret, given)) found = one;
    }
    if (!found) return null;
    const path = found.basePath + (parts[2] ?? '');
    return { route: found.route, path: path.startsWith('/') ? path : `/${path}` };
  }
}
