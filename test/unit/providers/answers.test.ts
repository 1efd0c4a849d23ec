import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { isTooLarge } from '../../../src/core/causes/tooLarge.ts';
import type { Cause } from '../../../src/core/model/failure.ts';
import { probeUsage } from '../../../src/core/prices.ts';
import { call } from '../../../src/providers/call.ts';
import { clientOf } from '../../../src/providers/clients.ts';
import { limits, never, openaiAt } from './hostileEndpoint.ts';

const openai = clientOf('openai');
const anthropic = clientOf('anthropic');
const [reading] = openai.read(limits);

test('an endless body ends the call soon, and the headers still count', { timeout: 20_000 }, async () => {
  const { server, access } = await openaiAt((response) => {
    response.writeHead(200, limits);
    const chunk = 'x'.repeat(64 * 1024);
    const pour = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', pour);
    pour();
  });
  const before = process.memoryUsage().rss;
  const { failure, readings } = await openai.probe(access, 'gpt-5', never);
  assert.equal(failure?.cause, 'network');
  assert.match(failure?.message ?? '', /larger than 256 kB/);
  assert.deepEqual(readings, [reading]);
  await server.close();
  assert.ok(server.sentBytes < 16e6, `${server.sentBytes} bytes were sent`);
  assert.ok(process.memoryUsage().rss - before < 64e6);
});

test('a compressed body counts by its size when unpacked', async () => {
  const { access } = await openaiAt((response) => {
    response.writeHead(200, { ...limits, 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50e6, ' ')));
  });
  const { failure, readings } = await openai.probe(access, 'gpt-5', never);
  assert.match(failure?.message ?? '', /larger than 256 kB/);
  assert.deepEqual(readings, [reading]);
});

test('a compressed answer is read as any other', async () => {
  const { access } = await openaiAt((response) => {
    const body = gzipSync(JSON.stringify({ choices: [], usage: { prompt_tokens: 9, completion_tokens: 1 } }));
    response.writeHead(200, { ...limits, 'content-encoding': 'gzip' }).end(body);
  });
  const { failure, readings, usage } = await openai.probe(access, 'gpt-5', never);
  assert.equal(failure, null);
  assert.deepEqual(readings, [reading]);
  assert.deepEqual(usage, { input: 9, output: 1 });
});

test('a body that drips is given up at the deadline, and so is a server that never answers', async () => {
  const drip = (response: ServerResponse) => {
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  };
  const dripping = await openaiAt((response) => drip(response.writeHead(200, limits)));
  const silent = await openaiAt(() => {});
  // Loading it takes long where much else runs, and the patience is short.
  const { OpenAI } = await import('openai');
  const givesUp = async ({ access, server }: typeof dripping) => {
    const ask = async (fetch: typeof globalThis.fetch, signal: AbortSignal) => {
      const client = new OpenAI({ apiKey: access.apiKey, baseURL: access.baseUrl, maxRetries: 0, fetch });
      return client.models.list({ signal });
    };
    const { failure, result, headers } = await call(access, never, ask, { patience: 800 });
    assert.equal(result, null);
    assert.equal(failure?.cause, 'network');
    assert.equal(failure?.message, 'No answer within 0.8 s');
    if (server === dripping.server) assert.equal(headers['x-ratelimit-limit-requests'], '500');
  };
  await Promise.all([givesUp(dripping), givesUp(silent)]);
});

test('a check that is called off ends at once', async () => {
  const { access } = await openaiAt(() => {});
  const abort = new AbortController();
  const exchange = openai.probe(access, 'gpt-5', abort.signal);
  setTimeout(() => abort.abort(), 30);
  assert.equal((await exchange).failure?.cause, 'network');
});

