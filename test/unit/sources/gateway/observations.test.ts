import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { suite, test } from 'node:test';
import * as zlib from 'node:zlib';
import type { ExchangeSeen, RequestSeen } from '../../../../src/core/model/observation.ts';
import { until } from '../../../support/until.ts';
import { digestOf } from '../listener/listening.ts';
import { type StageOptions, stage } from './gatewayStage.ts';

const key = 'sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e';
const limits = { 'x-ratelimit-limit-requests': '500', 'x-ratelimit-remaining-requests': '499' };
const words = 'words that nobody may keep';

interface Asked {
  readonly type?: string;
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly path?: string;
  readonly body?: string;
  readonly with?: Record<string, string>;
  readonly options?: StageOptions;
}

/** Asks once and gives what was told of it. */
async function told(answer: string | Buffer, asked: Asked = {}) {
  const { type = 'application/json', status = 200, headers = limits, path = '/v1/chat/completions' } = asked;
  const respond = (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(answer);
  };
  await using one = await stage(respond, asked.options);
  const body = asked.body ?? JSON.stringify({ model: 'gpt-5', messages: [{ role: 'user', content: words }] });
  const sent = { authorization: `Bearer ${key}`, 'user-agent': 'OpenAI/JS 6.1', ...asked.with };
  await (await fetch(one.url(path), { method: 'POST', headers: sent, body })).arrayBuffer().catch(() => {});
  await until(() => one.ends.length === 1);
  const all = JSON.stringify([one.observed, one.ends]);
  for (const hidden of [key, words, one.secret]) assert.ok(!all.includes(hidden), all);
  const [request, exchange] = one.observed as [RequestSeen?, ExchangeSeen?];
  return { observed: one.observed, request, exchange, end: one.ends[0], origin: one.origin, body };
}

const chat = {
  prompt_tokens: 1200,
  completion_tokens: 30,
  total_tokens: 1230,
  prompt_tokens_details: { cached_tokens: 1000 },
};
const chatJson = JSON.stringify({
  id: 'x',
  model: 'gpt-5-2026',
  choices: [{ message: { content: words } }],
  usage: chat,
});
const use = { input: 1200, cached: 1000, output: 30 };

suite('what is told of a request', () => {
  test('leaving: its account, model, size and tool; answered: levels, model, use; in the words of the listener', async () => {
    const { observed, request, exchange, end, origin, body } = await told(chatJson);
    assert.equal(observed.length, 2);
    const account = { kind: 'seen-key', provider: 'openai', origin, digest: digestOf(key), fingerprint: '…Jt5e' };
    assert.ok(request && exchange && end);
    const { sentAt, input, inputAtMost, ...leaving } = request;
    assert.deepEqual(leaving, {
      kind: 'request',
      source: 'gateway',
      account,
      id: 'test-1',
      model: 'gpt-5',
      conversation: null,
    });
    assert.deepEqual([input, inputAtMost], [Math.round(body.length / 3.9), Math.ceil(body.length / 3.1)]);
    const { receivedAt, readings, ...answered } = exchange;
    assert.ok(sentAt <= receivedAt);
    assert.deepEqual(
      readings.map(({ unit, capacity }) => [unit, capacity]),
      [['requests', 500]],
    );
    const charged = { requests: 1, 'input-tokens': 200, 'output-tokens': 30, tokens: 1230 };
    assert.deepEqual(answered, {
      kind: 'exchange',
      source: 'gateway',
      account,
      requestId: 'test-1',
      model: 'gpt-5',
      sentAt,
      by: 'user',
      tool: 'OpenAI SDK',
      failure: null,
      charged,
    });
    assert.deepEqual([end.use, end.failure], [use, null]);
  });

  test('a session is a conversation by a digest, a subagent another one', async () => {
    const session = { 'x-claude-code-session-id': 'b7e1-session' };
    const main = await told(chatJson, { with: session });
    const sub = await told(chatJson, { with: { ...session, 'x-claude-code-agent-id': 'agent-7' } });
    assert.equal(main.request?.conversation, digestOf('b7e1-session'));
    assert.notEqual(sub.request?.conversation, main.request?.conversation);
    assert.ok(!JSON.stringify(main.observed).includes('b7e1'));
  });

  test('nothing of what uses up no limit, or has no key of its own', async () => {
    await using one = await stage((_, response) => response.end(chatJson));
    const post = (path: string, headers: Record<string, string>) =>
      fetch(one.url(path), { method: 'POST', headers, body: '{}' });
    await post('/v1/messages/count_tokens', { 'x-api-key': key });
    await post('/v1/messages', { authorization: 'Bearer sk-ant-oat01-of-a-subscription' });
    await fetch(one.url('/v1/models'), { headers: { 'x-api-key': key } });
    assert.deepEqual(one.observed, []);
  });
});

