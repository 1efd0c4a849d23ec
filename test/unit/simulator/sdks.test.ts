import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { type Simulator, startSimulator } from '../../../src/simulator/simulator.ts';
import { SteppedClock } from './steppedClock.ts';

const clock = new SteppedClock();
let simulator: Simulator;
let openai: OpenAI;
let anthropic: Anthropic;

before(async () => {
  simulator = await startSimulator({ clock });
  openai = new OpenAI({ apiKey: 'sk-simulator', baseURL: simulator.openaiBaseUrl, maxRetries: 0 });
  anthropic = new Anthropic({ apiKey: 'sk-ant-simulator', baseURL: simulator.anthropicBaseUrl, maxRetries: 0 });
});
after(() => simulator.close());
beforeEach(() => clock.advance(60_000));

const messages = [{ role: 'user' as const, content: 'Why does the test fail?' }];

test('the OpenAI SDK gets a chat completion with its rate limits', async () => {
  const { data, response } = await openai.chat.completions.create({ model: 'gpt-5', messages }).withResponse();
  const text = data.choices[0]?.message.content ?? '';
  assert.ok(text.length > 20);
  assert.equal(data.choices[0]?.finish_reason, 'stop');
  assert.ok((data.usage?.prompt_tokens ?? 0) > 5);
  assert.equal(response.headers.get('x-ratelimit-remaining-requests'), '499');
  assert.equal(response.headers.get('x-ratelimit-remaining-tokens'), '499991');
});

test('the OpenAI SDK cuts an answer at max_completion_tokens, which are charged at admission', async () => {
  const request = { model: 'gpt-5', messages, max_completion_tokens: 12 };
  const { data, response } = await openai.chat.completions.create(request).withResponse();
  assert.equal(data.choices[0]?.finish_reason, 'length');
  assert.equal(data.usage?.completion_tokens, 12);
  assert.equal(response.headers.get('x-ratelimit-remaining-tokens'), '499988');
});

test('the OpenAI SDK streams a chat completion, with rate limits on the first bytes', async () => {
  const request = { model: 'gpt-5', messages, stream: true as const, stream_options: { include_usage: true } };
  const { data, response } = await openai.chat.completions.create(request).withResponse();
  let text = '';
  let finish: string | null = null;
  let total = 0;
  for await (const chunk of data) {
    text += chunk.choices[0]?.delta.content ?? '';
    finish = chunk.choices[0]?.finish_reason ?? finish;
    total = chunk.usage?.total_tokens ?? total;
  }
  assert.ok(text.length > 20);
  assert.equal(finish, 'stop');
  assert.ok(total > 10);
  assert.equal(response.headers.get('x-ratelimit-limit-tokens'), '500000');
  const assembled = await openai.chat.completions.stream({ model: 'gpt-5', messages }).finalChatCompletion();
  assert.ok((assembled.choices[0]?.message.content ?? '').length > 20);
});

test('the OpenAI SDK gets a response with rate limits, and a streamed one without', async () => {
  const whole = await openai.responses.create({ model: 'gpt-5', input: 'Hello' }).withResponse();
  assert.ok(whole.data.output_text.length > 20);
  assert.equal(whole.data.status, 'completed');
  assert.equal(whole.response.headers.get('x-ratelimit-limit-requests'), '500');

  const before = simulator.trueLevel('gpt-5', 'tokens');
  const streamed = await openai.responses.create({ model: 'gpt-5', input: 'Hello', stream: true }).withResponse();
  const types: string[] = [];
  for await (const event of streamed.data) types.push(event.type);
  assert.equal(types[0], 'response.created');
  assert.equal(types.at(-1), 'response.completed');
  assert.equal([...streamed.response.headers.keys()].filter((name) => name.startsWith('x-ratelimit')).length, 0);
  assert.ok(simulator.trueLevel('gpt-5', 'tokens') < before, 'charged all the same');

  const assembled = await openai.responses
    .stream({ model: 'gpt-5', input: 'Hello', max_output_tokens: 16 })
    .finalResponse();
  assert.equal(assembled.status, 'incomplete');
  assert.equal(assembled.usage?.output_tokens, 16);
});

test('the OpenAI SDK gets embeddings and models', async () => {
  const request = { model: 'text-embedding-3-small', input: ['one', 'two'], dimensions: 8 };
  const { data, response } = await openai.embeddings.create(request).withResponse();
  assert.equal(data.data.length, 2);
  const vector = data.data[1]?.embedding ?? [];
  assert.equal(vector.length, 8);
  assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-6);
  assert.equal(response.headers.get('x-ratelimit-remaining-tokens'), '4999998');

  const plain = await openai.embeddings.create({ ...request, encoding_format: 'float' });
  assert.deepEqual(plain.data[1]?.embedding.map(Math.fround), vector.map(Math.fround));

  const ids: string[] = [];
  for await (const model of openai.models.list()) ids.push(model.id);
  assert.ok(ids.includes('gpt-5') && !ids.includes('claude-sonnet-5'));
  assert.equal((await openai.models.retrieve('gpt-4o')).id, 'gpt-4o');
});

