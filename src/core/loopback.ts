/**
 * Whether a host, as a URL names it, is this machine for sure: only there may a key go in plain HTTP (docs/threats.md, T3).
 * Names below `localhost` are not among them, since some resolvers ask others about these.
 */
export function isLoopback(hostname: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/.test(hostname);
}
