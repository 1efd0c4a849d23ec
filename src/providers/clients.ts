import { presets } from '../core/dialects/presets.ts';
import { type Protocol, type ProviderId, providers } from '../core/model/provider.ts';
import { anthropicClient } from './anthropic.ts';
import { openaiClient } from './openai.ts';
import type { ClientOf, ProviderClient } from './provider.ts';

const makers: Readonly<Record<Protocol, ClientOf>> = { openai: openaiClient, anthropic: anthropicClient };

/** The client that speaks a provider's protocol. Throws for a provider known from pasted texts alone. */
export function clientOf(id: ProviderId, rows = providers, known = presets): ProviderClient {
  const { protocol, dialect } = rows[id];
  if (protocol === null) throw new Error(`No client speaks to ${id}`);
  return makers[protocol](id, dialect, known[id]);
}
