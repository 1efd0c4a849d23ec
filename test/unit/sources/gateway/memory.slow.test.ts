import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { drained } from './randomExchanges.ts';

const megabyte = 1024 * 1024;
const whole = 100 * megabyte;
/** What buffers of sockets and the collector's leisure take; the bodies are three times as large. */
const most = 32 * megabyte;
/** What the system's buffers on both ways may hold, for which no process pays. */
const onTheWay = (whole * 3) / 4;

/** A gateway in a process of its own, before this provider. */
async function gatewayBefore(port: number) {
  const child = fork(join(import.meta.dirname, 'gatewayProcess.ts'), [`http://127.0.0.1:${port}`], {
    execArgv: ['--expose-gc'],
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const memory = async () => {
    child.send('memory');
    const [{ rss }] = (await once(child, 'message')) as [{ rss: number }];
    return rss;
  };
  return { url, memory, [Symbol.dispose]: () => void child.kill() };
}

async function provider(act: RequestListener) {
  const server = createServer(act);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const end = () => {
    server.closeAllConnections();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, [Symbol.dispose]: end };
}

suite('100 MB take no memory', () => {
  test('of an answer whose reader rests, and the provider rests as well', async () => {
    let sent = 0;
    using there = await provider(async (incoming: IncomingMessage, response: ServerResponse) => {
      incoming.resume();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const event = Buffer.from(`data: ${'x'.repeat(65_000)}\n\n`);
      for (sent = 0; sent < whole && !response.destroyed; sent += event.length) {
        response.write(event);
        await drained(response);
      }
      response.end();
    });
    using gateway = await gatewayBefore(there.port);
    const { hostname, port, pathname } = new URL(gateway.url);
    const before = await gateway.memory();
    const socket = connect(Number(port), hostname);
    socket.write(`POST ${pathname}/v1/responses HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: 2\r\n\r\n{}`);
    await once(socket, 'readable');
    let seen = -1;
    while (seen !== sent) {
      seen = sent;
      await sleep(200);
    }
    assert.ok(seen < onTheWay, `${seen} bytes were taken for a reader who rests`);
    assert.ok((await gateway.memory()) - before < most);
    let read = 0;
    let highest = 0;
    for await (const chunk of socket) {
      if (Math.floor((read + chunk.length) / (10 * megabyte)) > Math.floor(read / (10 * megabyte))) {
        highest = Math.max(highest, await gateway.memory());
      }
      read += chunk.length;
      if (read > whole) break;
    }
    assert.ok(read > whole);
    assert.ok(highest - before < most, `${(highest - before) / megabyte} MB`);
  });

  test('of a body whose taker rests', async () => {
    let resumed = false;
    let taken = 0;
    using there = await provider(async (incoming: IncomingMessage, response: ServerResponse) => {
      await sleep(500);
      resumed = true;
      for await (const chunk of incoming) taken += chunk.length;
      response.end('{}');
    });
    using gateway = await gatewayBefore(there.port);
    // What the first bodies take stays with the process.
    const warm = { method: 'POST', body: Buffer.alloc(20 * megabyte) };
    await (await fetch(`${gateway.url}/v1/responses`, warm)).text();
    const before = await gateway.memory();
    [resumed, taken] = [false, 0];
    const out = request(`${gateway.url}/v1/responses`, { method: 'POST', headers: { 'content-length': whole } });
    const answered = once(out, 'response');
    let sentBeforeRest = 0;
    for (let sent = 0; sent < whole; sent += megabyte) {
      if (!resumed) sentBeforeRest = sent;
      if (!out.write(Buffer.alloc(megabyte, '{"a":"'))) await once(out, 'drain');
    }
    out.end();
    const [answer] = await answered;
    assert.equal(answer.statusCode, 200);
    assert.equal(taken, whole);
    assert.ok(sentBeforeRest < onTheWay, `${sentBeforeRest} bytes were taken before anybody wanted them`);
    const grown = (await gateway.memory()) - before;
    assert.ok(grown < most, `${grown / megabyte} MB`);
    answer.resume();
  });
});
