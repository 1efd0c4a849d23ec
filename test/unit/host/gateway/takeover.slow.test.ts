import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../../../src/base/clock.ts';
import { openToolConnections } from '../../../../src/host/gateway/toolConnections.ts';
import { until } from '../../../support/until.ts';
import { temporarySystem } from '../../bus/temporarySystem.ts';
import { WindowProcess } from '../../bus/windowProcesses.ts';

/** Signals that stop and kill are those of Unix. */
const skip = process.platform === 'win32';
const script = join(import.meta.dirname, 'gatewayWindow.ts');

interface Scene {
  readonly windows: readonly WindowProcess[];
  readonly address: string;
  readonly port: number;
  /** The window whose gateway answers. */
  live(): WindowProcess | undefined;
}

/** Windows with a gateway, a provider that tells a word every 20 ms for ever, and a tool that is connected. */
async function within(act: (scene: Scene) => Promise<void>): Promise<void> {
  await using system = await temporarySystem();
  const parts = { folder: join(system.home, 'state'), clock: systemClock(), wall: Date.now, random: Math.random };
  const connections = await openToolConnections({ ...parts, warn: console.error });
  const provider = createServer((request, response) => {
    if (request.url !== '/stream') return void response.end('whole');
    const timer = setInterval(() => response.write('word '), 20);
    response.once('close', () => clearInterval(timer));
  });
  provider.listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const upstream = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const connection = await connections.connect('some-tool', 'openai', upstream);
  const [address, port] = [connections.addressOf(connection) ?? '', connections.port ?? 0];
  const windows = Array.from({ length: 3 }, () => new WindowProcess(system.home, script));
  const live = () => windows.find(({ seat }) => seat === 'leader live');
  try {
    await until(() => live() !== undefined && windows.every(({ seat }) => /^(leader|follower)/.test(seat)));
    await act({ windows, address, port, live });
  } finally {
    for (const window of windows) window.send('SIGKILL');
    connections.dispose();
    provider.closeAllConnections();
    provider.close();
  }
}

async function answerOf(address: string): Promise<string> {
  const response = await fetch(`${address}/v1/models`);
  return response.text();
}

/** Milliseconds until a tool that tries again is answered. */
async function answeredAfter(address: string): Promise<number> {
  const from = performance.now();
  while (performance.now() - from < 20_000) {
    const text = await answerOf(address).catch(() => null);
    if (text === 'whole') return performance.now() - from;
    await pause(10);
  }
  return assert.fail('nobody has answered');
}

async function streamFrom(address: string): Promise<IncomingMessage> {
  const [answer] = (await once(get(`${address}/stream`), 'response')) as [IncomingMessage];
  await once(answer, 'data');
  return answer;
}

suite('the gateway of several windows', { skip }, () => {
  test('the leader is killed in the middle of a stream: that breaks, and the same address answers at once', async (context) => {
    await within(async ({ windows, address, live }) => {
      for (let kills = 0; kills < 2; kills++) {
        const stream = await streamFrom(address);
        const leader = live();
        const broken = once(stream, 'error');
        leader?.send('SIGKILL');
        const took = await answeredAfter(address);
        const [error] = await broken;
        assert.equal(error.code, 'ECONNRESET');
        assert.equal(stream.complete, false);
        context.diagnostic(`answered again after ${Math.round(took)} ms`);
        // What it said last stays.
        if (leader) leader.seat = 'gone';
        await until(() => windows.some((window) => window !== leader && window.seat === 'leader live'));
      }
    });
  });

  test('the leader is suspended: it keeps the port, which is said, and lets it go as soon as it goes on', async () => {
    await within(async ({ windows, address, live }) => {
      const first = live();
      first?.send('SIGSTOP');
      const isOther = (window: WindowProcess) => window !== first;
      await until(() => windows.some((window) => isOther(window) && window.seat === 'leader no-port'));
      first?.send('SIGCONT');
      await until(() => windows.some((window) => isOther(window) && window.seat === 'leader live'));
      assert.equal(first?.seat.split(' ')[0], 'follower');
      assert.equal(await answerOf(address), 'whole');
    });
  });

  test('somebody else takes the port in between: it is said, and taken back when that one goes', async () => {
    await within(async ({ windows, address, port }) => {
      for (const window of windows) window.send('SIGSTOP');
      const blocking = createSocketServer((socket) => socket.destroy());
      for (const window of windows) window.send('SIGKILL');
      const listen = () =>
        new Promise<boolean>((resolve) => {
          blocking.once('error', () => resolve(false));
          blocking.listen(port, '127.0.0.1', () => resolve(true));
        });
      while (!(await listen())) await pause(10);
      const home = windows[0]?.home ?? '';
      const late = new WindowProcess(home, script);
      try {
        await until(() => late.seat === 'leader no-port');
        blocking.close();
        await until(() => late.seat === 'leader live');
        assert.equal(await answerOf(address), 'whole');
      } finally {
        late.send('SIGKILL');
      }
    });
  });
});
