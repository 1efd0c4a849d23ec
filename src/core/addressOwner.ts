import { type Provider, type ProviderId, providers } from './model/provider.ts';

/** The provider whose own address keys go to, such as `https://api.openai.com`; `null` where nobody knows who answers. */
export function ownerOf(origin: string, rows: Readonly<Record<ProviderId, Provider>> = providers): ProviderId | null {
  const ids = Object.keys(rows) as ProviderId[];
  return ids.find((id) => new URL(rows[id].baseUrl ?? 'none:').origin === origin) ?? null;
}
