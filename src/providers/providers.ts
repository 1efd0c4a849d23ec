import type { ProviderId } from '../core/snapshot.ts';
import { anthropic } from './anthropic.ts';
import { compatible, openai } from './openai.ts';
import type { Provider } from './provider.ts';

const all: Readonly<Record<ProviderId, Provider>> = { openai, anthropic, compatible };

export function providerOf(id: ProviderId): Provider {
  return all[id];
}
