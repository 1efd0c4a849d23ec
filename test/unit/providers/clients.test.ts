import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presets } from '../../../src/core/dialects/presets.ts';
import { providerIds, providers } from '../../../src/core/model/provider.ts';
import { clientOf } from '../../../src/providers/clients.ts';
import { startHostileServer } from './hostileServer.ts';

const never = new AbortController().signal;

test('every provider with a protocol has a client, and no other', () => {
  for (const id of providerIds) {
    if (providers[id].protocol === null) assert.throws(() => clientOf(id), id);
    else assert.equal(clientOf(id).id, id);
  }
});

test('presets stand in the order of the list, which decides whom a text is recognized as', () => {
  assert.deepEqual(Object.keys(presets), providerIds);
});

test('the model to watch first is the newest of those that agents use, else the first of the list', () => {
  const first = (id: 'openai' | 'anthropic' | 'xai' | 'compatible', models: string[]) => clientOf(id).preselect(models);
  assert.deepEqual(first('openai', ['gpt-4o', 'gpt-5', 'gpt-5.5', 'gpt-5.5-mini', 'gpt-4.1']), ['gpt-5.5']);
  assert.deepEqual(first('openai', ['o3', 'text-embedding-3-small']), ['o3']);
  assert.deepEqual(first('anthropic', ['claude-opus-5', 'claude-sonnet-5-5', 'claude-sonnet-5']), [
    'claude-sonnet-5-5',
  ]);
  assert.deepEqual(first('xai', ['grok-3', 'grok-4.5', 'grok-4.5-fast']), ['grok-4.5']);
  assert.deepEqual(first('compatible', ['b', 'a']), ['b']);
  assert.deepEqual(first('compatible', ['gpt-4', 'openai/gpt-5', 'x']), ['openai/gpt-5']);
  assert.deepEqual(first('compatible', []), []);
});

test('models that no probe can watch are known for each provider', () => {
  assert.ok(!clientOf('openai').canWatch('gpt-image-1') && clientOf('openai').canWatch('gpt-5'));
  assert.ok(!clientOf('groq').canWatch('whisper-large-v3') && clientOf('groq').canWatch('llama-3.3-70b-versatile'));
  assert.ok(!clientOf('mistral').canWatch('mistral-ocr-latest') && clientOf('mistral').canWatch('mistral-embed'));
  assert.ok(clientOf('compatible').canWatch('gpt-image-1'));
});

test('a limit of seconds is not watched: it is full again before the next check', () => {
  const headers = {
    'x-ratelimit-limit-req-10-second': '60',
    'x-ratelimit-remaining-req-10-second': '57',
    'x-ratelimit-limit-req-minute': '300',
    'x-ratelimit-remaining-req-minute': '290',
  };
  assert.deepEqual(
    clientOf('mistral')
      .read(headers)
      .map(({ window }) => window),
    [60],
  );
});

test('a probe names the longest answer as its provider does, and reads a refusal by its dialect', async () => {
  for (const [id, field] of [
    ['openai', 'max_completion_tokens'],
    ['azure-openai', 'max_completion_tokens'],
    ['groq', 'max_tokens'],
    ['compatible', 'max_tokens'],
  ] as const) {
    const server = await startHostileServer((response) => {
      const headers = { 'x-ratelimit-limit-requests': '1000', 'x-ratelimit-remaining-requests': '0' };
      response.writeHead(429, { ...headers, 'retry-after': '86' }).end('{"error":{"message":"Slow down"}}');
    });
    const access = { apiKey: 'sk-test-0123456789', baseUrl: `${server.origin}/v1` };
    const { failure } = await clientOf(id).probe(access, 'some-model', never);
    await server.close();
    const body = JSON.parse(server.received[0]?.body ?? '{}') as Record<string, unknown>;
    assert.equal(body[field], 1, id);
    assert.equal(failure?.limit?.window, id === 'groq' ? 86_400 : id === 'azure-openai' ? 60 : null, id);
  }
});
