import assert from 'node:assert/strict';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Channel } from '../../../src/bus/channel.ts';
import { sockets } from '../../../src/bus/socketNetwork.ts';
import { until } from '../../support/until.ts';
import { temporarySystem } from './temporarySystem.ts';

/** An address of its own, listened at; `met` are those who came. */
async function listening() {
  const system = await temporarySystem();
  const address =
    process.platform === 'win32' ? `\\\\.\\pipe\\${system.home.split('\\').at(-1)}` : join(system.home, 's');
  const met: Channel[] = [];
  const lines: string[] = [];
  const listener = await sockets.listen(address, (channel) => {
    met.push(channel);
    channel.onDidReceive((line) => lines.push(line));
  });
  return {
    address,
    met,
    lines,
    listener,
    [Symbol.asyncDispose]: async () => {
      for (const channel of met) channel.dispose();
      listener?.dispose();
      await system[Symbol.asyncDispose]();
    },
  };
}

test('lines arrive whole and in their order, however they were cut on the way', async () => {
  await using there = await listening();
  const socket = createConnection(there.address);
  const text = ['{"a":"äöü€🙂"}', '', 'x'.repeat(100_000)].join('\n');
  for (const byte of [Buffer.from(`${text.slice(0, 20)}`), Buffer.from(`${text.slice(20)}\n`)]) {
    for (let at = 0; at < Math.min(3, byte.length); at++) socket.write(byte.subarray(at, at + 1));
    socket.write(byte.subarray(Math.min(3, byte.length)));
  }
  await until(() => there.lines.length === 3);
  assert.equal(there.lines.join('\n'), text);
  socket.destroy();
});

test('an address is held by one, and is free once that one is gone', async () => {
  await using there = await listening();
  assert.ok(there.listener);
  assert.equal(await sockets.listen(there.address, () => {}), null);
  const near = await sockets.connect(there.address);
  assert.ok(near);
  near.dispose();
  there.listener.dispose();
  await until(() => true);
  assert.equal(await sockets.connect(there.address), null);
});

test('an end that sends without an end of line, or does not read, loses its connection and no more', async () => {
  await using there = await listening();
  const endless = createConnection(there.address);
  endless.on('error', () => {});
  let isClosed = false;
  endless.on('close', () => {
    isClosed = true;
  });
  const chunk = Buffer.alloc(1024 * 1024, 'a');
  for (let megabytes = 0; megabytes < 6; megabytes++) endless.write(chunk);
  await until(() => isClosed);
  assert.deepEqual(there.lines, []);

  const deaf = createConnection(there.address).pause();
  deaf.on('error', () => {});
  await until(() => there.met.length === 2);
  let isOver = false;
  there.met[1]?.onDidClose(() => {
    isOver = true;
  });
  for (let line = 0; line < 12 && !isOver; line++) there.met[1]?.send('a'.repeat(1024 * 1024));
  await until(() => isOver);
  deaf.destroy();
});

test('nobody at an address is told from a system that refuses', async () => {
  await using there = await listening();
  assert.equal(await sockets.connect(`${there.address}-none`), null);
  const server = createServer().listen(0, '127.0.0.1');
  await until(() => server.listening);
  if (process.platform !== 'win32') await assert.rejects(sockets.listen(join(there.address, 'in-a-file'), () => {}));
  server.close();
});
