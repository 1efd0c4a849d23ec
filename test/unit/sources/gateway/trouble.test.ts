import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { suite, test } from 'node:test';
import { usualDeadlines } from '../../../../src/sources/gateway/sending.ts';
import { selfSigned } from '../../../support/certificate.ts';
import { until } from '../../../support/until.ts';
import { DrivenClock } from '../../engine/drivenClock.ts';
import { bytesOf, type StageOptions, stage } from './gatewayStage.ts';
import { socketServer } from './socketServer.ts';

const key = 'sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e';
const prompt = 'a prompt that nobody may repeat';

/** Asks, and gives status and error; sees to it that neither key, prompt nor secret are in what comes back. */
async function refused(options: StageOptions, answer: Parameters<typeof stage>[0] = () => {}) {
  await using one = await stage(answer, options);
  const response = await fetch(one.url('/v1/chat/completions?q=hidden'), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ model: 'gpt-5', messages: [prompt] }),
  });
  const text = await response.text();
  for (const hidden of [key, prompt, one.secret, 'hidden']) assert.ok(!text.includes(hidden), text);
  const body = JSON.parse(text);
  assert.equal(body.type, 'error', 'as clients of Anthropic read it');
  assert.match(body.error.message, /^Keygauge's gateway: /);
  assert.equal(response.headers.get('content-type'), 'application/json');
  await until(() => one.ends.length === 1);
  const left = one.observed.filter(({ kind }) => kind === 'request').length;
  return { status: response.status, left, ...body.error };
}

const short = { connection: 5_000, head: 5_000, silence: 5_000, body: 5_000 };

