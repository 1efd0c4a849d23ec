import type { SeenKey } from '../core/model/account.ts';
import { providers } from '../core/model/provider.ts';
import type { WatchedKey } from '../engine/source.ts';
import { nameAt } from './union.ts';

/** The engine's name of a key that is known from traffic alone: of its value there is a digest. */
export function heardKeyId(digest: string, origin: string): string {
  return `heard:${nameAt(digest, origin)}`;
}

/** The same key by digest and origin, as `HeardTraffic` calls it. */
export function heardName(id: string, origin: string): string {
  return `${id.slice('heard:'.length, id.length - nameAt('', origin).length)} ${origin}`;
}

/** Such a key as the engine watches it. */
export function heardKeyOf({ provider, origin, digest, fingerprint }: SeenKey): WatchedKey {
  const id = heardKeyId(digest, origin);
  const label = heardLabel({ provider, origin, fingerprint });
  return { id, label, provider, origin, fingerprint, storage: 'traffic', models: [] };
}

/** "OpenAI …3f9a": what it is called until the user has named it. */
export function heardLabel({
  provider,
  origin,
  fingerprint,
}: Pick<SeenKey, 'provider' | 'origin' | 'fingerprint'>): string {
  return `${providers[provider].name ?? new URL(origin).host} ${fingerprint}`;
}
