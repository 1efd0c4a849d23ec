import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { clientOf } from '../../../src/providers/clients.ts';
import type { ProviderClient } from '../../../src/providers/provider.ts';
import { type HostileServer, type Received, startHostileServer } from './hostileServer.ts';

/* docs/threats.md, T3: a key goes to its own origin, in one header, and nowhere else. */

const key = 'sk-proj-canary0123456789abcdefghij';
const dialects: readonly { provider: ProviderClient; path: string }[] = [
  { provider: clientOf('openai'), path: '/v1' },
  { provider: clientOf('compatible'), path: '/v1' },
  { provider: clientOf('anthropic'), path: '' },
];
const never = new AbortController().signal;
const open: HostileServer[] = [];

async function server(answer: Parameters<typeof startHostileServer>[0]): Promise<HostileServer> {
  const started = await startHostileServer(answer);
  open.push(started);
  return started;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

for (const { provider, path } of dialects) {
  for (const status of [301, 302, 303, 307, 308]) {
    test(`a redirect with ${status} is not followed, not even to see who is there (${provider.id})`, async () => {
      const canary = await server((response) => response.end('{}'));
      const main = await server((response) => response.writeHead(status, { location: `${canary.origin}/v1` }).end());
      const access = { apiKey: key, baseUrl: main.origin + path };
      const { failure } = await provider.probe(access, 'gpt-5', never);
      const list = await provider.listModels(access, never);
      assert.equal(canary.connections, 0);
      assert.equal(main.received.length, 2);
      for (const one of [failure, list.failure]) {
        assert.equal(one?.status, status);
        assert.match(one?.message ?? '', /redirect/);
      }
    });
  }

  test(`a redirect within the same origin is not followed either (${provider.id})`, async () => {
    const main = await server((response) => response.writeHead(307, { location: '/elsewhere' }).end());
    const { failure } = await provider.probe({ apiKey: key, baseUrl: main.origin + path }, 'gpt-5', never);
    assert.equal(main.received.length, 1);
    assert.equal(failure?.status, 307);
  });

  test(`a base URL that is not https, names a user, or is none, gets no request (${provider.id})`, async () => {
    const main = await server((response) => response.end('{}'));
    const host = main.origin.slice('http://'.length);
    for (const [baseUrl, words] of [
      [`http://api.openai.com@${host}/v1`, /sends this key to/],
      [`http://user:pass@${host}/v1`, /sends this key to/],
      ['http://192.0.2.1/v1', /https only/],
      ['http://127.0.0.1.example.com/v1', /https only/],
      // Not every resolver knows such a name for this machine.
      ['http://acme.localhost/v1', /https only/],
      ['ftp://127.0.0.1/', /./],
      ['file:///etc/passwd', /./],
      ['not a URL', /Invalid URL/],
      ['', /Invalid URL/],
    ] as const) {
      const { failure, readings } = await provider.probe({ apiKey: key, baseUrl }, 'gpt-5', never);
      assert.equal(failure?.cause, 'network', `${baseUrl}: ${JSON.stringify(failure)}`);
      assert.match(failure.message, words);
      assert.deepEqual(readings, []);
      assert.equal((await provider.listModels({ apiKey: key, baseUrl }, never)).models, null);
    }
    assert.equal(main.connections, 0);
  });

  test(`nothing in the environment changes what is sent, or where to (${provider.id})`, async () => {
    const canary = await server((response) => response.end('{}'));
    const main = await server((response) => response.end('{}'));
    const access = { apiKey: key, baseUrl: main.origin + path };
    await provider.probe(access, 'gpt-5', never);
    await provider.listModels(access, never);
    const planted = {
      OPENAI_API_KEY: 'sk-planted',
      OPENAI_ADMIN_KEY: 'sk-admin-planted',
      OPENAI_BASE_URL: `${canary.origin}/v1`,
      OPENAI_ORG_ID: 'org-planted',
      OPENAI_PROJECT_ID: 'proj_planted',
      OPENAI_CUSTOM_HEADERS: 'X-Planted: 1\nAuthorization: Bearer planted\nUser-Agent: planted\nAccept: planted/1',
      OPENAI_LOG: 'debug',
      ANTHROPIC_API_KEY: 'sk-ant-planted',
      ANTHROPIC_AUTH_TOKEN: 'planted',
      ANTHROPIC_BASE_URL: canary.origin,
      ANTHROPIC_CUSTOM_HEADERS:
        'X-Planted: 1\nauthorization: Bearer planted\nanthropic-version: 1999-01-01\nx-api-key: planted',
      ANTHROPIC_PROFILE: 'planted',
      ANTHROPIC_LOG: 'debug',
    };
    const before = { ...process.env };
    Object.assign(process.env, planted);
    try {
      await provider.probe(access, 'gpt-5', never);
      await provider.listModels(access, never);
    } finally {
      for (const name of Object.keys(planted)) delete process.env[name];
      Object.assign(process.env, before);
    }
    assert.equal(canary.connections, 0);
    const [probe, list, ...withEnvironment] = main.received;
    assert.deepEqual(withEnvironment, [probe, list]);
  });

  test(`the key is in one header and in nothing else of a request (${provider.id})`, async () => {
    const main = await server((response) => response.end('{}'));
    const access = { apiKey: key, baseUrl: main.origin + path };
    await provider.probe(access, 'gpt-5', never);
    await provider.listModels(access, never);
    assert.equal(main.received.length, 2);
    for (const { url, body, headers } of main.received) {
      assert.equal(headers.authorization, `Bearer ${key}`);
      const { authorization: _, ...others } = headers;
      assert.equal(JSON.stringify([url, body, others]).includes(key), false);
      const allowed = [
        'host',
        'connection',
        'accept',
        'user-agent',
        'content-type',
        'content-length',
        'accept-encoding',
      ];
      allowed.push('accept-language', 'sec-fetch-mode', 'anthropic-version');
      assert.deepEqual(
        Object.keys(others).filter((name) => !allowed.includes(name)),
        [],
      );
    }
  });

  test(`a server that sends the key back does not get it into a failure (${provider.id})`, async () => {
    const echoes: ((request: Received) => [number, Record<string, string>, string])[] = [
      () => [
        401,
        { 'content-type': 'application/json' },
        JSON.stringify({ error: { message: `Bad ${key}`, type: key, code: key } }),
      ],
      () => [400, { 'content-type': 'text/plain' }, `${key} is wrong`],
      () => [500, { 'content-type': 'application/json' }, JSON.stringify({ error: `x${key}x` })],
      () => [
        429,
        { 'content-type': 'application/json' },
        JSON.stringify({ error: { message: btoa(`:${key}:`), details: { error_code: key } } }),
      ],
      ({ headers }) => [403, { 'retry-after': key, 'x-echo': String(headers.authorization) }, JSON.stringify(headers)],
      () => [307, { location: `https://example.com/?key=${key}` }, key],
      () => [200, { 'content-type': 'application/json' }, `{"broken": "${key}`],
    ];
    for (const echo of echoes) {
      const main = await server((response, request) => {
        const [status, headers, body] = echo(request);
        response.writeHead(status, headers).end(body);
      });
      const access = { apiKey: key, baseUrl: main.origin + path };
      const exchange = await provider.probe(access, 'gpt-5', never);
      const list = await provider.listModels(access, never);
      const told = JSON.stringify([exchange, list]);
      assert.equal(told.includes('canary0123'), false, told);
      assert.equal(told.includes(btoa(`:${key}:`).slice(4, 20)), false, told);
      assert.equal(told.includes(btoa(key).slice(0, 16)), false, told);
    }
  });
}

test('the version that is said to Anthropic is the one its SDK speaks', async () => {
  const { Anthropic } = await import('@anthropic-ai/sdk');
  const main = await server((response) => response.end('{}'));
  const client = new Anthropic({ apiKey: key, baseURL: main.origin, maxRetries: 0 });
  await client.models.list();
  await clientOf('anthropic').listModels({ apiKey: key, baseUrl: main.origin }, never);
  const [theirs, ours] = main.received.map(({ headers }) => headers['anthropic-version']);
  assert.equal(ours, theirs);
});
