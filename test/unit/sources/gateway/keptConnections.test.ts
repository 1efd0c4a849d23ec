import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { systemClock } from '../../../../src/base/clock.ts';
import { bytesOf, stage } from './gatewayStage.ts';
import { socketServer } from './socketServer.ts';

suite('connections that are kept', () => {
  const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

  test('are used again', async () => {
    using there = await socketServer((socket) => void socket.on('data', () => socket.write(answer)));
    await using one = await stage(() => {}, { upstream: there.upstream });
    for (let times = 0; times < 5; times++) assert.equal(await (await fetch(one.url('/v1'))).text(), 'ok');
    assert.equal(there.connections(), 1);
  });

  test('one that has died meanwhile is noticed by the next request, which goes out once more, with its body', async () => {
    const bodies: string[] = [];
    using there = await socketServer((socket, connection) => {
      socket.on('data', (chunk) => {
        bodies.push(chunk.toString().split('\r\n\r\n')[1] ?? '');
        // The first connection takes one request and dies of the second.
        if (connection === 1 && bodies.length === 2) socket.destroy();
        else socket.write(answer);
      });
    });
    await using one = await stage(() => {}, { upstream: there.upstream });
    const post = async (body: string) =>
      (await fetch(one.url('/v1/chat/completions'), { method: 'POST', body })).text();
    assert.equal(await post('first'), 'ok');
    assert.equal(await post('second'), 'ok');
    assert.deepEqual(bodies, ['first', 'second', 'second']);
    assert.equal(there.connections(), 2);
  });

  test('one that may have died takes nothing that could not go out once more', async () => {
    using there = await socketServer((socket, connection) => {
      let requests = 0;
      socket.on('data', (chunk) => {
        if (chunk.includes('HTTP/1.1')) requests++;
        if (connection === 1 && requests === 2) socket.resetAndDestroy();
        else if (connection === 1 || chunk.includes('end')) socket.write(answer);
      });
    });
    await using one = await stage(() => {}, { upstream: there.upstream });
    await (await fetch(one.url('/v1'))).text();
    const body = `${'x'.repeat(9_000_000)}end`;
    const response = await fetch(one.url('/v1/chat/completions'), { method: 'POST', body });
    assert.equal(await response.text(), 'ok');
    assert.equal(there.connections(), 2);
  });

  test('are used by long prompts as well, which go out once more where one has died', async () => {
    const ports = new Set<number | undefined>();
    let [dies, bytes] = [false, 0];
    await using one = await stage(async (incoming, response) => {
      ports.add(incoming.socket.remotePort);
      bytes = (await bytesOf(incoming)).length;
      if (dies) incoming.socket.resetAndDestroy();
      else response.end('ok');
      dies = false;
    });
    const body = JSON.stringify({ model: 'gpt-5', messages: ['x'.repeat(1_000_000)] });
    const post = async () => (await fetch(one.url('/v1/responses'), { method: 'POST', body })).text();
    for (let times = 0; times < 3; times++) assert.equal(await post(), 'ok');
    assert.equal(ports.size, 1);
    dies = true;
    assert.equal(await post(), 'ok');
    assert.deepEqual([ports.size, bytes], [2, body.length]);
  });

  test('nothing goes out again that was answered in part, whose body is gone, or on a new connection', async () => {
    const large = Buffer.alloc(9_000_000, 'x');
    const cases = [
      ['a part of an answer', Buffer.from('x'), 'HTTP/1.1 20'],
      ['a body beyond what is held', large, ''],
    ] as const;
    for (const [name, body, said] of cases) {
      let requests = 0;
      using there = await socketServer((socket) => {
        let isNew = true;
        socket.on('data', (chunk) => {
          if (chunk.includes('HTTP/1.1')) requests++;
          if (isNew) socket.write(answer);
          else if (said) socket.end(said);
          else if (!chunk.includes('HTTP/1.1')) socket.resetAndDestroy();
          isNew = false;
        });
      });
      await using one = await stage(() => {}, { upstream: there.upstream });
      await (await fetch(one.url('/v1'))).text();
      const response = await fetch(one.url('/v1/chat/completions'), { method: 'POST', body });
      assert.equal(response.status, 502, name);
      assert.equal(requests, 2, name);
    }
    let tries = 0;
    using dying = await socketServer((socket) => void socket.once('data', () => ++tries && socket.destroy()));
    await using one = await stage(() => {}, { upstream: dying.upstream });
    assert.equal((await fetch(one.url('/v1'))).status, 502);
    assert.equal(tries, 1);
  });

  test('those idle for a minute, also in sleep, are not used again', async () => {
    let now = 1000;
    const clock = { ...systemClock(), now: () => now };
    using there = await socketServer((socket) => void socket.on('data', () => socket.write(answer)));
    await using one = await stage(() => {}, { upstream: there.upstream, parts: { clock } });
    for (const [at, connections] of [
      [1_000, 1],
      [40_000, 1],
      [80_000, 1],
      [140_000, 2],
    ] as const) {
      now = at;
      assert.equal(await (await fetch(one.url('/v1'))).text(), 'ok');
      assert.equal(there.connections(), connections, String(at));
    }
  });
});
