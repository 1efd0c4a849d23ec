import { isLoopback } from '../loopback.ts';

/** As `newSecret` makes one: 16 bytes in base64url. */
const secret = /^\/[\w-]{22}(?:\/|$)/;

/** Whether a base URL is one of the addresses that a tool was given, or begins with one. */
export function isOneOf(addresses: readonly (string | null)[], baseUrl: string): boolean {
  return addresses.some((one) => one !== null && (baseUrl === one || baseUrl.startsWith(`${one}/`)));
}

/**
 * Whether a base URL is an address of the gateway's, of now or of before: going on to it would be a loop, or lead
 * nowhere. `port`: that of now; `null` where there is none.
 */
export function isGatewayAddress(text: string, port: number | null): boolean {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url === null || !isLoopback(url.hostname)) return false;
  return (port !== null && Number(url.port) === port) || secret.test(url.pathname);
}
