import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ProviderId, providers } from '../../../src/core/model/provider.ts';
import { environmentOrigins, offeredProviders, providerOfEndpoint } from '../../../src/host/keys/keyOrigins.ts';

test('the two that most keys are of come first, the others by name, and any endpoint last', () => {
  const offered = offeredProviders();
  assert.deepEqual(offered.slice(0, 2), ['openai', 'anthropic']);
  assert.equal(offered.at(-1), 'compatible');
  const names = offered.slice(2, -1).map((id) => providers[id].name ?? '');
  assert.deepEqual(names, [...names].sort(new Intl.Collator('en').compare));
  assert.ok(names.includes('Groq') && names.includes('Azure OpenAI'));
});

test('whoever can be asked with a key is offered, whether limits, a balance or nothing but the key can be watched', () => {
  for (const id of ['openrouter', 'deepseek', 'gemini', 'github-models', 'together', 'moonshot', 'zai'] as const)
    assert.ok(offeredProviders().includes(id), id);
  for (const id of ['ollama', 'lmstudio', 'litellm'] as const) assert.ok(offeredProviders().includes(id), id);
  for (const id of ['bedrock', 'replicate', 'huggingface'] as const) assert.ok(!offeredProviders().includes(id), id);
});

test('a key of the environment is offered for its own provider, and for the place that another variable moves it to', () => {
  const environment = {
    GROQ_API_KEY: 'gsk_1',
    ANTHROPIC_API_KEY: ' ',
    OPENAI_API_KEY: 'sk-1',
    OPENAI_BASE_URL: 'https://proxy.test/v1',
    AWS_SECRET_ACCESS_KEY: 'no',
  };
  assert.deepEqual(
    environmentOrigins(environment).map(({ provider, variable, baseUrl }) => [provider, variable, baseUrl]),
    [
      ['openai', 'OPENAI_API_KEY', 'https://proxy.test/v1'],
      ['openai', 'OPENAI_API_KEY', 'https://api.openai.com/v1'],
      ['groq', 'GROQ_API_KEY', 'https://api.groq.com/openai/v1'],
    ],
  );
  const unsafe = environmentOrigins({ OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: 'http://proxy.test' });
  assert.deepEqual(
    unsafe.map(({ baseUrl }) => baseUrl),
    ['https://api.openai.com/v1'],
  );
});

test('a place that a variable names is offered as the place that it leads to', () => {
  for (const [written, used] of [
    ['https://api.\u043epenai.com/v1/', 'https://api.xn--penai-iye.com/v1'],
    ['https://evil.example\\@api.openai.com', 'https://evil.example/@api.openai.com'],
    ['https://api.openai.com\u2060.evil.example', 'https://api.openai.com.evil.example'],
  ] as const) {
    const [moved] = environmentOrigins({ OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: written });
    assert.equal(moved?.baseUrl, used);
  }
});

test('an endpoint is its own provider where its address says whose it is', () => {
  for (const [address, id] of [
    ['https://api.groq.com/openai/v1', 'groq'],
    ['https://openrouter.ai/api/v1', 'openrouter'],
    ['https://mine.openai.azure.com/openai/v1', 'azure-openai'],
    ['https://api.openai.com.evil.test/v1', 'compatible'],
    ['https://evilopenrouter.ai/v1', 'compatible'],
    ['https://notopenai.azure.com/openai/v1', 'compatible'],
    // Known, but spoken to in another protocol.
    ['https://api.anthropic.com', 'compatible'],
    ['http://localhost:11434/v1', 'ollama'],
    ['http://127.0.0.1:1234/v1', 'lmstudio'],
    ['http://localhost:8000/v1', 'compatible'],
    ['https://localhost.evil.test:11434/v1', 'compatible'],
  ] as const satisfies readonly (readonly [string, ProviderId])[]) {
    assert.equal(providerOfEndpoint('compatible', address), id, address);
  }
  assert.equal(
    providerOfEndpoint('azure-openai', 'https://api.groq.com/openai/v1'),
    'azure-openai',
    'as it was chosen',
  );
});
