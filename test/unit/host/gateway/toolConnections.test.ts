import assert from 'node:assert/strict';
import { once } from 'node:events';
import * as disk from 'node:fs/promises';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { systemClock } from '../../../../src/base/clock.ts';
import { openToolConnections, ToolConnections } from '../../../../src/host/gateway/toolConnections.ts';
import type { RevisionFiles } from '../../../../src/state/revisionFile.ts';
import { until } from '../../../support/until.ts';
import { withFolder } from '../../state/folder.ts';

const upstream = 'https://api.openai.com/v1';

/** Two windows that share a folder. */
async function withWindows(run: (one: ToolConnections, other: ToolConnections, folder: string) => Promise<void>) {
  await withFolder(async (folder) => {
    const open = (random = Math.random) =>
      openToolConnections({ folder, clock: systemClock(), wall: () => 1_000, random, warn: () => {} });
    const [one, other] = [await open(), await open()];
    await run(one, other, folder).finally(() => {
      one.dispose();
      other.dispose();
    });
  });
}

suite('tools that are given an address of the gateway', () => {
  test('have one port for all, a secret each, and are known to every window at once', async () => {
    await withWindows(async (one, other) => {
      assert.deepEqual([one.port, one.all], [null, []]);
      const codex = await one.connect('codex', 'openai', upstream);
      const claude = await other.connect('claude-code', 'anthropic', 'https://api.anthropic.com');
      await until(() => one.all.length === 2 && other.all.length === 2);
      assert.equal(one.port, other.port);
      assert.notEqual(codex.secret, claude.secret);
      assert.equal(other.addressOf(codex), `http://127.0.0.1:${one.port}/${codex.secret}`);
      assert.deepEqual([codex.since, codex.upstream], [1_000, upstream]);
      await other.disconnect('codex');
      await until(() => one.all.length === 1);
      assert.deepEqual(one.all, [claude]);
    });
  });

  test('are known to a window that looks, though nothing has told it yet', async () => {
    await withWindows(async (one, other) => {
      const codex = await one.connect('codex', 'openai', upstream);
      await other.look();
      assert.deepEqual(other.all, [codex]);
    });
  });

  test('are looked for again though somebody who was told of them has failed', async () => {
    await withWindows(async (one, other) => {
      other.onDidChange(() => {
        throw new Error('a fault');
      });
      await one.connect('codex', 'openai', upstream);
      await other.look();
      const claude = await one.connect('claude-code', 'anthropic', 'https://api.anthropic.com');
      await other.look();
      assert.deepEqual(other.all.at(-1), claude);
    });
  });

  test('keep their secret when they are connected again, unless what is sent would go elsewhere', async () => {
    await withWindows(async (one, other) => {
      const first = await one.connect('codex', 'openai', upstream);
      assert.deepEqual(await one.connect('codex', 'openai', upstream), first);
      const near = await one.connect('codex', 'openai', `${new URL(upstream).origin}/another`);
      assert.equal(near.secret, first.secret);
      const moved = await one.connect('codex', 'openai', 'https://proxy.example/openai');
      assert.equal(moved.upstream, 'https://proxy.example/openai');
      assert.notEqual(moved.secret, first.secret);
      const second = await one.connect('codex', 'azure-openai', upstream);
      assert.notEqual(second.secret, first.secret);
      await until(() => other.all.length === 2);
    });
  });

  test('go nowhere that is no place, nor round in a circle', async () => {
    await withWindows(async (one) => {
      const port = await one.choosePort();
      for (const wrong of ['', 'ftp://a', 'https://user:word@a', 'https://a/?key=1', `http://localhost:${port}/x`])
        await assert.rejects(one.connect('codex', 'openai', wrong), TypeError, wrong);
      assert.deepEqual(one.all, []);
    });
  });

  test('are lost neither with a damaged file nor with one that says nonsense', async () => {
    await withWindows(async (one, other, folder) => {
      await one.connect('codex', 'openai', upstream);
      await one.connect('aider', 'openai', upstream);
      const place = join(folder, 'gateway');
      const newest = (await readdir(place)).sort().at(-1) ?? '';
      await writeFile(join(place, newest), (await readFile(join(place, newest))).subarray(0, 100));
      await until(() => other.all.length === 1);
      assert.equal((await readdir(place)).filter((name) => name.includes('damaged')).length, 1);
    });
  });
});

test('another port is one for all windows, and tools keep their secrets', async () => {
  await withWindows(async (one, other) => {
    const { secret } = await one.connect('codex', 'openai', upstream);
    const before = one.port;
    await other.chooseAnotherPort();
    await until(() => one.port !== before);
    assert.equal(one.port, other.port);
    assert.deepEqual(
      one.all.map((connection) => connection.secret),
      [secret],
    );
  });
});

test('the address of the status is one for all windows and stays, until another port is chosen', async () => {
  await withWindows(async (one, other, folder) => {
    await Promise.all([one.choosePort(), other.choosePort()]);
    const { statusAddress } = one;
    assert.match(statusAddress ?? '', new RegExp(`^http://127\\.0\\.0\\.1:${one.port}/[\\w-]{22}$`));
    assert.equal(other.statusAddress, statusAddress);
    await one.connect('codex', 'openai', upstream);
    const later = await openToolConnections({
      folder,
      clock: systemClock(),
      wall: () => 0,
      random: Math.random,
      warn: () => {},
    });
    assert.equal(later.statusAddress, statusAddress);
    later.dispose();
    const { statusSecret } = one;
    await one.chooseAnotherPort();
    assert.notEqual(one.statusSecret, statusSecret);
  });
});

test('with a full disk nothing is connected, what was kept stays, and the gateway has a port all the same', async () => {
  await withFolder(async (folder) => {
    const parts = { folder, clock: systemClock(), wall: () => 0, random: Math.random, warn: () => {} };
    const full = { ...disk, open: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) };
    const first = await ToolConnections.open({ ...parts, files: full as unknown as RevisionFiles });
    const port = await first.choosePort();
    const { statusAddress } = first;
    assert.equal(await first.choosePort(), port);
    assert.ok(statusAddress !== null && first.statusAddress === statusAddress);
    await assert.rejects(first.connect('codex', 'openai', upstream), { code: 'ENOSPC' });
    assert.deepEqual([first.all, await readdir(join(folder, 'gateway'))], [[], []]);
    first.dispose();
    const later = await openToolConnections(parts);
    assert.equal(later.port, null);
    const kept = await later.connect('codex', 'openai', upstream);
    const reading = {
      ...disk,
      open: (path: string, flags: string | number) => (flags === 'wx' ? full.open() : disk.open(path, flags)),
    };
    const again = await ToolConnections.open({ ...parts, files: reading as unknown as RevisionFiles });
    assert.deepEqual([again.all, again.port], [[kept], later.port]);
    await assert.rejects(again.disconnect('codex'), { code: 'ENOSPC' });
    assert.deepEqual(again.all, [kept]);
    for (const one of [later, again]) one.dispose();
  });
});

test('a port that somebody has is not chosen', async () => {
  await withFolder(async (folder) => {
    const chances = [0.25, 0.75];
    const taken = 20_000 + 0.25 * 12_000;
    const blocking = createServer();
    blocking.listen(taken, '127.0.0.1');
    await once(blocking, 'listening');
    const random = () => chances.shift() ?? 0.9;
    const parts = { folder, clock: systemClock(), wall: () => 0, random, warn: () => {} };
    const one = await openToolConnections(parts);
    assert.equal(await one.choosePort(), 29_000);
    one.dispose();
    blocking.close();
  });
});
