import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { KeyRing } from '../../../src/host/keys/keyRing.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memory.ts';
import { asked, offered, willAnswer } from './fakeQuestions.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { addKey } = await import('../../../src/host/keys/addKey.ts');

/** What left for the network, and what it is answered with. */
let sent: { url: string; authorization: string | null }[];
let answer: (url: string, authorization: string | null) => Response;
const realFetch = globalThis.fetch;
const fakeFetch: typeof fetch = async (input, init) => {
  const url = String(input instanceof Request ? input.url : input);
  const authorization = new Headers(init?.headers).get('authorization');
  sent.push({ url, authorization });
  return answer(url, authorization);
};

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const models = () => json(200, { object: 'list', data: [{ id: 'one' }, { id: 'two' }] });
const refusal = () => json(401, { error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } });
const budget = { shareOfRequestsPerMinute: 0.01, shareOfRequestsPerDay: 0.02, dollarsPerDay: 0.05 };
const rest = '0a1b2c3d4e5f6a7b8c9d0e1f';

let keyRing: KeyRing;
let heard: number;
const listenAlong = async () => void heard++;

async function add(...answers: (string | null)[]) {
  willAnswer(...answers);
  await addKey({ keyRing, environment: {}, budget: () => budget, listenAlong, tryDemo: async () => {} });
  const [record] = keyRing.records();
  const access = record ? await keyRing.access(record.id) : null;
  return { record, access };
}

