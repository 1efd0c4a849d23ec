import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../src/simulator/simulator.ts';
import { body, postTo } from './sending.ts';
import { SteppedClock } from './steppedClock.ts';

const clock = new SteppedClock(Date.UTC(2026, 7, 19, 14, 36, 55));
let simulator: Simulator;

before(async () => {
  simulator = await startSimulator({ clock });
});
after(() => simulator.close());
beforeEach(() => clock.advance(60_000));

const post = (path: string, text: string, headers?: Record<string, string>) => postTo(simulator, path, text, headers);

async function withSimulator(options: SimulatorOptions, use: (simulator: Simulator) => Promise<void>): Promise<void> {
  const other = await startSimulator(options);
  try {
    await use(other);
  } finally {
    await other.close();
  }
}

test('what arrived is listed with time, model, streaming and status', async () => {
  await (await post('/v1/chat/completions?a=1', body({ stream: true }))).text();
  await post('/v1/chat/completions', body({ model: 'gpt-0' }));
  const common = {
    at: clock.now(),
    method: 'POST',
    path: '/v1/chat/completions',
    provider: 'openai',
    keyAccepted: true,
  };
  assert.deepEqual(simulator.requests.slice(-2), [
    { ...common, model: 'gpt-5', streaming: true, answer: null, status: 200 },
    { ...common, model: 'gpt-0', streaming: false, answer: null, status: 404 },
  ]);
});

test('who asks for a WebSocket is told to go on without', async () => {
  const headers = { connection: 'Upgrade', upgrade: 'websocket', authorization: 'Bearer sk-simulator' };
  const asked = httpRequest(`${simulator.origin}/v1/responses`, { headers }).end();
  const status = await new Promise((resolve) => asked.on('response', (answer) => resolve(answer.resume().statusCode)));
  assert.equal(status, 426);
});

