import { jsonReply, type Reply } from './reply.ts';

/** What the simulated status pages tell: how the API is, and since when, in milliseconds since 1970. */
export interface SimulatedStatus {
  readonly level: 'fine' | 'maintenance' | 'degraded' | 'outage';
  readonly title: string;
  readonly since: number;
  /** Whether it is about something else than the API. */
  readonly isElsewhere?: boolean;
}

const calm: SimulatedStatus = { level: 'fine', title: '', since: 0 };

const words = {
  fine: { component: 'operational', impact: 'none', state: 'operational', severity: 'available' },
  maintenance: { component: 'under_maintenance', impact: 'maintenance', state: 'maintenance', severity: 'maintenance' },
  degraded: { component: 'degraded_performance', impact: 'minor', state: 'degraded', severity: 'degraded' },
  outage: { component: 'major_outage', impact: 'critical', state: 'downtime', severity: 'outage' },
} as const;

/** Components as pages name them: those of the API, and those of something else. */
const parts = { api: ['Responses API', 'Responses'], other: ['ChatGPT on the web'] };

/** Status pages in the forms that providers have them, for anybody without a key; `null` for any other path. */
export function statusReply(path: string, status: SimulatedStatus | null): Reply | null {
  const told = status ?? calm;
  switch (path) {
    case '/api/v2/summary.json':
      return jsonReply(200, {}, { ...summaryOf(told), components: componentsOf(told) });
    case '/api/v1/status.json':
      return jsonReply(200, {}, summaryOf(told));
    case '/index.json':
      return jsonReply(200, {}, indexOf(told));
    case '/feed.xml':
      return {
        status: 200,
        headers: { 'content-type': 'application/xml' },
        frames: [{ text: feedOf(told), tokens: 0 }],
      };
    default:
      return null;
  }
}

function affected({ isElsewhere }: SimulatedStatus): readonly string[] {
  return isElsewhere ? parts.other : parts.api;
}

function componentsOf(told: SimulatedStatus): object[] {
  return [...parts.api, ...parts.other].map((name) => {
    const status = affected(told).includes(name) ? words[told.level].component : 'operational';
    return { id: name, name, group: false, status };
  });
}

function summaryOf(told: SimulatedStatus): object {
  const { level, title, since } = told;
  const isMaintenance = level === 'maintenance';
  const entry = {
    name: title,
    impact: words[level].impact,
    status: isMaintenance ? 'in_progress' : 'investigating',
    started_at: new Date(since).toISOString(),
    resolved_at: null,
    components: affected(told).map((name) => ({ name })),
  };
  return {
    page: { name: 'Simulator' },
    status: { indicator: words[level].impact, description: title },
    incidents: level === 'fine' || isMaintenance ? [] : [entry],
    scheduled_maintenances: isMaintenance ? [entry] : [],
  };
}

function indexOf(told: SimulatedStatus): object {
  const { level, title, since } = told;
  const { state } = words[level];
  const resource = (name: string) => {
    const status = affected(told).includes(name) ? state : 'operational';
    return { id: name, type: 'status_page_resource', attributes: { public_name: name, status } };
  };
  const attributes = {
    title,
    report_type: level === 'maintenance' ? 'maintenance' : 'manual',
    starts_at: new Date(since).toISOString(),
    ends_at: null,
    aggregate_state: state,
    affected_resources: affected(told).map((id) => ({ status_page_resource_id: id, status: state })),
  };
  const reports = level === 'fine' ? [] : [{ id: '1', type: 'status_report', attributes }];
  return {
    data: { type: 'status_page', attributes: { aggregate_state: state } },
    included: [...[...parts.api, ...parts.other].map(resource), ...reports],
  };
}

function feedOf(told: SimulatedStatus): string {
  const { level, title, since } = told;
  const { severity } = words[level];
  const item = `<item><title>[${affected(told)[0]}] ${title.replace(/[<&]/g, '')}</title>
<description><![CDATA[<h3>Status: ACTIVE</h3><p>Severity: ${severity}</p>]]></description>
<pubDate>${new Date(since).toUTCString()}</pubDate><category>${severity}</category><category>active</category></item>`;
  return `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"><channel><title>Simulator</title>${level === 'fine' ? '' : item}</channel></rss>
`;
}
