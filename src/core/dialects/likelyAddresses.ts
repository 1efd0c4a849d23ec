import { type ProviderId, providers } from '../model/provider.ts';
import { presets } from './presets.ts';

/** What people copy with a base URL: the path of one call. */
const ofOneCall = /\/(?:chat\/completions|completions|responses|embeddings|messages|models)$/;
const version = /\/v\d+[a-z\d]*(?:\/[a-z]+)?$/;

/**
 * Base URLs that were probably meant where no API is at the given one, the likeliest first: without the path of a call,
 * the provider's own, and with the `/v1` that most endpoints have. All are of the same origin, since the key may go
 * nowhere else.
 */
export function likelyAddresses(baseUrl: string, provider: ProviderId): string[] {
  const given = baseUrl.replace(/\/+$/, '');
  const { origin } = new URL(given);
  const base = given.replace(ofOneCall, '');
  const own = providers[provider].baseUrl;
  const { exampleUrl = 'https://api.example.com/v1' } = presets[provider];
  const usual = new URL(exampleUrl).pathname;
  const found = [
    base,
    ...(own !== null && new URL(own).origin === origin ? [own] : []),
    ...(version.test(base) ? [] : [`${base}${usual}`, `${origin}${usual}`]),
  ];
  return [...new Set(found)].filter((address) => address !== given);
}
