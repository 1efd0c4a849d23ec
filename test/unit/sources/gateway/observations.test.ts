import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as zlib from 'node:zlib';
import { failureOf } from '../../../../src/core/causes/failureOf.ts';
import { verdictOf } from '../../../../src/core/causes/verdict.ts';
import type { RequestSeen } from '../../../../src/core/model/observation.ts';
import { until } from '../../../support/until.ts';
import { digestOf, listenTo } from '../listener/listening.ts';
import { type Asked, anthropicStream, chatJson, event, key, limits, told, use, words } from './askedOnce.ts';
import { stage } from './gatewayStage.ts';

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
      tool: 'OpenAI SDK',
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

  test('a tool by its own name, else by whom the address was given to, else by the library', async () => {
    const heard = async (tool: string, agent: string) =>
      (await told(chatJson, { with: { 'user-agent': agent }, options: { tool } })).exchange?.tool;
    assert.equal(await heard('aider', 'AsyncOpenAI/Python 1.99'), 'Aider');
    assert.equal(await heard('aider', 'codex_cli_rs/0.169.0'), 'Codex');
    // A terminal's variable is read by whatever runs there.
    assert.equal(await heard('claude-code', 'Anthropic/Python 0.70'), 'Anthropic SDK');
    assert.equal(await heard('some-tool', 'something/1'), 'some-tool');
  });

  test('a session is a conversation by a digest, a subagent another one', async () => {
    const session = { 'x-claude-code-session-id': 'b7e1-session' };
    const main = await told(chatJson, { with: session });
    const sub = await told(chatJson, { with: { ...session, 'x-claude-code-agent-id': 'agent-7' } });
    assert.equal(main.request?.conversation, digestOf('b7e1-session'));
    assert.notEqual(sub.request?.conversation, main.request?.conversation);
    const codex = await told(chatJson, { with: { 'session-id': 'b7e1-session' } });
    assert.equal(codex.request?.conversation, main.request?.conversation);
    assert.ok(!JSON.stringify([main.observed, codex.observed]).includes('b7e1'));
    assert.deepEqual(main.exchange?.session, { id: digestOf('b7e1-session'), isSubagent: false });
    assert.deepEqual(sub.exchange?.session, { id: digestOf('b7e1-session'), isSubagent: true });
    assert.equal((await told(chatJson, {})).exchange?.session, undefined);
  });

  test('the longest answer that the request allows, which some providers charge', async () => {
    for (const name of ['max_tokens', 'max_completion_tokens']) {
      const body = JSON.stringify({ model: 'gpt-5', messages: [], [name]: 64_000 });
      assert.equal((await told(chatJson, { body })).exchange?.answerAtMost, 64_000);
    }
    assert.equal((await told(chatJson, {})).exchange?.answerAtMost, undefined);
    const responses = JSON.stringify({ model: 'gpt-5', input: [], max_output_tokens: 64_000 });
    assert.equal((await told(chatJson, { body: responses })).exchange?.answerAtMost, undefined, 'nobody charges it');
  });

  test('a picture as one, and not as the text that it is packed in', async () => {
    const packed = 'iVBORw0KGgoAAAANSUhEUgAA'.repeat(10_000);
    const sized = async (part: unknown) => {
      const body = JSON.stringify({
        model: 'gpt-5',
        messages: [{ role: 'user', content: ['words '.repeat(650), part] }],
      });
      return (await told(chatJson, { body })).request?.input ?? 0;
    };
    const words = await sized('');
    for (const part of [
      { type: 'image_url', image_url: { url: `data:image/png;base64,${packed}` } },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: packed } },
      { type: 'image', source: { data: `/9j/${packed}`, media_type: 'image/jpeg', type: 'base64' } },
      { inlineData: { mimeType: 'image/png', data: packed } },
    ]) {
      const more = (await sized(part)) - words;
      assert.ok(more >= 765 && more < 800, `${JSON.stringify(part).slice(0, 80)}: ${more}`);
    }
    assert.ok((await sized('words '.repeat(40_000))) > 60_000, 'a long text is one');
  });

  test('a key that stands behind an empty one, which libraries send where a variable is set to nothing', async () => {
    const { exchange } = await told(chatJson, { with: { 'x-api-key': '' } });
    assert.equal(exchange?.account.kind === 'seen-key' && exchange.account.digest, digestOf(key));
  });

  test('nothing of what uses up no limit, has no key of its own, or is a check of Keygauge’s', async () => {
    await using one = await stage((_, response) => response.end(chatJson));
    const post = (path: string, headers: Record<string, string>) =>
      fetch(one.url(path), { method: 'POST', headers, body: '{}' });
    await post('/v1/messages/count_tokens', { 'x-api-key': key });
    await post('/v1/messages', { authorization: 'Bearer sk-ant-oat01-of-a-subscription' });
    await post('/v1/messages', { 'x-api-key': key, 'user-agent': 'Keygauge' });
    await fetch(one.url('/v1/models'), { headers: { 'x-api-key': key } });
    await post('/v1/messages', { 'x-api-key': key });
    await until(() => one.observed.length >= 2);
    assert.deepEqual(
      one.observed.map((told) => 'id' in told && told.id),
      ['test-5', false],
    );
  });
});

test('who listens in the same process does not count once more what the gateway sends', async () => {
  await using one = await stage((_, response) => response.end('{}'));
  // Of a request whose `Host` nobody can ask for, the listener knows the machine alone.
  const listeners = [one.origin, 'http://127.0.0.1'].map((origin) => listenTo(origin, 'openai'));
  const headers = { authorization: `Bearer ${key}` };
  await (await fetch(one.url('/v1/chat/completions'), { method: 'POST', headers, body: '{"model":"gpt-5"}' })).text();
  for (const { told, left, listener } of listeners) {
    assert.deepEqual([await told(), left], [[], []]);
    listener.turn(false);
  }
  await until(() => one.observed.length === 2);
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

  test('a refusal because of the place it came from has the verdict that an own check would have', async () => {
    const error = { type: 'permission_error', message: 'Country, region, or territory not supported' };
    const body = { type: 'error', error };
    const { exchange } = await told(JSON.stringify(body), {
      status: 403,
      path: '/v1/messages',
      options: { provider: 'anthropic' },
    });
    const [seen, own] = [exchange?.failure, failureOf({ status: 403, headers: {}, body })];
    assert.ok(seen && own);
    assert.equal(seen.message, '');
    assert.equal(verdictOf(own).verdict, 'switch');
    assert.deepEqual(verdictOf(seen), verdictOf(own));
  });

  test('an event that is an error by itself is one, and no other event is for its code', async () => {
    const asked: Asked = { type: 'text/event-stream', path: '/v1/responses' };
    const failed = await told(
      event({ type: 'error', code: 'rate_limit_exceeded', message: `Rate limit reached: ${words}` }),
      asked,
    );
    assert.equal(failed.exchange?.failure?.cause, 'rate');
    const fine = await told(event({ type: 'error' }) + event({ code: 'rate_limit_exceeded', message: words }), asked);
    assert.equal(fine.end?.failure, null);
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
      await until(() => one.observed.length > 0);
      assert.equal((one.observed[0] as RequestSeen).model, 'gpt-5', encoding);
    }
    await using one = await stage((_, response) => response.end(chatJson));
    const stream = new Blob([body]).stream();
    const post = { method: 'POST', headers: { authorization: `Bearer ${key}` }, body: stream, duplex: 'half' } as const;
    await fetch(one.url('/v1/responses'), post as RequestInit);
    await until(() => one.observed.length > 0);
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