describe('adding a key', () => {
  beforeEach(() => {
    sent = [];
    heard = 0;
    answer = models;
    keyRing = new KeyRing(new MemoryMemento(), new MemorySecrets(), {});
    globalThis.fetch = fakeFetch;
  });
  // Other files run in the same process.
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  test('who has no key to give may listen along from there, or try the demo', async () => {
    await add('Listen along');
    assert.equal(heard, 1);
    assert.deepEqual(offered.slice(-2), ['Listen along', 'Try it without a key']);
    assert.deepEqual(sent, []);
  });

  test('a key that begins as one provider’s only is added for it, and nobody is asked whose it is', async () => {
    const { record } = await add('Paste a key', `gsk_${rest}`, 'ok');
    assert.deepEqual(asked, ['Keygauge: Add a Key', 'API key', asked[2]]);
    assert.match(asked[2] ?? '', /^Models to watch/);
    assert.deepEqual([record?.provider, record?.baseUrl], ['groq', 'https://api.groq.com/openai/v1']);
    assert.deepEqual(sent, [{ url: 'https://api.groq.com/openai/v1/models', authorization: `Bearer gsk_${rest}` }]);
  });

  test('a key that begins as those of several goes nowhere before the user has said whose it is', async () => {
    answer = (url) => (url.endsWith('/user/balance') ? json(200, { balance_infos: [] }) : models());
    const { record } = await add('Paste a key', `sk-${rest}`, null);
    assert.equal(record, undefined);
    assert.equal(asked[2], 'Whose key is it?');
    assert.deepEqual(offered.slice(0, 5), ['OpenAI', 'DeepSeek', 'LiteLLM', 'Moonshot AI', 'Moonshot AI']);
    assert.deepEqual(sent, []);
    const added = await add('Paste a key', `sk-${rest}`, 'DeepSeek', 'ok');
    assert.deepEqual([added.record?.provider, added.record?.baseUrl], ['deepseek', 'https://api.deepseek.com']);
    for (const { url } of sent) assert.equal(new URL(url).host, 'api.deepseek.com');
  });

  test('of a key that nobody offered makes, it is said whose it looks like', async () => {
    await add('Paste a key', `hf_${rest}`, null);
    assert.equal(asked[2], 'This looks like a key of Hugging Face');
    assert.deepEqual(sent, []);
  });

  test('a refused key that was pasted stays in the box, and the list that anybody gets does not make it good', async () => {
    answer = (url) => (url.endsWith('/api/v1/key') ? refusal() : models());
    const { record } = await add('Paste a key', `sk-or-v1-${rest}`, 'Try Again', null);
    assert.equal(record, undefined);
    assert.match(asked[2] ?? '', /^OpenRouter refused the key/);
    assert.equal(asked[3], 'API key for OpenRouter');
    assert.deepEqual(
      sent.map(({ url }) => url),
      ['https://openrouter.ai/api/v1/key'],
    );
  });

  test('what runs on this machine is asked without a key, and is kept without one', async () => {
    const { record, access } = await add('Ollama', 'ok');
    assert.deepEqual(asked.length, 2);
    assert.deepEqual(sent, [{ url: 'http://localhost:11434/v1/models', authorization: null }]);
    assert.deepEqual([record?.provider, record?.storage, record?.label], ['ollama', 'secret', 'Ollama']);
    assert.deepEqual(access, { apiKey: '', baseUrl: 'http://localhost:11434/v1' });
  });

  test('one that wants a key after all is asked for it', async () => {
    answer = (_, authorization) => (authorization === null ? refusal() : models());
    const { access } = await add('LM Studio', `lm-${rest}`, 'ok');
    assert.equal(asked[1], 'API key for LM Studio');
    assert.deepEqual(access, { apiKey: `lm-${rest}`, baseUrl: 'http://localhost:1234/v1' });
  });

  test('one that is not running can be tried again, or is elsewhere', async () => {
    answer = (url) => {
      if (url.includes(':11434')) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      return models();
    };
    const { access } = await add('Ollama', 'Try Again', 'Change Address', 'http://127.0.0.1:9999/v1', 'ok');
    assert.match(asked[1] ?? '', /^Ollama could not be reached/);
    assert.equal(sent.filter(({ url }) => url.includes(':11434')).length, 2);
    assert.deepEqual(access, { apiKey: '', baseUrl: 'http://127.0.0.1:9999/v1' });
  });

  test('any endpoint of this machine may have no key; elsewhere a key is needed', async () => {
    const endpoint = 'Any OpenAI-compatible endpoint';
    const { access } = await add(endpoint, 'http://localhost:8000/v1', '', 'ok', 'mine');
    assert.deepEqual(access, { apiKey: '', baseUrl: 'http://localhost:8000/v1' });
    assert.equal(sent[0]?.authorization, null);
    sent = [];
    keyRing = new KeyRing(new MemoryMemento(), new MemorySecrets(), {});
    // The box does not close, so whoever waits for it waits for ever.
    void add(endpoint, 'https://api.example.com/v1', '');
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual([asked.length, sent], [3, []]);
  });

  test('the address of a deployment, as a portal shows it, is its resource’s, and names the model', async () => {
    const url = 'https://mine.openai.azure.com/openai/deployments/gpt-5-work/chat/completions?api-version=2025-01-01';
    const { record } = await add('Azure OpenAI', url, rest.repeat(2), '');
    assert.deepEqual([record?.baseUrl, record?.models], ['https://mine.openai.azure.com/openai/v1', ['gpt-5-work']]);
    for (const one of sent) assert.equal(new URL(one.url).host, 'mine.openai.azure.com');
  });

  test('the address of another API of a provider is refused the key; the right one of the same host is offered', async () => {
    answer = (url) =>
      url.includes('/openai/') ? models() : json(401, { error: { message: 'Expected OAuth 2 access token' } });
    const { record } = await add(
      'Any OpenAI-compatible endpoint',
      'https://generativelanguage.googleapis.com/v1beta',
      `AIza${rest}`,
      'Use https://generativelanguage.googleapis.com/v1beta/openai',
      'ok',
    );
    assert.deepEqual(
      [record?.provider, record?.baseUrl],
      ['gemini', 'https://generativelanguage.googleapis.com/v1beta/openai'],
    );
  });

  test('a key of GitHub is checked with its catalog, which lists models in a form of its own', async () => {
    answer = (url) =>
      url.endsWith('/catalog/models') ? json(200, [{ id: 'openai/gpt-5' }, { id: 'x/whisper' }]) : refusal();
    const { record } = await add('Paste a key', `github_pat_${rest}`, 'ok');
    assert.deepEqual([record?.provider, record?.models], ['github-models', ['openai/gpt-5']]);
    assert.deepEqual(
      sent.map(({ url }) => url),
      ['https://models.github.ai/catalog/models'],
    );
  });
});
