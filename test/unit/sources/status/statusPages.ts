import { presets, type StatusAddress } from '../../../../src/core/dialects/presets.ts';
import type { ProviderId } from '../../../../src/core/model/provider.ts';

/** The page of a provider as its preset describes it. */
export function addressOf(provider: ProviderId): StatusAddress {
  const { status } = presets[provider];
  if (!status) throw new Error(`${provider} has no status page that programs can read`);
  return status;
}

export const now = Date.UTC(2026, 10, 26, 15);

interface Shown {
  readonly indicator?: string;
  /** Status by name. */
  readonly components?: Readonly<Record<string, string>>;
  readonly incidents?: readonly object[];
  readonly maintenances?: readonly object[];
}

/** A summary as Statuspage writes it. */
export function summary({ indicator = 'none', components, incidents = [], maintenances = [] }: Shown): string {
  return JSON.stringify({
    page: { name: 'Acme', url: 'https://status.acme.test', updated_at: '2026-11-26T14:58:00Z' },
    status: { indicator, description: 'in words' },
    ...(components && {
      components: Object.entries(components).map(([name, status]) => ({ id: name, name, status, group: false })),
    }),
    incidents,
    scheduled_maintenances: maintenances,
  });
}

/** An incident as Statuspage writes it, since 14:02. */
export function incident(name: string, about: readonly string[] = [], more: object = {}): object {
  return {
    name,
    status: 'investigating',
    impact: 'minor',
    started_at: '2026-11-26T14:02:00Z',
    resolved_at: null,
    components: about.map((component) => ({ name: component })),
    ...more,
  };
}

/** An item of a feed of incidents, since 13:30. */
export function feedItem(title: string, severity: string, state: string): string {
  return `<item><title>${title}</title><guid isPermaLink="false">INC1</guid>
    <description><![CDATA[<h3>Status: ${state.toUpperCase()}</h3><p>Severity: ${severity}</p><p>all <b>words</b></p>]]></description>
    <pubDate>Thu, 26 Nov 2026 13:30:00 GMT</pubDate><category>${severity}</category><category>${state}</category></item>`;
}

export function feed(...items: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"><channel><title>Acme System Status</title><link>https://status.acme.test</link>${items.join('\n')}</channel>
</rss>
`;
}