test('a body that is no JSON, empty, null or of another shape still gives the readings and a sane usage', async () => {
  for (const body of [
    '',
    'hello',
    'null',
    '[]',
    '5',
    '{"usage": null}',
    '{"usage": {"prompt_tokens": "many", "completion_tokens": -1e308}}',
  ]) {
    for (const type of ['application/json', 'text/html']) {
      const { access } = await openaiAt((response) =>
        response.writeHead(200, { ...limits, 'content-type': type }).end(body),
      );
      const { failure, readings, usage } = await openai.probe(access, 'gpt-5', never);
      assert.deepEqual(readings, [reading], `${type} ${body}`);
      assert.ok(failure === null || failure.cause === 'network', `${type} ${body} ${failure?.message}`);
      assert.deepEqual(usage, probeUsage, `${type} ${body}`);
    }
  }
});

test('a list of models that is none is said to be none', async () => {
  for (const body of ['{"data": {"id": "x"}}', '{"data": 7}', '[]', '"x"']) {
    const { access } = await openaiAt((response) => response.writeHead(200, limits).end(body));
    for (const provider of [openai, anthropic]) {
      const { models, failure } = await provider.listModels(access, never);
      assert.ok(models === null ? failure.message.length > 0 : models.length === 0, body);
      assert.equal(/undefined|null|is not a function/.test(failure?.message ?? ''), false, failure?.message);
    }
  }
});

test('a long list of models is read, and one without an end is called too long, so that names can be typed', async () => {
  const listed = (count: number) => ({
    object: 'list',
    data: Array.from({ length: count }, (_, index) => ({ id: `model-${index}`, description: 'x'.repeat(1_000) })),
  });
  for (const [count, isRead] of [
    [3_000, true],
    [5_000, false],
  ] as const) {
    const { access } = await openaiAt((response) => response.writeHead(200, limits).end(JSON.stringify(listed(count))));
    for (const provider of [openai, anthropic]) {
      const { models, failure } = await provider.listModels(access, never);
      assert.equal(models?.length ?? null, isRead ? count : null);
      assert.equal(failure !== null && isTooLarge(failure), !isRead);
    }
  }
});

test('names of models are taken as they are, and what is no name is left out', async () => {
  const data = [{ id: 'b' }, { id: '<img onerror=x>' }, { id: 5 }, null, {}, { id: '' }, { id: 'a' }];
  const { access } = await openaiAt((response) =>
    response.writeHead(200, limits).end(JSON.stringify({ object: 'list', data })),
  );
  assert.deepEqual((await openai.listModels(access, never)).models, ['<img onerror=x>', 'a', 'b']);
});

test('a reasoning model that refuses so short an answer has told its limits all the same', async () => {
  const message = 'Could not finish the message because max_tokens or model output limit was reached.';
  const { access } = await openaiAt((response) =>
    response
      .writeHead(400, limits)
      .end(JSON.stringify({ error: { message, type: 'invalid_request_error', code: null } })),
  );
  const { failure, readings } = await openai.probe(access, 'gpt-5', never);
  assert.equal(failure, null);
  assert.deepEqual(readings, [reading]);
});

test('each status leads to its cause, and to one request', async () => {
  for (const [status, cause] of [
    [401, 'key-invalid'],
    [403, 'forbidden'],
    [404, 'model-not-found'],
    [429, 'unknown'],
    [500, 'server-error'],
    [503, 'overloaded'],
    [529, 'overloaded'],
  ] as const satisfies readonly (readonly [number, Cause])[]) {
    for (const provider of [openai, anthropic]) {
      const { server, access } = await openaiAt((response) =>
        response.writeHead(status, { 'x-should-retry': 'true' }).end('{}'),
      );
      const { failure, readings } = await provider.probe(access, 'some-model', never);
      assert.equal(failure?.cause, cause, `${provider.id} ${status}`);
      assert.equal(failure?.status, status);
      assert.deepEqual(readings, []);
      assert.equal(server.received.length, 1);
    }
  }
});

test('a port where nobody listens is the network, in its own words', async () => {
  const { server, access } = await openaiAt(() => {});
  await server.close();
  const { failure, usage } = await openai.probe(access, 'gpt-5', never);
  assert.equal(failure?.cause, 'network');
  assert.match(failure?.message ?? '', /ECONNREFUSED/);
  assert.deepEqual(usage, { input: 0, output: 0 }, 'nothing was sent that could cost anything');
});