const event = (data: unknown, name = '') => `${name && `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;
const anthropicUsage = {
  input_tokens: 100,
  cache_creation_input_tokens: 50,
  cache_read_input_tokens: 1000,
  output_tokens: 1,
};
const anthropicStream =
  event(
    { type: 'message_start', message: { model: 'claude-opus-5', content: [], usage: anthropicUsage } },
    'message_start',
  ) +
  `: ping\n\n${event({ type: 'ping' }, 'ping')}` +
  event(
    { type: 'content_block_delta', delta: { text: `"usage":{"input_tokens":9} ${words}` } },
    'content_block_delta',
  ) +
  event({ type: 'message_delta', delta: {}, usage: { output_tokens: 77 } }, 'message_delta') +
  event({ type: 'message_stop' }, 'message_stop');

suite('what an answer has taken', () => {
  const anthropic: Asked = { path: '/v1/messages', options: { provider: 'anthropic' } };
  const stream = 'text/event-stream; charset=utf-8';
  const cases: readonly [name: string, answer: string, asked: Asked, expected: unknown][] = [
    ['chat', chatJson, {}, use],
    [
      'chat in pieces',
      `${event({ choices: [{ delta: {} }], usage: null })}${event({ choices: [], usage: chat })}data: [DONE]\n\n`,
      { type: stream },
      use,
    ],
    ['chat in pieces without usage', `${event({ choices: [{ delta: {} }] })}data: [DONE]\n\n`, { type: stream }, null],
    [
      'responses',
      JSON.stringify({
        error: null,
        output: [words],
        usage: { input_tokens: 9, input_tokens_details: { cached_tokens: 4 }, output_tokens: 2 },
      }),
      { path: '/v1/responses' },
      { input: 9, cached: 4, output: 2 },
    ],
    [
      'responses in pieces',
      event({
        type: 'response.completed',
        response: { output: [words], usage: { input_tokens: 9, output_tokens: 2 } },
      }),
      { type: stream, path: '/v1/responses' },
      { input: 9, cached: 0, output: 2 },
    ],
    [
      'messages',
      JSON.stringify({ content: [words], usage: anthropicUsage }),
      anthropic,
      { input: 1150, cached: 1000, output: 1 },
    ],
    ['messages in pieces', anthropicStream, { ...anthropic, type: stream }, { input: 1150, cached: 1000, output: 77 }],
    [
      'Gemini',
      JSON.stringify({
        candidates: [words],
        usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 6 },
        modelVersion: 'g',
      }),
      { path: '/v1beta/models/gemini-3:generateContent' },
      { input: 5, cached: 0, output: 6 },
    ],
    ['impossible numbers', '{"usage":{"prompt_tokens":-1,"completion_tokens":1e309}}', {}, null],
    ['text', 'usage: {"prompt_tokens":1}', { type: 'text/plain' }, null],
  ];
  const packings = {
    identity: (text: string) => text,
    gzip: zlib.gzipSync,
    deflate: zlib.deflateSync,
    br: zlib.brotliCompressSync,
    zstd: zlib.zstdCompressSync,
  };
  for (const [name, answer, asked, expected] of cases) {
    test(name, async () => {
      for (const [encoding, pack] of Object.entries(packings)) {
        const { end, exchange } = await told(pack(answer), {
          ...asked,
          headers: { ...limits, 'content-encoding': encoding },
        });
        assert.deepEqual(end?.use, expected, encoding);
        assert.equal(exchange?.readings.length, 1);
        assert.equal(exchange?.failure, null);
      }
    });
  }

  test('levels of a stream are told with its first use, not at its end', async () => {
    const [first, ...rest] = anthropicStream.split(/(?<=\n\n)/);
    await using one = await stage(
      (_, response) => {
        response.writeHead(200, { 'content-type': stream, ...limits });
        response.write(first);
        one.server.once('end', () => response.end(rest.join('')));
      },
      { provider: 'anthropic' },
    );
    const response = await fetch(one.url('/v1/messages'), {
      method: 'POST',
      headers: { 'x-api-key': key },
      body: '{"model":"claude-opus-5"}',
    });
    await until(() => one.observed.length === 2);
    assert.deepEqual((one.observed[1] as ExchangeSeen).charged, {
      requests: 1,
      'input-tokens': 150,
      'output-tokens': 1,
      tokens: 1151,
    });
    assert.equal(one.ends.length, 0);
    one.server.emit('end');
    await response.text();
    await until(() => one.ends.length === 1);
    assert.equal(one.observed.length, 2);
    assert.deepEqual(one.ends[0]?.use, { input: 1150, cached: 1000, output: 77 });
  });

  test('levels of a stream that tells no use at first are told a moment after its head', async () => {
    await using one = await stage(
      (_, response) => void response.writeHead(200, { 'content-type': stream, ...limits }).write(': ping\n\n'),
    );
    const gone = new AbortController();
    const post = { method: 'POST', headers: { 'x-api-key': key }, body: '{}', signal: gone.signal };
    await fetch(one.url('/v1/responses'), post);
    await until(() => one.observed.length === 2);
    assert.deepEqual((one.observed[1] as ExchangeSeen).charged, { requests: 1 });
    gone.abort();
    await until(() => one.ends.length === 1);
  });
});