test('a client that leaves in the middle pays for what was sent, and the stream ends', async () => {
  const slow = new SteppedClock();
  const limits = { 'claude-opus-5': { 'output-tokens': 60 } };
  await withSimulator({ clock: slow, pace: 100, limits }, async ({ anthropicBaseUrl, trueLevel }) => {
    const call = httpRequest(`${anthropicBaseUrl}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': 'sk-ant-simulator' },
    });
    call.on('error', () => undefined);
    const ended = new Promise((resolve) => call.on('close', resolve));
    call.on('response', (response) => response.resume().on('error', () => undefined));
    call.end(body({ model: 'claude-opus-5', max_tokens: 500, stream: true }));
    const tick = async () => {
      while (slow.sleeping === 0) await new Promise(setImmediate);
      slow.advance(100);
    };
    for (let frame = 0; frame < 8; frame++) await tick();
    while (slow.sleeping === 0) await new Promise(setImmediate);
    call.destroy();
    await ended;
    await new Promise((resolve) => setTimeout(resolve, 20));
    slow.advance(100);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(slow.sleeping, 0);
    // Nine frames went out: three that begin the message, six with a token each; one token comes back a second.
    const used = 60 - trueLevel('claude-opus-5', 'output-tokens');
    assert.ok(used > 5 && used <= 6, `${used}`);
  });
});

test('cached beginnings of a prompt do not count as input, and what was estimated too high is given back', async () => {
  const words = 'a b c d e f g h '.repeat(200);
  const send = async (content: string) => {
    const system = [{ type: 'text', text: words, cache_control: { type: 'ephemeral' } }];
    const text = body({ model: 'claude-sonnet-5', max_tokens: 5, system, messages: [{ role: 'user', content }] });
    const before = simulator.trueLevel('claude-sonnet-5', 'input-tokens');
    const response = await post('/v1/messages', text, { authorization: 'Bearer sk-ant-simulator' });
    const { usage } = await response.json();
    return { usage, used: before - simulator.trueLevel('claude-sonnet-5', 'input-tokens') };
  };
  const first = await send('One');
  assert.equal(first.usage.cache_creation_input_tokens, 1_600);
  assert.equal(first.usage.cache_read_input_tokens, 0);
  assert.equal(first.used, 1_600 + first.usage.input_tokens, 'estimated were 800 and more');
  const second = await send('Two');
  assert.equal(second.usage.cache_read_input_tokens, 1_600);
  assert.equal(second.used, second.usage.input_tokens);
  clock.advance(301_000);
  assert.equal((await send('Three')).usage.cache_read_input_tokens, 0);

  // A context that fills most of the bucket: let in again at once, because only what is new is estimated.
  const system = [{ type: 'text', text: 'abcd '.repeat(20_000), cache_control: { type: 'ephemeral' } }];
  const messages = [{ role: 'user', content: 'Go on' }];
  for (let n = 0; n < 3; n++) {
    const text = body({ model: 'claude-sonnet-5', max_tokens: 5, system, messages });
    assert.equal((await post('/v1/messages', text, { authorization: 'Bearer sk-ant-simulator' })).status, 200);
  }

  const prose = `${'internationalization '.repeat(30)}`;
  clock.advance(60_000);
  const reply = await post(
    '/v1/messages',
    body({ model: 'claude-sonnet-5', max_tokens: 5, messages: [{ role: 'user', content: prose }] }),
    { authorization: 'Bearer sk-ant-simulator' },
  );
  const { usage } = await reply.json();
  assert.ok(usage.input_tokens < Math.ceil(prose.length / 4) + 3, 'fewer than estimated');
  assert.equal(30_000 - simulator.trueLevel('claude-sonnet-5', 'input-tokens'), usage.input_tokens);
});

test('embeddings come as base64 only when asked for', async () => {
  const embedding = async (more: object) => {
    const text = JSON.stringify({ model: 'text-embedding-3-small', input: 'Hello', dimensions: 4, ...more });
    return (await (await post('/v1/embeddings', text)).json()).data[0].embedding;
  };
  const plain = await embedding({});
  const coded = Buffer.from(await embedding({ encoding_format: 'base64' }), 'base64');
  assert.equal(plain.length, 4);
  assert.deepEqual(
    [0, 4, 8, 12].map((at) => coded.readFloatLE(at)),
    plain,
  );
});

test('Date is the time of the clock, also after it was put right', async () => {
  const date = async () => Date.parse((await post('/v1/chat/completions', body())).headers.get('date') ?? '');
  const before = await date();
  assert.equal(before, Math.floor(clock.wallNow() / 1000) * 1000);
  clock.shiftWall(-3_600_000);
  assert.equal(await date(), before - 3_600_000);
  clock.shiftWall(3_600_000);
});

test('control endpoints exist only when asked for', async () => {
  const state = (origin: string) => fetch(`${origin}/_simulator`);
  assert.equal((await state(simulator.origin)).status, 401);
  await withSimulator({ clock, controls: true, answer: { kind: 'overloaded' } }, async ({ origin, requests }) => {
    const set = async (value: unknown) => {
      const response = await fetch(`${origin}/_simulator/answer`, { method: 'POST', body: JSON.stringify(value) });
      return { status: response.status, body: await response.json() };
    };
    assert.deepEqual((await (await state(origin)).json()).answer, { kind: 'overloaded' });
    assert.deepEqual((await set({ answer: 'slow:20' })).body.answer, { kind: 'slow', milliseconds: 20 });
    assert.equal((await set({ answer: null })).body.answer, null);
    assert.equal((await set({ answer: 'nothing' })).status, 400);
    assert.match((await set({})).body.error, /null or one of refused-key, /);
    const { models } = await (await state(origin)).json();
    assert.deepEqual(models[0].limits[1], {
      unit: 'tokens',
      pool: 'standard',
      window: 60,
      capacity: 500_000,
      level: 500_000,
    });
    assert.equal(requests.length, 0);
    assert.equal((await fetch(`${origin}/_simulator`, { headers: { origin: 'https://a.example' } })).status, 403);
  });
});

test('options set limits, keys and models; those that make no sense are refused', async () => {
  const limits = { 'gpt-5': { tokens: 90_000, 'project-tokens': 60_000 }, 'my-model': { requests: 9 } };
  await withSimulator({ clock, limits, keys: { openai: 'mine' } }, async ({ openaiBaseUrl, trueLevel }) => {
    const call = (model: string) =>
      fetch(`${openaiBaseUrl}/chat/completions`, {
        method: 'POST',
        headers: { authorization: 'Bearer mine' },
        body: body({ model }),
      });
    const { headers } = await call('gpt-5');
    assert.equal(headers.get('x-ratelimit-limit-tokens'), '90000');
    assert.equal(headers.get('x-ratelimit-limit-requests'), '500');
    assert.equal(headers.get('x-ratelimit-remaining-project-tokens'), '59995');
    assert.equal(headers.get('x-ratelimit-reset-project-tokens'), '5ms');
    assert.equal((await call('my-model')).headers.get('x-ratelimit-remaining-requests'), '8');
    assert.throws(() => trueLevel('my-model', 'tokens'), /no limit on tokens/);
  });
  await assert.rejects(startSimulator({ limits: { 'gpt-5': { tokens: 1.5 } } }), /whole number/);
  await assert.rejects(startSimulator({ load: { kind: 'other', model: 'gpt-0' } }), /unknown model/);
  await assert.rejects(startSimulator({ port: Number(new URL(simulator.origin).port) }), /EADDRINUSE/);
});

test('closing breaks what is open and frees the port', async () => {
  const other = await startSimulator({ clock, latency: 60_000 });
  const open = fetch(`${other.openaiBaseUrl}/models`, { headers: { authorization: 'Bearer sk-simulator' } });
  open.catch(() => undefined);
  while (clock.sleeping === 0) await new Promise(setImmediate);
  await other.close();
  await assert.rejects(open);
  clock.advance(60_000);
  await (await startSimulator({ port: Number(new URL(other.origin).port) })).close();
});
