import { type ProviderId, providers } from '../model/provider.ts';
import { presets, providerAt } from './presets.ts';

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

/** An address that a provider's own portal shows, as the base URL that it belongs to and the model that it names. */
export interface CopiedAddress {
  readonly baseUrl: string;
  readonly model: string | null;
}

/**
 * Reads the address of a call as a portal shows it, with the version of an API or the name of a deployment in it; `null`
 * for any other, which is left as it is.
 */
export function copiedAddress(text: string): CopiedAddress | null {
  const provider = providerAt(text);
  const { deploymentPath, exampleUrl } = provider ? presets[provider] : {};
  if (deploymentPath === undefined || exampleUrl === undefined) return null;
  const { origin, protocol, pathname, searchParams, username, password, hash } = new URL(text);
  const model = deploymentPath.exec(pathname)?.[1] ?? null;
  const isOfCall = [...searchParams.keys()].every((name) => name === 'api-version');
  if (!isOfCall || protocol !== 'https:' || username !== '' || password !== '' || hash !== '') return null;
  if (model === null && searchParams.size === 0) return null;
  return { baseUrl: `${origin}${new URL(exampleUrl).pathname}`, model };
}
