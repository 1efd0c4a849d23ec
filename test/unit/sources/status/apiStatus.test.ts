import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { presets, type StatusAddress } from '../../../../src/core/dialects/presets.ts';
import { statusLevels } from '../../../../src/core/model/providerStatus.ts';
import { apiStatusIn } from '../../../../src/sources/status/apiStatus.ts';
import { ownTime } from '../../../support/ownTime.ts';
import { addressOf, feed, feedItem, incident, now, summary } from './statusPages.ts';

const chat = addressOf('openai');
const claude = addressOf('anthropic');
const plain: StatusAddress = { form: 'statuspage', url: 'https://status.acme.test' };
const at1402 = Date.UTC(2026, 10, 26, 14, 2);

describe('a summary of Statuspage', () => {
  const level = (address: StatusAddress, shown: Parameters<typeof summary>[0]) =>
    apiStatusIn(summary(shown), address, now).level;

  it('tells how the API is by its own components, however the rest is', () => {
    const rest = { 'Voice mode': 'major_outage', Conversations: 'partial_outage', Sora: 'under_maintenance' };
    const of = (status: string) => ({ indicator: 'major', components: { ...rest, Responses: status } });
    assert.equal(level(chat, of('operational')), 'fine');
    assert.equal(level(chat, of('degraded_performance')), 'degraded');
    assert.equal(level(chat, of('partial_outage')), 'outage');
    assert.equal(level(chat, of('full_outage')), 'outage');
    assert.equal(level(chat, of('under_maintenance')), 'maintenance');
  });

  it('tells the incident of an API in trouble, with its time', () => {
    const shown = {
      indicator: 'minor',
      components: { 'claude.ai': 'operational', 'Claude API (api.anthropic.com)': 'degraded_performance' },
      incidents: [incident('  Elevated\n errors on requests ', ['Claude API (api.anthropic.com)'])],
    };
    assert.deepEqual(apiStatusIn(summary(shown), claude, now), {
      level: 'degraded',
      incidents: [{ title: 'Elevated errors on requests', level: 'degraded', since: at1402 }],
    });
  });

  it('leaves out an incident of something else, told by its components or, where none is named, by its title', () => {
    const healthy = { 'claude.ai': 'major_outage', 'Claude API (api.anthropic.com)': 'operational' };
    const named = { components: healthy, incidents: [incident('Errors', ['claude.ai'], { impact: 'critical' })] };
    assert.equal(level(claude, named), 'fine');
    const titles = ['Errors in Voice mode', 'ChatGPT is slow', 'Delayed credits', 'Compliance API is down'];
    for (const title of titles) {
      const components = { Responses: 'operational', 'Voice mode': 'partial_outage', 'Compliance API': 'major_outage' };
      assert.equal(level(chat, { components, incidents: [incident(title)] }), 'fine', title);
    }
  });

  it('tells an incident that names no component where the API is in trouble or the title names it', () => {
    const told = (components: Record<string, string>, title: string) =>
      apiStatusIn(summary({ components, incidents: [incident(title)] }), chat, now).incidents.map((one) => one.title);
    const troubled = { Responses: 'degraded_performance', 'Voice mode': 'major_outage' };
    assert.deepEqual(told(troubled, 'Elevated error rates'), ['Elevated error rates']);
    assert.deepEqual(told(troubled, 'Voice mode is down'), []);
    const healthy = { Responses: 'operational', 'Chat Completions': 'operational' };
    assert.deepEqual(told(healthy, 'Elevated API errors'), ['Elevated API errors']);
    assert.deepEqual(told(healthy, 'Errors with Chat Completions'), ['Errors with Chat Completions']);
    assert.deepEqual(told(healthy, 'Slow responses for some'), []);
  });

  it('counts a component by its group, and no group for itself', () => {
    const body = JSON.stringify({
      status: { indicator: 'minor' },
      components: [
        { id: 'g', name: 'Console', status: 'major_outage', group: true },
        { id: 'a', name: 'Accounts', status: 'major_outage', group_id: 'g', group: false },
        { id: 'h', name: 'Models', status: 'major_outage', group: true },
        { id: 'm', name: 'llama-4', status: 'operational', group_id: null, group: false },
      ],
    });
    assert.equal(apiStatusIn(body, plain, now).level, 'fine');
    assert.equal(level(plain, { components: { 'Docs API': 'degraded_performance' } }), 'degraded');
  });

  it('tells no time that is still to come', () => {
    const shown = { components: { API: 'major_outage' }, incidents: [incident('x', [], { started_at: '2030-01-01' })] };
    assert.equal(apiStatusIn(summary(shown), plain, now).incidents[0]?.since, now);
  });

  it('goes by incidents where a page has no components', () => {
    const rootly = addressOf('mistral');
    assert.equal(level(rootly, {}), 'fine');
    assert.equal(level(rootly, { indicator: 'minor', incidents: [incident('Slow completions')] }), 'degraded');
    assert.equal(level(rootly, { indicator: 'major', incidents: [incident('Le Chat is down')] }), 'fine');
    assert.equal(level(rootly, { indicator: 'major' }), 'unknown');
    assert.equal(level(rootly, { indicator: 'purple', incidents: [incident('Le Chat is down')] }), 'unknown');
  });

  it('knows what is over, what has not begun, and what is for information', () => {
    const components = { API: 'operational' };
    const about = ['API'];
    const incidents = [
      incident('was', about, { status: 'resolved' }),
      incident('ended', about, { status: 'monitoring', resolved_at: '2026-11-26T14:30:00Z' }),
      incident('to know', about, { impact: 'none' }),
    ];
    const soon = {
      name: 'later',
      status: 'scheduled',
      scheduled_for: '2026-11-27T02:00:00Z',
      components: [{ name: 'API' }],
    };
    assert.equal(level(plain, { components, incidents, maintenances: [soon] }), 'fine');
    const current = { ...soon, name: 'now', status: 'in_progress' };
    assert.equal(level(plain, { components, maintenances: [current] }), 'maintenance');
    const troubled = { components: { API: 'degraded_performance' }, incidents };
    assert.deepEqual(apiStatusIn(summary(troubled), plain, now), { level: 'degraded', incidents: [] });
  });

  it('is unknown, never fine, where it does not tell of the API', () => {
    assert.equal(level(chat, { indicator: 'minor', components: { Sora: 'major_outage' } }), 'unknown');
    assert.equal(level(chat, { components: { Responses: 'on fire' } }), 'unknown');
    assert.equal(level(plain, { indicator: 'purple', components: {} }), 'unknown');
  });
});

