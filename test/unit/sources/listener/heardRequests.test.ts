import assert from 'node:assert/strict';
import type { EventEmitter } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:http2';
import { after, suite, test } from 'node:test';
import * as undici6 from 'undici-6';
import type { ExchangeSeen } from '../../../../src/core/model/observation.ts';
import { answers } from './answers.ts';
import { type Answer, apiKey, digestOf, listen } from './listening.ts';

/** What is known of each exchange that was heard. */
function summary({ failure, readings, tool, model }: ExchangeSeen) {
  const left = readings.map(({ unit, capacity, level }) => `${unit} ${Math.round(level?.low ?? -1)}/${capacity}`);
  return { status: failure?.status ?? 200, cause: failure?.cause ?? null, left, tool, model };
}

const openaiLeft = ['requests 499/500', 'tokens 400000/500000'];

suite('requests of others', () => {
  test('fetch: tool, readings, times and the name of its key', async () => {
    await using heard = await listen('openai', (response) => answers.openai(response));
    const before = heard.clock.now();
    const headers = {
      authorization: `Bearer ${apiKey}`,
      'user-agent': 'Cline/4.2.0',
      'content-type': 'application/json',
    };
    await (await fetch(`${heard.origin}/v1/chat/completions`, { method: 'POST', headers, body: '{}' })).text();
    const [exchange] = await heard.told();
    assert.ok(exchange);
    assert.deepEqual(summary(exchange), { status: 200, cause: null, left: openaiLeft, tool: 'Cline', model: null });
    const { account, sentAt, receivedAt, by, source } = exchange;
    const key = { digest: digestOf(apiKey), fingerprint: '…Jt5e' };
    assert.deepEqual(account, { kind: 'seen-key', provider: 'openai', origin: heard.origin, ...key });
    assert.deepEqual([by, source], ['user', 'listener']);
    assert.ok(before <= sentAt && sentAt <= receivedAt && receivedAt <= heard.clock.now());
  });

  test('node:http: the extension is found on the stack where nothing else says who it is', async () => {
    await using heard = await listen('openai', (response) => answers.openai(response));
    const path = '/editor/extensions/acme.coder-1.2.3/dist/x.js';
    const send = new Function('request', `return request()\n//# sourceURL=${path}`);
    const options = { method: 'POST', headers: { 'api-key': apiKey } };
    await new Promise((resolve) => {
      const leaves = () =>
        httpRequest(`${heard.origin}/openai/deployments/mine/chat/completions?x=1`, options, resolve);
      send(leaves).end('{}');
    });
    assert.deepEqual((await heard.told()).map(summary), [
      { status: 200, cause: null, left: openaiLeft, tool: 'Acme Coder', model: 'mine' },
    ]);
  });
});

suite('requests that are nobody else’s business', () => {
  const post = (url: string, headers: Record<string, string>) => fetch(url, { method: 'POST', headers, body: '{}' });
  const answer: Answer = (response) => answers.openai(response);

  test('Keygauge’s own checks, lists of models, counts of tokens, and requests without a key', async () => {
    await using heard = await listen('openai', answer);
    const authorization = `Bearer ${apiKey}`;
    const url = `${heard.origin}/v1/chat/completions`;
    await post(url, { authorization, 'user-agent': 'Keygauge' });
    await post(url, {});
    await post(url, { authorization: 'Bearer sk-ant-oat01-subscription-token' });
    await post(url, { authorization: 'Bearer ya29.a0-of-a-login-for-an-hour' });
    await post(`${heard.origin}/v1/messages/count_tokens`, { authorization });
    await fetch(`${heard.origin}/v1/models`, { headers: { authorization } });
    assert.deepEqual(await heard.told(), []);
    await post(url, { authorization });
    assert.equal((await heard.told()).length, 1);
  });

  test('requests to any other origin', async () => {
    await using heard = await listen('openai', answer);
    await using other = await listen('openai', answer);
    other.listener.turn(false);
    await post(`${other.origin}/v1/chat/completions`, { authorization: `Bearer ${apiKey}` });
    assert.deepEqual(await heard.told(), []);
  });
});

test('of a request that is sent on to another address only the last answer is heard', async () => {
  const isFirst = (path = '') => path.startsWith('/v1');
  await using heard = await listen('openai', (response, { url }) => {
    if (isFirst(url)) response.writeHead(307, { location: '/v2/responses' }).end();
    else answers.openai(response);
  });
  const headers = { authorization: `Bearer ${apiKey}` };
  await (await fetch(`${heard.origin}/v1/responses`, { method: 'POST', headers, body: '{}' })).text();
  const seen = (await heard.told()).map(summary);
  assert.deepEqual(seen, [{ status: 200, cause: null, left: openaiLeft, tool: null, model: null }]);
});

suite('requests that find no connection', () => {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-length': '2' };
  const ended = (request: EventEmitter) =>
    new Promise((resolve) => request.once('close', resolve).on('error', () => {}));
  const agent = new Agent({ keepAlive: true });
  after(() => agent.destroy());
  const clients: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
    fetch: async (url) => (await fetch(url, { method: 'POST', headers, body: '{}' })).text(),
    'undici 6': async (url) => (await undici6.request(url, { method: 'POST', headers, body: '{}' })).body.text(),
    'node:http': (url) =>
      ended(httpRequest(url, { method: 'POST', headers, agent }, (answer) => answer.resume()).end('{}')),
    async 'node:http2'(url) {
      const session = connect(url).on('error', () => {});
      await ended(session.request({ ':method': 'POST', ':path': new URL(url).pathname, ...headers }).end('{}'));
      session.close();
    },
  };
  for (const [name, ask] of Object.entries(clients)) {
    test(`${name}: they take nothing`, async () => {
      await using nobody = await listen('openai', (response) => answers.openai(response));
      await nobody.goes();
      await ask(`${nobody.origin}/v1/chat/completions`).catch(() => {});
      await nobody.told();
      assert.deepEqual(nobody.left, []);
    });

    if (name === 'node:http2') continue;
    test(`${name}: others are told of before they are answered, on a new connection and on one that was kept`, async () => {
      const early: number[] = [];
      await using heard = await listen('openai', async (response) => {
        await heard.told();
        early.push(heard.left.length);
        answers.openai(response);
      });
      for (let times = 0; times < 2; times++) await ask(`${heard.origin}/v1/chat/completions`);
      assert.deepEqual([early, (await heard.told()).length, heard.left.length], [[1, 2], 2, 2]);
    });
  }
});