test('the Anthropic SDK gets a message with its rate limits', async () => {
  const request = { model: 'claude-sonnet-5', max_tokens: 200, messages };
  const { data, response } = await anthropic.messages.create(request).withResponse();
  const [block] = data.content;
  assert.ok(block?.type === 'text' && block.text.length > 20);
  assert.equal(data.stop_reason, 'end_turn');
  assert.equal(response.headers.get('anthropic-ratelimit-requests-remaining'), '49');
  assert.equal(response.headers.get('anthropic-ratelimit-input-tokens-remaining'), '30000');
  assert.equal(8_000 - simulator.trueLevel('claude-sonnet-5', 'output-tokens'), data.usage.output_tokens);
  assert.equal(30_000 - simulator.trueLevel('claude-sonnet-5', 'input-tokens'), data.usage.input_tokens);
});

test('the Anthropic SDK streams a message', async () => {
  const request = { model: 'claude-sonnet-5', max_tokens: 20, messages };
  const { data, response } = await anthropic.messages.create({ ...request, stream: true }).withResponse();
  const types: string[] = [];
  for await (const event of data) types.push(event.type);
  assert.equal(types[0], 'message_start');
  assert.equal(types.at(-1), 'message_stop');
  assert.equal(response.headers.get('anthropic-ratelimit-tokens-limit'), '38000');
  const assembled = await anthropic.messages.stream(request).finalMessage();
  assert.equal(assembled.stop_reason, 'max_tokens');
  assert.equal(assembled.usage.output_tokens, 20);
});

test('the Anthropic SDK counts tokens without rate limits and lists models', async () => {
  const counted = await anthropic.messages.countTokens({ model: 'claude-sonnet-5', messages }).withResponse();
  assert.ok(counted.data.input_tokens > 5);
  assert.equal([...counted.response.headers.keys()].filter((name) => name.includes('ratelimit')).length, 0);
  assert.equal(simulator.trueLevel('claude-sonnet-5', 'requests'), 50, 'a pool of its own');

  const ids: string[] = [];
  for await (const model of anthropic.models.list()) ids.push(model.id);
  assert.ok(ids.includes('claude-sonnet-5') && !ids.includes('gpt-5'));
  assert.equal((await anthropic.models.retrieve('claude-opus-5')).id, 'claude-opus-5');
});

test('both SDKs read a refusal as a rate limit, a wrong key as such, and an unknown model as not found', async () => {
  const long = [{ role: 'user' as const, content: 'word '.repeat(30_000) }];
  await assert.rejects(openai.chat.completions.create({ model: 'gpt-4o', messages: long }), (error) => {
    assert.ok(error instanceof OpenAI.RateLimitError);
    assert.equal(error.code, 'rate_limit_exceeded');
    assert.equal(error.type, 'tokens');
    assert.match(error.message, /Request too large for gpt-4o .* Limit 30000, Requested 37503\./);
    return true;
  });
  await assert.rejects(
    anthropic.messages.create({ model: 'claude-sonnet-5', max_tokens: 9, messages: long }),
    (error) => {
      assert.ok(error instanceof Anthropic.RateLimitError);
      assert.match(error.message, /rate limit of 30,000 input tokens per minute/);
      assert.equal(error.headers?.get('retry-after'), '1');
      return true;
    },
  );
  const wrong = { apiKey: 'sk-proj-somebody-else-entirely-0001', maxRetries: 0 };
  await assert.rejects(new OpenAI({ ...wrong, baseURL: simulator.openaiBaseUrl }).models.list(), (error) => {
    assert.ok(error instanceof OpenAI.AuthenticationError);
    assert.equal(error.code, 'invalid_api_key');
    assert.doesNotMatch(error.message, /somebody/);
    return true;
  });
  await assert.rejects(
    new Anthropic({ ...wrong, baseURL: simulator.anthropicBaseUrl }).models.list(),
    Anthropic.AuthenticationError,
  );
  await assert.rejects(openai.chat.completions.create({ model: 'gpt-0', messages }), OpenAI.NotFoundError);
  await assert.rejects(
    anthropic.messages.create({ model: 'claude-0', max_tokens: 9, messages }),
    Anthropic.NotFoundError,
  );
});
