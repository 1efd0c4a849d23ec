import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { suite, test } from 'node:test';
import { get, sendRaw, stage } from './gatewayStage.ts';

const turned = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xff));

suite('other protocols', () => {
  test('a WebSocket is a pipe: heads, what is sent along with them, bytes both ways, and its end', async () => {
    await using one = await stage(() => {});
    one.server.on('upgrade', (incoming, socket, head) => {
      socket.write(
        `HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-Key: ${incoming.headers['sec-websocket-key']}\r\n\r\nhello`,
      );
      assert.equal(head.length, 0);
      socket.on('data', (chunk: Buffer) => socket.write(turned(chunk)));
      socket.on('end', () => socket.end('bye'));
    });
    const socket = connect({ port: one.port, host: '127.0.0.1', allowHalfOpen: true });
    const head = ['Connection: keep-alive, Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: k', '', 'first'];
    socket.write([`GET /${one.secret}/v1/realtime HTTP/1.1`, `Host: 127.0.0.1:${one.port}`, ...head].join('\r\n'));
    const heard: Buffer[] = [];
    const answered = Promise.withResolvers<void>();
    socket.on('data', (chunk) => {
      heard.push(chunk);
      if (Buffer.concat(heard).includes('hello')) answered.resolve();
    });
    await answered.promise;
    const sent = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 256));
    socket.end(sent);
    await once(socket, 'close');
    const text = Buffer.concat(heard);
    const at = text.indexOf('hello') + 5;
    assert.equal(
      text.subarray(0, at).toString(),
      'HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-Key: k\r\n\r\nhello',
    );
    assert.ok(
      text
        .subarray(at)
        .equals(Buffer.concat([turned(Buffer.concat([Buffer.from('first'), sent])), Buffer.from('bye')])),
    );
    assert.equal(one.arrived.length, 0);
  });

  test('a provider that takes none answers as it likes', async () => {
    await using one = await stage((_, response) => response.writeHead(426, { 'x-why': 'no' }).end('not here'));
    const answer = await get(one, 'GET', 'Upgrade: websocket', 'Connection: Upgrade');
    assert.match(answer, /^HTTP\/1\.1 426 Upgrade Required\r\nx-why: no\r\n/);
    assert.match(answer, /not here/);
  });

  test('a provider that takes none may answer at length', { timeout: 5_000 }, async () => {
    await using one = await stage((_, response) => response.writeHead(403).end('x'.repeat(1_000_000)));
    const out = request(one.url('/v1'), { headers: { connection: 'Upgrade', upgrade: 'websocket' } }).end();
    const [response] = await once(out, 'response');
    assert.equal((await text(response)).length, 1_000_000);
  });

  test('a WebSocket behind a request that is not answered yet ends the connection', async () => {
    await using one = await stage(() => {});
    const host = `Host: 127.0.0.1:${one.port}`;
    const upgrade = ['GET / HTTP/1.1', host, 'Connection: Upgrade', 'Upgrade: websocket', '', ''];
    const text = [`GET /${one.secret}/v1/models HTTP/1.1`, host, '', ...upgrade].join('\r\n');
    assert.equal(await sendRaw(one.port, text), '');
  });

  test('Responses over a WebSocket, which nobody could read or hold, are sent back to HTTP by the gateway itself', async () => {
    await using one = await stage((_, response) => response.end('seen'));
    let upgrades = 0;
    one.server.on('upgrade', (_, socket) => socket.end(`HTTP/1.1 101 Yes\r\nNumber: ${++upgrades}\r\n\r\n`));
    for (const path of ['/v1/responses', '/v1/responses/', '/backend-api/codex/responses?a=b']) {
      const out = request(one.url(path), { headers: { connection: 'Upgrade', upgrade: 'websocket' } }).end();
      const [response] = await once(out, 'response');
      assert.deepEqual([response.statusCode, upgrades], [426, 0]);
      assert.match(await text(response), /keygauge_http_only/);
    }
    assert.equal(await (await fetch(one.url('/v1/responses'), { method: 'POST', body: '{}' })).text(), 'seen');
  });

  test('either end that breaks off ends the other', async () => {
    for (const who of ['client', 'provider']) {
      await using one = await stage(() => {});
      const upstream = Promise.withResolvers<import('node:stream').Duplex>();
      one.server.on('upgrade', (_, socket) => {
        socket.on('error', () => {});
        socket.write('HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
        upstream.resolve(socket);
      });
      const out = request(one.url('/v1'), { headers: { connection: 'Upgrade', upgrade: 'websocket' } }).end();
      const [, socket] = await once(out, 'upgrade');
      socket.on('error', () => {});
      const [ending, other] = who === 'client' ? [socket, await upstream.promise] : [await upstream.promise, socket];
      const gone = Promise.race([once(other, 'end'), once(other, 'close')]);
      other.resume();
      ending.resetAndDestroy();
      await gone;
      other.destroy();
    }
  });
});
