import type { ProviderId } from '../../core/model/provider.ts';
import type { AdminClient } from './adminClient.ts';
import { anthropicAdmin } from './anthropicAdmin.ts';
import { openaiAdmin } from './openaiAdmin.ts';

const clients: Readonly<Partial<Record<ProviderId, AdminClient>>> = { openai: openaiAdmin, anthropic: anthropicAdmin };

/** The client that reads what a provider tells of an organization. Throws for one whose admin API nobody speaks here. */
export function adminClientOf(id: ProviderId): AdminClient {
  const client = clients[id];
  if (!client) throw new Error(`No client speaks to the admin API of ${id}`);
  return client;
}

/** The providers whose admin keys can be added, in the order to offer them. */
export const administered = Object.keys(clients) as readonly ProviderId[];
