import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { type Simulator, startSimulator } from '../../../src/simulator/simulator.ts';
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

/** Sends bytes as they are and gives the status of what comes back; `null` when the connection just ends. */
function rawStatus(text: string): Promise<number | null> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(simulator.origin).port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
      socket.end();
    });
    socket.on('error', () => resolve(null));
    socket.on('close', () => resolve(answer === '' ? null : Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])));
  });
}

test('it listens on 127.0.0.1 alone', async () => {
  assert.match(simulator.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
  const port = Number(new URL(simulator.origin).port);
  const reached = await new Promise((resolve) => {
    const socket = connect(port, '127.0.0.2', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
  assert.equal(reached, false);
});

test('web pages and foreign names get 403 and nothing is counted', async () => {
  const host = new URL(simulator.origin).host;
  const port = new URL(simulator.origin).port;
  const arrived = simulator.requests.length;
  const get = (...lines: string[]) => rawStatus(`GET ${lines[0]} HTTP/1.1\r\n${lines.slice(1).join('\r\n')}\r\n\r\n`);
  const key = 'Authorization: Bearer sk-simulator';
  assert.equal(await get('/v1/models', `Host: ${host}`, key), 200);
  assert.equal(await get('/v1/models', `Host: localhost:${port}`, key), 200);
  for (const foreign of [
    'evil.example',
    `evil.example:${port}`,
    `localhost.evil:${port}`,
    '127.0.0.1',
    '127.0.0.1:1',
  ]) {
    assert.equal(await get('/v1/models', `Host: ${foreign}`, key), 403, foreign);
  }
  assert.equal(await get(`http://evil.example/v1/models`, `Host: ${host}`, key), 403);
  assert.notEqual(await get('/v1/models', `Host: ${host}`, 'Host: evil.example', key), 200);
  for (const origin of ['https://evil.example', simulator.origin, 'null']) {
    assert.equal(await get('/v1/models', `Host: ${host}`, `Origin: ${origin}`, key), 403, origin);
  }
  assert.equal(await get('/v1/models', `Host: ${host}`, 'Sec-Fetch-Site: cross-site', key), 403);
  const response = await post('/v1/chat/completions', body(), { origin: 'https://evil.example' });
  assert.equal(response.status, 403);
  assert.equal([...response.headers.keys()].filter((name) => name.startsWith('access-control')).length, 0);
  assert.equal(simulator.requests.length, arrived + 2);
  assert.equal(simulator.trueLevel('gpt-5', 'requests'), 500);
});

test('keys are told apart by provider, read from either header, and never remembered', async () => {
  const models = (headers: Record<string, string>) => fetch(`${simulator.openaiBaseUrl}/models`, { headers });
  const version = { 'anthropic-version': '2026-10-21' };
  const accepted: [Record<string, string>, number][] = [
    [{ authorization: 'Bearer sk-simulator' }, 200],
    [{ 'x-api-key': 'sk-simulator' }, 200],
    [{ authorization: 'Bearer sk-ant-simulator', ...version }, 200],
    [{ 'x-api-key': 'sk-ant-simulator', ...version }, 200],
    [{ authorization: 'Bearer sk-ant-simulator' }, 401],
    [{ 'x-api-key': 'sk-simulator', ...version }, 401],
    [{}, 401],
    [version, 401],
  ];
  for (const [headers, status] of accepted) assert.equal((await models(headers)).status, status);
  assert.deepEqual(
    simulator.requests.slice(-accepted.length).map(({ keyAccepted }) => keyAccepted),
    accepted.map(([, status]) => status === 200),
  );
  const secret = 'sk-proj-0123456789abcdefghijklmnop';
  const refused = await models({ authorization: `Bearer ${secret}` });
  const { error } = await refused.json();
  assert.match(error.message, /^Incorrect API key provided: sk-proj-\*\*\*mnop\. /);
  assert.equal(JSON.stringify(simulator.requests).includes('0123456789'), false);
  assert.equal(JSON.stringify(simulator.requests).includes('sk-'), false);
  assert.equal(refused.headers.get('x-ratelimit-limit-requests'), null);
});

test('requests that are not understood get the providers own errors, without rate limits', async () => {
  const anthropic = { authorization: '', 'x-api-key': 'sk-ant-simulator' };
  const cases: [path: string, text: string, headers: Record<string, string>, status: number, message: RegExp][] = [
    ['/v1/chat/completions', '{', {}, 400, /parse the JSON body/],
    ['/v1/chat/completions', '[1]', {}, 400, /parse the JSON body/],
    ['/v1/chat/completions', '{}', {}, 400, /model parameter/],
    ['/v1/chat/completions', '{"model":"gpt-5"}', {}, 400, /'messages'/],
    ['/v1/responses', '{"model":"gpt-5"}', {}, 400, /'input'/],
    ['/v1/embeddings', '{"model":"text-embedding-3-small"}', {}, 400, /'input'/],
    ['/v1/chat/completions', body({ model: 'claude-sonnet-5' }), {}, 404, /`claude-sonnet-5` does not exist/],
    ['/v1/chat/completions', body({ model: 'text-embedding-3-small' }), {}, 404, /does not exist/],
    ['/v1/images', '{}', {}, 404, /Invalid URL \(POST \/v1\/images\)/],
    ['/v1/messages', '{', anthropic, 400, /not valid JSON/],
    ['/v1/messages', '{"model":"claude-sonnet-5"}', anthropic, 400, /^messages: Field required$/],
    ['/v1/messages', body({ model: 'claude-sonnet-5' }), anthropic, 400, /^max_tokens: Field required$/],
    ['/v1/messages', body({ model: 'gpt-5', max_tokens: 5 }), anthropic, 404, /^model: gpt-5$/],
    ['/v1/messages/batches', '{}', anthropic, 404, /Not Found/],
  ];
  for (const [path, text, headers, status, message] of cases) {
    const response = await post(path, text, headers);
    assert.equal(response.status, status, `${path} ${text}`);
    assert.match((await response.json()).error.message, message);
    assert.equal([...response.headers.keys()].filter((name) => name.includes('ratelimit')).length, 0);
  }
});

test('a body beyond 4 MB is refused, one just below is not', async () => {
  const filled = (size: number) => {
    const frame = body({ messages: [{ role: 'user', content: '' }] });
    return frame.replace('"content":""', `"content":"${' '.repeat(size - frame.length)}"`);
  };
  const small = await post('/v1/chat/completions', filled(4 * 1024 * 1024));
  assert.equal(small.status, 429);
  assert.match((await small.json()).error.message, /^Request too large/);
  const large = await post('/v1/chat/completions', filled(4 * 1024 * 1024 + 1));
  assert.equal(large.status, 413);
  assert.match((await large.json()).error.message, /larger than 4194304 bytes/);
});

test('nothing that is sent can end it', async () => {
  const host = new URL(simulator.origin).host;
  const odd = fc.oneof(
    fc.json(),
    fc.string(),
    fc
      .record(
        {
          model: fc.oneof(
            fc.constantFrom('gpt-5', 'claude-opus-5', 'text-embedding-3-small', '__proto__'),
            fc.anything(),
          ),
          messages: fc.anything(),
          input: fc.anything(),
          max_tokens: fc.anything(),
          stream: fc.anything(),
          system: fc.anything(),
          tools: fc.anything(),
        },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? String(part) : part)) ?? ''),
  );
  const paths = [
    '/v1/chat/completions',
    '/v1/responses',
    '/v1/embeddings',
    '/v1/messages',
    '/v1/messages/count_tokens',
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), odd, async (path, text) => {
      const key = path.includes('messages') ? 'sk-ant-simulator' : 'sk-simulator';
      const response = await post(path, text, { authorization: `Bearer ${key}` });
      await response.text();
      assert.ok([200, 400, 404, 413, 429].includes(response.status), `${response.status}`);
      clock.advance(10_000);
    }),
    { numRuns: 150 },
  );
  const raw = ['\0\0\0\r\n\r\n', 'GET // HTTP/1.1', 'GET /%E0%A4%A HTTP/1.1', 'CONNECT a:1 HTTP/1.1', 'PRI * HTTP/2.0'];
  for (const line of raw) await rawStatus(`${line}\r\nHost: ${host}\r\nAuthorization: Bearer sk-simulator\r\n\r\n`);
  await rawStatus(`GET /v1/models HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
  assert.equal((await post('/v1/chat/completions', body())).status, 200);
});