describe('a page of Better Stack', () => {
  const address = addressOf('together');
  const page = (state: string, resources: Record<string, string>, reports: readonly object[] = []) =>
    JSON.stringify({
      data: { type: 'status_page', attributes: { aggregate_state: state } },
      included: [
        ...Object.entries(resources).map(([name, status]) => {
          return { id: name, type: 'status_page_resource', attributes: { public_name: name, status } };
        }),
        ...reports.map((attributes, id) => ({ id: String(id), type: 'status_report', attributes })),
      ],
    });

  it('tells how the API is, and since when', () => {
    const report = {
      title: 'Elevated error rates on the API',
      report_type: 'manual',
      starts_at: '2026-11-26T14:02:00.000Z',
      ends_at: null,
      aggregate_state: 'degraded',
      affected_resources: [{ status_page_resource_id: 'Inference API', status: 'degraded' }],
    };
    assert.deepEqual(apiStatusIn(page('degraded', { 'Inference API': 'degraded' }, [report]), address, now), {
      level: 'degraded',
      incidents: [{ title: report.title, level: 'degraded', since: at1402 }],
    });
    const resources = { 'Inference API': 'operational', Website: 'downtime', Batch: 'not_monitored' };
    const others = [
      { ...report, aggregate_state: 'resolved' },
      { ...report, ends_at: '2026-11-26T14:30:00Z' },
      { ...report, report_type: 'maintenance', starts_at: '2026-11-27T02:00:00Z' },
    ];
    assert.equal(apiStatusIn(page('downtime', resources, others), address, now).level, 'fine');
  });
});