suite('what went wrong', () => {
  test('a refusal has its cause, its wait and its names, and none of its words', async () => {
    const error = {
      error: {
        message: `${words}: Rate limit reached for gpt-5 on requests per min`,
        type: 'requests',
        code: 'rate_limit_exceeded',
      },
    };
    const { exchange, end } = await told(JSON.stringify(error), {
      status: 429,
      headers: { ...limits, 'retry-after': '7' },
    });
    const { cause, status, message, code, retryAfter } = exchange?.failure ?? {};
    assert.deepEqual(
      { cause, status, message, code, retryAfter },
      { cause: 'rate', status: 429, message: '', code: 'rate_limit_exceeded', retryAfter: 7 },
    );
    assert.deepEqual(exchange?.charged, { requests: 1 });
    assert.equal(end?.failure?.cause, cause);
    const quota = await told(
      JSON.stringify({ error: { message: words, type: 'insufficient_quota', code: 'insufficient_quota' } }),
      { status: 429 },
    );
    assert.notEqual(quota.exchange?.failure?.cause, cause, 'money is no rate');
  });

  test('an error within a stream that began well is one', async () => {
    const overloaded = event({ type: 'error', error: { type: 'overloaded_error', message: words } }, 'error');
    const [first] = anthropicStream.split(/(?<=\n\n)/);
    const asked: Asked = { type: 'text/event-stream', path: '/v1/messages', options: { provider: 'anthropic' } };
    const atOnce = await told(overloaded, asked);
    assert.equal(atOnce.exchange?.failure?.cause, 'overloaded');
    const later = await told(first + overloaded, asked);
    assert.equal(later.exchange?.failure, null, 'it was told before');
    assert.equal(later.end?.failure?.cause, 'overloaded');
  });
});

suite('what a request says of itself', () => {
  test('packed, behind a long prompt, and in chunks', async () => {
    const body = JSON.stringify({ messages: [words.repeat(1000)], model: 'gpt-5', max_completion_tokens: 5 });
    assert.equal((await told(chatJson, { body })).request?.model, 'gpt-5');
    for (const pack of [zlib.gzipSync, zlib.zstdCompressSync]) {
      await using one = await stage((_, response) => response.end(chatJson));
      const encoding = pack === zlib.gzipSync ? 'gzip' : 'zstd';
      const headers = { authorization: `Bearer ${key}`, 'content-encoding': encoding };
      await fetch(one.url('/v1/responses'), { method: 'POST', headers, body: pack(body) });
      assert.equal((one.observed[0] as RequestSeen).model, 'gpt-5', encoding);
    }
    await using one = await stage((_, response) => response.end(chatJson));
    const stream = new Blob([body]).stream();
    const post = { method: 'POST', headers: { authorization: `Bearer ${key}` }, body: stream, duplex: 'half' } as const;
    await fetch(one.url('/v1/responses'), post as RequestInit);
    const { input, model } = one.observed[0] as RequestSeen;
    assert.deepEqual([input, model], [Math.round(body.length / 3.9), 'gpt-5']);
  });

  test('its path, where that names the model', async () => {
    assert.equal(
      (await told(chatJson, { path: '/openai/deployments/mine/chat/completions', body: '{}' })).request?.model,
      'mine',
    );
  });
});
