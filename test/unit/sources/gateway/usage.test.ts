import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as zlib from 'node:zlib';
import type { ExchangeSeen } from '../../../../src/core/model/observation.ts';
import { until } from '../../../support/until.ts';
import {
  type Asked,
  anthropicStream,
  anthropicUsage,
  chat,
  chatJson,
  event,
  key,
  limits,
  told,
  use,
  words,
} from './askedOnce.ts';
import { stage } from './gatewayStage.ts';

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
    [
      'Gemini that has thought',
      JSON.stringify({
        usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 6, thoughtsTokenCount: 90, totalTokenCount: 101 },
      }),
      { path: '/v1beta/models/gemini-3:generateContent' },
      { input: 5, cached: 0, output: 96 },
    ],
    [
      'embeddings',
      JSON.stringify({ data: [words], usage: { prompt_tokens: 8, total_tokens: 8 } }),
      { path: '/v1/embeddings' },
      { input: 8, cached: 0, output: 0 },
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
