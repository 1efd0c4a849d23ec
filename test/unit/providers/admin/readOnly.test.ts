import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { AdminClient, AdminQuestion } from '../../../../src/providers/admin/adminClient.ts';
import { adminClientOf, administered } from '../../../../src/providers/admin/adminClients.ts';
import { anthropicAdminRequests } from '../../../../src/providers/admin/anthropicAdmin.ts';
import { openaiAdminRequests } from '../../../../src/providers/admin/openaiAdmin.ts';
import { NotReadOnlyError, readOnly } from '../../../../src/providers/admin/readOnly.ts';
import { fc } from '../../core/fastCheck.ts';
import { startHostileServer } from '../hostileServer.ts';

/* docs/threats.md, T16: an admin key can change an organization, so it leaves with what only reads and nothing else. */

const never = new AbortController().signal;
const apiKey = 'sk-admin-canary0123456789';
const range = { from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 10, 18) };
const division = { id: 'proj_1', name: 'One' };
const lists = { openai: openaiAdminRequests, anthropic: anthropicAdminRequests } as const;

/** Everything that a client can ask, by its name. */
function questionsOf(client: AdminClient): AdminQuestion<unknown>[] {
  const asked = [
    client.divisions,
    ...[null, division].flatMap((one) => [client.limits(one), client.keys(one), ...client.spendLimits(one)]),
    client.usage(range, '1m'),
    client.costs(range),
  ];
  return asked.filter((question) => question !== null);
}

const server = await startHostileServer((response) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[]}'),
);
after(() => server.close());

test('an admin key can be sent with these requests, which only read', () => {
  assert.deepEqual(
    [...openaiAdminRequests, ...anthropicAdminRequests].map(({ method, path }) => `${method} ${path}`),
    [
      'GET /organization/projects',
      'GET /organization/projects/*/rate_limits',
      'GET /organization/projects/*/api_keys',
      'GET /organization/projects/*/spend_limit',
      'GET /organization/spend_limit',
      'GET /organization/usage/completions',
      'GET /organization/costs',
      'GET /v1/organizations/workspaces',
      'GET /v1/organizations/workspaces/*/rate_limits',
      'GET /v1/organizations/rate_limits',
      'GET /v1/organizations/api_keys',
      'GET /v1/organizations/spend_limits',
      'GET /v1/organizations/spend_limits/effective',
      'GET /v1/organizations/usage_report/messages',
      'GET /v1/organizations/cost_report',
    ],
  );
});

for (const id of administered) {
  test(`each of them is asked for, once a question and with the key in one header, and nothing else (${id})`, async () => {
    const client = adminClientOf(id);
    const before = server.received.length;
    const base = id === 'openai' ? '/v1' : '';
    for (const ask of questionsOf(client)) await ask({ apiKey, baseUrl: server.origin + base }, null, never);
    const received = server.received.slice(before);
    const paths = received.map(
      ({ method, url }) => `${method} ${new URL(url, server.origin).pathname.slice(base.length)}`,
    );
    const wanted = lists[id as keyof typeof lists].map(
      ({ method, path }) => `${method} ${path.replace('*', division.id)}`,
    );
    assert.deepEqual(paths.sort(), wanted.sort());
    for (const { url, headers, body } of received) {
      assert.equal(headers.authorization, `Bearer ${apiKey}`);
      assert.doesNotMatch(JSON.stringify({ url, body, ...headers, authorization: '' }), /canary/);
      assert.equal(body, '');
    }
  });

  test(`a redirect is not followed, and what it leads to never hears of the key (${id})`, async () => {
    const canary = await startHostileServer((response) => response.end('{}'));
    for (const status of [301, 302, 303, 307, 308]) {
      const main = await startHostileServer((response, { url }) =>
        response.writeHead(status, { location: canary.origin + url }).end(),
      );
      for (const ask of questionsOf(adminClientOf(id))) {
        const { failure } = await ask({ apiKey, baseUrl: main.origin }, null, never);
        assert.equal(failure?.status, status);
        assert.match(failure.message, /redirect/);
      }
      await main.close();
    }
    assert.equal(canary.connections, 0);
    await canary.close();
  });
}

const allowed = [...openaiAdminRequests, ...anthropicAdminRequests];

test('any other method, path or body is refused before it leaves, whatever it looks like', async () => {
  const sent: string[] = [];
  const send = (async (input) => {
    sent.push(String(input));
    return new Response('{}');
  }) as typeof fetch;
  const fetchOnly = readOnly(send, 'https://api.example.com/v1', allowed);
  const tries: [string | Request, RequestInit?][] = [
    ['https://api.example.com/v1/organization/spend_limit', { method: 'POST' }],
    ['https://api.example.com/v1/organization/spend_limit', { method: 'delete' }],
    ['https://api.example.com/v1/organization/spend_limit', { method: 'GET', body: '{}' }],
    ['https://api.example.com/v1/organization/costs', { method: 'HEAD' }],
    ['https://api.example.com/v1/organization/admin_api_keys'],
    ['https://api.example.com/v1/organization/projects/p'],
    ['https://api.example.com/v1/organization/projects/p/api_keys/k'],
    ['https://api.example.com/v1/organization/projects/../admin_api_keys/rate_limits'],
    ['https://api.example.com/v1/organization/projects/%2e%2e/rate_limits'],
    ['https://api.example.com/v1/organization/projects//rate_limits'],
    ['https://api.example.com/v1/organization/costs/'],
    ['https://api.example.com/organization/costs'],
    ['https://api.example.com/v2/organization/costs'],
    ['https://api.example.com/v1/chat/completions', { method: 'POST', body: '{}' }],
    [new Request('https://api.example.com/v1/organization/costs')],
  ];
  for (const [input, init] of tries) {
    await assert.rejects(async () => fetchOnly(input, init), NotReadOnlyError, `${String(input)} ${init?.method}`);
  }
  assert.deepEqual(sent, []);
  await fetchOnly('https://api.example.com/v1/organization/costs?start_time=1', { method: 'GET' });
  assert.equal(sent.length, 1);
});

test('no id that a provider makes up leads anywhere else', async () => {
  const ids = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('.', '/', '%', '2', 'f', 'e', '?', '#', 'a') }));
  await fc.assert(
    fc.asyncProperty(ids, async (id) => {
      const before = server.received.length;
      for (const client of administered.map(adminClientOf)) {
        const ask = client.limits({ id, name: id });
        await ask?.({ apiKey, baseUrl: server.origin }, null, never);
      }
      for (const { url } of server.received.slice(before))
        assert.match(new URL(url, server.origin).pathname, /\/(?:projects|workspaces)\/[\w-]+\/rate_limits$/);
    }),
  );
});
