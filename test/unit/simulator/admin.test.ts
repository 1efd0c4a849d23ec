import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { startSimulator } from '../../../src/simulator/simulator.ts';
import { SteppedClock } from './steppedClock.ts';

const noon = Date.UTC(2026, 10, 18, 12);
const clock = new SteppedClock(noon);
const lag = 4 * 60_000;
const simulator = await startSimulator({ clock, lag });
after(() => simulator.close());
const { organization } = new OpenAI({
  adminAPIKey: 'sk-admin-simulator',
  apiKey: 'sk-simulator',
  baseURL: simulator.openaiBaseUrl,
  maxRetries: 0,
}).admin;
const anthropic = new Anthropic({
  apiKey: 'sk-ant-admin-simulator',
  baseURL: simulator.anthropicBaseUrl,
  maxRetries: 0,
});

const statusOf = (path: string, key: string, method = 'GET') =>
  fetch(simulator.origin + path, { method, headers: { authorization: `Bearer ${key}` } }).then(({ status }) => status);

test('only an admin key administers, it does nothing else, and nothing is changed', async () => {
  assert.equal(await statusOf('/v1/organization/projects', 'sk-admin-simulator'), 200);
  assert.equal(await statusOf('/v1/organization/projects', 'sk-simulator'), 401);
  assert.equal(await statusOf('/v1/models', 'sk-admin-simulator'), 401);
  assert.equal(await statusOf('/v1/organizations/rate_limits', 'sk-ant-admin-simulator'), 200);
  assert.equal(await statusOf('/v1/organizations/rate_limits', 'sk-ant-simulator'), 401);
  assert.equal(await statusOf('/v1/organization/spend_limit', 'sk-admin-simulator', 'DELETE'), 404);
  assert.equal(await statusOf('/v1/organization/admin_api_keys', 'sk-admin-simulator'), 404);
});

test('lists come in pages', async () => {
  const names: (string | null | undefined)[] = [];
  for await (const { name } of organization.projects.list({ limit: 1 })) names.push(name);
  assert.deepEqual(names, ['Default project', 'Team']);
  const workspaces: string[] = [];
  for await (const { name } of anthropic.organization.workspaces.list({ limit: 1 })) workspaces.push(name);
  assert.deepEqual(workspaces, ['Own', 'Team']);
});

test('reports are cut to what was asked, come in pages and lie behind; own requests and those of loads are in them', async () => {
  simulator.setLoad({ kind: 'steady', model: 'gpt-5', requestsPerMinute: 1, inputTokens: 100, key: 'colleague' });
  await fetch(`${simulator.openaiBaseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-simulator' },
    body: JSON.stringify({ model: 'gpt-5', messages: [{ role: 'user', content: 'Hello' }] }),
  });
  clock.advance(10 * 60_000 + 30_000);
  const ask = (page?: string) =>
    organization.usage.completions({
      start_time: noon / 1000 + 15,
      end_time: clock.wallNow() / 1000,
      bucket_width: '1m',
      group_by: ['api_key_id', 'model'],
      limit: 6,
      ...(page ? { page } : {}),
    });
  const first = await ask();
  assert.equal(first.data.length, 6);
  assert.deepEqual(
    first.data.slice(0, 2).map((bucket) => [bucket.start_time - noon / 1000, bucket.end_time - noon / 1000]),
    [
      [15, 60],
      [60, 120],
    ],
  );
  const second = await ask(first.next_page ?? '');
  const buckets = [...first.data, ...second.data];
  assert.equal(second.has_more, false);
  assert.deepEqual(buckets.at(-1)?.end_time, clock.wallNow() / 1000);
  const counts = buckets.map(({ results }) => results.length);
  // Of the ten minutes and a half, six and a half are counted; the own request was before what was asked.
  assert.deepEqual(counts, [0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);

  const day = await organization.usage.completions({ start_time: noon / 1000, group_by: ['api_key_id'] });
  const byKey = day.data.flatMap(({ results }) =>
    results.map((row) => String((row as { api_key_id?: unknown }).api_key_id)),
  );
  assert.deepEqual(byKey.sort(), ['key_colleague', 'key_own']);
});
