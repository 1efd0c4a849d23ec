import type { ProviderId } from '../model/provider.ts';
import { type ToolBaseUrl, whoAnswers } from './connectableTools.ts';
import { isGatewayAddress } from './gatewayAddress.ts';

/** Where requests of a tool are to go on to once it is pointed at the gateway. */
export type Chain =
  | {
      readonly kind: 'to';
      readonly provider: ProviderId;
      /** What the gateway puts in place of its own address. */
      readonly upstream: string;
      /** What the tool puts behind the gateway's address. */
      readonly ending: string;
    }
  /** Only the user knows. */
  | { readonly kind: 'unknown' }
  /** It is set to what the gateway cannot go on to, and must not be lost. */
  | { readonly kind: 'unusable'; readonly baseUrl: string };

/** The base URL that a tool uses now goes behind the gateway: the first that is `set`, else the usual one. */
export function chainOf(base: ToolBaseUrl, set: readonly string[], port: number | null): Chain {
  const found = set.find((text) => isBaseUrl(text, port)) ?? base.usual;
  if (found === null) return { kind: 'unknown' };
  const url = usableUrl(found);
  if (url === null) return { kind: 'unusable', baseUrl: found };
  const whole = url.href.replace(/\/+$/, '');
  const ending = base.ending !== undefined && whole.endsWith(base.ending) ? base.ending : '';
  const upstream = whole.slice(0, whole.length - ending.length);
  return { kind: 'to', provider: whoAnswers(base.provider, url.origin), upstream, ending };
}

/** Whether a text that is set for a base URL leads somewhere, and not to the gateway. */
export function isBaseUrl(text: string, port: number | null): boolean {
  return text.trim() !== '' && !isGatewayAddress(text, port);
}

/**
 * Whether a tool would go where a connection goes, if there were no gateway. `set`: its base URL here, where one is set.
 * `isOwn`: while none is, it goes there by a file of its own.
 */
export function goesOnTo(base: ToolBaseUrl, upstream: string, set: string | null | undefined, isOwn: boolean): boolean {
  if (isOwn && !set) return true;
  // An editor that was started from a terminal of ours: where it went before, nobody knows any more.
  if (set && isGatewayAddress(set, null)) return true;
  const chain = chainOf(base, [set ?? ''], null);
  return chain.kind === 'unknown' || (chain.kind === 'to' && chain.upstream === upstream);
}

/** `null` for what is no address of a server, or holds what a gateway could not pass on. */
function usableUrl(text: string): URL | null {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  return url.username + url.password + url.search + url.hash === '' ? url : null;
}
