/** Variables that send a program's requests through a proxy; some programs take any of them for any address. */
const proxies = ['http_proxy', 'https_proxy', 'all_proxy'].flatMap((name) => [name, name.toUpperCase()]);
/** Variables that list whom a program asks without it. */
const exceptions = ['NO_PROXY', 'no_proxy'];
const loopback = '127.0.0.1';

/**
 * What keeps tools of new terminals from asking for the gateway at a proxy: that has nobody at its own loopback, and would be sent
 * key and prompt in plain text. Nothing where no proxy is set, or the user has seen to it.
 */
export function proxyBypass(
  set: (variable: string) => string | undefined,
): (readonly [variable: string, value: string])[] {
  if (!proxies.some((name) => set(name))) return [];
  const listed = exceptions.filter((name) => set(name));
  // Programs look for one or the other first, so a new one beside one that is set could hide it.
  return (listed.length > 0 ? listed : exceptions).flatMap((name) => {
    const hosts = set(name)?.split(/[\s,]+/) ?? [];
    const isListed = hosts.includes(loopback) || hosts.includes('*');
    return isListed ? [] : [[name, [...hosts, loopback].filter((host) => host !== '').join(',')] as const];
  });
}