suite('a provider that cannot be reached is told of as an error, at once', () => {
  test('nobody listens', async () => {
    const there = await socketServer(() => {});
    there[Symbol.dispose]();
    const { status, code, message, left } = await refused({ upstream: there.upstream });
    assert.deepEqual([status, code, left], [502, 'keygauge_upstream_unreachable', 0]);
    assert.match(message, /127\.0\.0\.1:\d+ could not be reached \(ECONNREFUSED\)\.$/);
  });

  test('no such name', async () => {
    const { status, message, left } = await refused({ upstream: 'http://nothing.invalid' });
    assert.deepEqual([status, left], [502, 0], 'it takes nothing of a limit');
    assert.match(message, /the name nothing\.invalid could not be resolved \(E\w+\)/);
  });

  test('a certificate that nobody vouches for', async () => {
    const { status, message, left } = await refused({ certificate: selfSigned('localhost') });
    assert.deepEqual([status, left], [502, 0]);
    assert.match(message, /no secure connection to .* could be made \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
  });

  test('an answer that is no HTTP, and one that never was asked for', async () => {
    for (const [bytes, words] of [
      ['SSH-2.0\r\n\r\n', /no HTTP/],
      ['HTTP/1.1 101 Yes\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n', /no HTTP/],
      ['', /ended the connection/],
    ] as const) {
      using there = await socketServer((socket) => void socket.once('data', () => socket.end(bytes)));
      const { status, message } = await refused({ upstream: there.upstream });
      assert.equal(status, 502);
      assert.match(message, words);
    }
  });

  test('no connection, no answer in time', async () => {
    using there = await socketServer(() => {});
    for (const deadlines of [{ ...short, head: 50 }]) {
      const { status, code } = await refused({ upstream: there.upstream, parts: { deadlines } });
      assert.deepEqual([status, code], [504, 'keygauge_upstream_timeout']);
    }
    const secure = there.upstream.replace('http', 'https');
    const { status } = await refused({ upstream: secure, parts: { deadlines: { ...short, connection: 50 } } });
    assert.equal(status, 504, 'where nobody answers to TLS');
  });

  test('no answer in time on a connection that was kept', async () => {
    const clock = new DrivenClock();
    let asked = 0;
    await using one = await stage((_, response) => void (++asked === 1 && response.end('ok')), {
      parts: { clock, deadlines: { ...short, head: 100 } },
    });
    assert.equal(await (await fetch(one.url('/v1/models'))).text(), 'ok');
    const second = fetch(one.url('/v1/models'));
    await until(() => asked === 2);
    await clock.pass(0.1);
    assert.equal((await second).status, 504);
  });

  test('a stream that falls silent is broken off, one that goes on is not', async () => {
    const clock = new DrivenClock();
    const streams: ServerResponse[] = [];
    await using one = await stage(
      (_, response) => {
        response.write('.');
        streams.push(response);
      },
      { parts: { clock, deadlines: { ...short, silence: 100 } } },
    );
    const open = async () => {
      const reader = (await fetch(one.url('/v1'))).body?.getReader();
      assert.equal(`${await reader?.read().then(({ value }) => value)}`, '46');
      return reader;
    };
    const lively = await open();
    for (let times = 0; times < 5; times++) {
      await clock.pass(0.09);
      streams[0]?.write('.');
      assert.equal(`${(await lively?.read())?.value}`, '46');
    }
    streams[0]?.end();
    assert.equal((await lively?.read())?.done, true);
    const silent = await open();
    await clock.pass(0.1);
    await assert.rejects(async () => silent?.read());
  });
});

test('a 65th request to one provider waits for its turn, and for nothing else', async () => {
  const answers: (() => void)[] = [];
  const clock = new DrivenClock();
  const parts = { clock, deadlines: { connection: 300, head: 60_000, silence: 60_000, body: 60_000 } };
  await using one = await stage((_, response) => void answers.push(() => response.end('ok')), { parts });
  const asked = Array.from({ length: 66 }, async () => (await fetch(one.url('/v1/models'))).text());
  await until(() => answers.length === 64);
  // Longer than a connection may take.
  await clock.pass(0.6);
  assert.equal(answers.length, 64);
  answers.shift()?.();
  await until(() => answers.length === 64);
  for (let left = 65; left > 0; left--) {
    await until(() => answers.length > 0);
    answers.shift()?.();
  }
  assert.deepEqual(new Set(await Promise.all(asked)), new Set(['ok']));
});

suite('the gateway’s own port', () => {
  test('taken by somebody else: it says so, and nothing is left open', async () => {
    await using one = await stage(() => {});
    await using other = await stage(() => {});
    await other.gateway.close();
    await assert.rejects(other.gateway.listen(one.port), { code: 'EADDRINUSE' });
    const free = await other.gateway.listen(other.port);
    assert.equal(free, other.port, 'the one that was given');
  });

  test('closing ends what is under way, and frees the port at once', async () => {
    await using one = await stage((_, response) => void response.write('x'));
    const response = await fetch(one.url('/v1'));
    one.server.once('upgrade', (_, socket) => {
      socket.on('end', () => socket.end()).resume();
      socket.write('HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    });
    const upgrade = request(one.url('/v1'), { headers: { connection: 'Upgrade', upgrade: 'websocket' } }).end();
    const [, socket] = await once(upgrade, 'upgrade');
    const ended = once(socket.resume(), 'close');
    await one.gateway.close();
    await assert.rejects(response.text());
    await ended;
    assert.equal(await one.gateway.listen(one.port), one.port);
  });
});

suite('slow clients', () => {
  test('a body that dribbles takes no connection to the provider until it is there; one in chunks is not kept waiting', async () => {
    await using one = await stage(async (incoming, response) => {
      for await (const chunk of incoming) response.write(chunk);
      response.end();
    });
    const slow = request(one.url('/v1/responses'), { method: 'POST', headers: { 'content-length': 2 } });
    slow.write('{');
    const open = request(one.url('/v1/responses'), { method: 'POST' });
    const opened = once(open, 'response');
    open.write('{');
    const [answer] = await opened;
    assert.equal(String((await once(answer, 'data'))[0]), '{', 'it is answered before its end');
    assert.equal(one.arrived.length, 1);
    open.end('}');
    slow.end('}');
    const [slowAnswer] = await once(slow, 'response');
    assert.equal(String((await once(slowAnswer, 'data'))[0]), '{}');
  });

  test('a body may take an hour while it goes on, or while nobody takes it; one that falls silent is broken off', async () => {
    const clock = new DrivenClock();
    let taken = Promise.resolve();
    const deadlines = { ...usualDeadlines, connection: 3_600_000 };
    await using one = await stage(
      async (incoming, response) => {
        await taken;
        response.end(`${(await bytesOf(incoming)).length}`);
      },
      { parts: { clock, deadlines } },
    );
    for (const path of ['/v1/responses', '/v1/files']) {
      const upload = (length: number) => {
        const out = request(one.url(path), { method: 'POST', headers: { 'content-length': length } });
        return { out, answered: once(out, 'response') as Promise<[IncomingMessage]> };
      };
      const slow = upload(15);
      for (let times = 0; times < 15; times++) {
        slow.out.write('x');
        await new Promise((done) => setTimeout(done, 5));
        if (times < 14) await clock.pass(240);
      }
      const [answer] = await slow.answered;
      assert.equal((await bytesOf(answer)).toString(), '15', path);
      const { promise, resolve } = Promise.withResolvers<void>();
      taken = promise;
      const waiting = upload(20_000_000);
      waiting.out.end(Buffer.alloc(20_000_000));
      await until(() => one.arrived.length % 2 === 0);
      await new Promise((done) => setTimeout(done, 50));
      await clock.pass(14 * 60);
      resolve();
      assert.equal((await bytesOf((await waiting.answered)[0])).toString(), '20000000', path);
      const silent = upload(60);
      silent.out.write('x');
      const broken = assert.rejects(silent.answered, { code: 'ECONNRESET' });
      await until(() => clock.pending > 0);
      await clock.pass(301);
      await broken;
      await until(() => clock.pending === 0);
    }
  });
});