describe('a feed of incidents', () => {
  const address = addressOf('xai');
  const read = (text: string) => apiStatusIn(text, address, now);

  it('tells those of the API that are not over', () => {
    const text = feed(
      feedItem('[API (us-east-1.api.acme.test)] Errors &amp; latency', 'outage', 'investigating'),
      feedItem('[Grok (Web)] down', 'outage', 'active'),
      feedItem('[API Console] down', 'outage', 'active'),
      feedItem('[API] was slow', 'degraded', 'resolved'),
    );
    const since = Date.UTC(2026, 10, 26, 13, 30);
    const incidents = [{ title: 'Errors & latency', level: 'outage', since }];
    assert.deepEqual(read(text), { level: 'outage', incidents });
    assert.equal(read(feed(feedItem('[API] was slow', 'degraded', 'resolved'))).level, 'fine');
    assert.equal(read(feed()).level, 'fine');
  });

  it('is unknown where it breaks off or an item does not tell whether it is over', () => {
    const whole = feed(feedItem('[API] was slow', 'available', 'resolved'), feedItem('[API] x', 'outage', 'active'));
    for (let end = 0; end < whole.trimEnd().length; end += 7) {
      assert.equal(read(whole.slice(0, end)).level, 'unknown', whole.slice(end - 30, end));
    }
    assert.equal(read(feed('<item><title>[API] x</title></item>')).level, 'unknown');
    assert.equal(read(feed('<item><category>resolved</category>')).level, 'unknown');
    assert.equal(read('<html><body>Attention required</body></html>').level, 'unknown');
  });
});

describe('any page', () => {
  const addresses = Object.values(presets).flatMap(({ status }) => status ?? []);
  const json = fc.anything({
    key: fc.constantFrom(
      ...['status', 'indicator', 'components', 'incidents', 'name', 'group', 'impact', 'started_at', 'attributes'],
      ...['data', 'included', 'type', 'aggregate_state', 'scheduled_maintenances', 'title', 'affected_resources'],
    ),
    values: [
      fc.constantFrom('none', 'minor', 'API', 'operational', 'status_report', 'status_page_resource', '2026-11-26'),
      fc.string(),
      fc.double(),
      fc.constant(null),
      fc.boolean(),
    ],
    maxDepth: 4,
  });

  it('is read without an exception, within bounds', () => {
    const bodies = fc.oneof(
      fc.string(),
      json.map((value) => JSON.stringify(value) ?? ''),
      fc.string().map((s) => feed(s)),
    );
    fc.assert(
      fc.property(bodies, fc.constantFrom(...addresses), (body, address) => {
        const { level, incidents } = apiStatusIn(body, address, now);
        assert.ok(statusLevels.includes(level) && incidents.length <= 5);
        for (const { title, since } of incidents) {
          assert.ok(title.length <= 200 && since >= 0 && since <= now);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('that is no status page is unknown', () => {
    for (const body of ['', 'null', '[]', '{}', '42', '"fine"', '<!doctype html><title>ok</title>', '{"status":"ok"}'])
      for (const address of addresses) assert.equal(apiStatusIn(body, address, now).level, 'unknown', body);
  });

  it('is read quickly, however long and strange it is', () => {
    const long = 'API '.repeat(60_000);
    const names = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`${index} ${long.slice(0, 60)}`, 'x']),
    );
    const bodies = [
      summary({ components: names, incidents: Array.from({ length: 5_000 }, () => incident(long.slice(0, 60))) }),
      summary({ components: { [long]: 'operational' }, incidents: [incident(long)] }),
      feed(long.replaceAll('API ', '[<')),
      `<rss ${' '.repeat(250_000)}`,
    ];
    const took = ownTime(5_000, () => {
      for (const body of bodies) for (const address of addresses) apiStatusIn(body, address, now);
    });
    assert.ok(took < 5_000, `${took} ms`);
  });
});
