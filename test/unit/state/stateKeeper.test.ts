import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { encode } from '../../../src/state/document.ts';
import type { FoundState } from '../../../src/state/stateFile.ts';
import { StateKeeper, type StateKeeperParts } from '../../../src/state/stateKeeper.ts';
import { DrivenClock } from '../engine/drivenClock.ts';
import { fileIn, kind, withFolder } from './folder.ts';

const hour = 3600;

/** A disk in memory, which fails with `fault` while that is set and notes when it was written. */
function scene(more: Partial<StateKeeperParts> = {}, found: FoundState = { kind: 'none' }) {
  const clock = new DrivenClock();
  const disk = {
    fault: null as string | null,
    writes: [] as { at: number; content: unknown }[],
    reads: 0,
    hangs: false,
  };
  const answer = async () => {
    if (disk.hangs) await new Promise(() => {});
    if (disk.fault !== null) throw Object.assign(new Error('/somebody/state'), { code: disk.fault });
  };
  const file: StateKeeperParts['file'] = {
    read: async () => {
      disk.reads++;
      await answer();
      return found;
    },
    replace: async (_epoch, content, mayWrite) => {
      await answer();
      if (!mayWrite()) return false;
      disk.writes.push({ at: clock.now(), content });
      return true;
    },
  };
  let known = 0;
  const taken: unknown[] = [];
  const said: string[] = [];
  const keeper = new StateKeeper({
    clock,
    file,
    epoch: 1,
    mayWrite: () => true,
    take: (content) => taken.push(content),
    content: () => known,
    warn: (message) => said.push(message),
    pace: 2000,
    ...more,
  });
  const learn = () => {
    known++;
    keeper.changed();
  };
  return { clock, disk, keeper, learn, taken, said };
}

test('a change is written at once, further ones after two seconds at most, and none is lost', async () => {
  const { clock, disk, keeper, learn } = scene();
  await keeper.start();
  await clock.pass(10);
  assert.equal(disk.writes.length, 0);
  for (let step = 0; step < 100; step++) {
    learn();
    await clock.pass(0.1);
  }
  await clock.pass(2);
  const gaps = disk.writes.slice(1).map(({ at }, index) => at - (disk.writes[index]?.at ?? 0));
  assert.equal(disk.writes[0]?.at, 10_000);
  assert.deepEqual(gaps, [2000, 2000, 2000, 2000, 2000]);
  assert.deepEqual(disk.writes.at(-1)?.content, 100);
  await clock.pass(hour);
  assert.equal(disk.writes.length, 6);
  assert.equal(clock.pending, 0);
});

test('what was kept is handed out once', async () => {
  const { keeper, taken } = scene({}, { kind: 'sound', epoch: 1, content: { a: 1 } });
  await keeper.start();
  assert.deepEqual(taken, [{ a: 1 }]);
});

for (const fault of ['ENOSPC', 'EROFS', 'EMFILE']) {
  test(`${fault}: it goes on in memory, says so once, and tries again every hour`, async () => {
    const { clock, disk, keeper, learn, said } = scene();
    await keeper.start();
    disk.fault = fault;
    for (let minute = 0; minute < 150; minute++) {
      learn();
      await clock.pass(60);
    }
    assert.deepEqual([...new Set(said)], [`State: ${fault}. It goes on in memory until the disk takes it.`]);
    assert.equal(said.length, 3);
    disk.fault = null;
    await clock.pass(hour);
    assert.deepEqual(
      disk.writes.map(({ content }) => content),
      [150],
    );
  });

  test(`${fault} while reading: nothing is written before what is there was read`, async () => {
    const { clock, disk, keeper, learn, taken, said } = scene({}, { kind: 'sound', epoch: 1, content: 'old' });
    disk.fault = fault;
    learn();
    await keeper.start();
    disk.fault = null;
    learn();
    await clock.pass(hour - 1);
    assert.deepEqual([taken, disk.writes, said.length], [[], [], 1]);
    await clock.pass(2);
    assert.deepEqual(taken, ['old']);
    assert.deepEqual([disk.reads, disk.writes.length], [2, 1]);
  });

  test(`${fault} for the last change there is: it is written an hour later all the same`, async () => {
    const { clock, disk, keeper, learn } = scene();
    await keeper.start();
    disk.fault = fault;
    learn();
    await clock.pass(10);
    disk.fault = null;
    await clock.pass(hour);
    assert.equal(disk.writes.length, 1);
  });
}

test('a disk that hangs does not hang who waits for it', async () => {
  const { clock, disk, keeper, learn, said } = scene();
  disk.hangs = true;
  let isStarted = false;
  void keeper.start().then(() => {
    isStarted = true;
  });
  await clock.pass(1);
  assert.equal(isStarted, false);
  await clock.pass(2);
  assert.equal(isStarted, true);
  learn();
  await clock.pass(hour * 3);
  assert.deepEqual([disk.reads, disk.writes, said], [1, [], []]);
});

test('once another window leads, nothing is written any more', async () => {
  let leads = true;
  const { clock, disk, keeper, learn } = scene({ mayWrite: () => leads });
  await keeper.start();
  learn();
  await clock.pass(5);
  leads = false;
  learn();
  await clock.pass(5);
  leads = true;
  learn();
  await clock.pass(hour * 2);
  assert.equal(disk.writes.length, 1);
});

test('a newer version is left alone as it is', () =>
  withFolder(async (folder) => {
    const { file } = fileIn(folder);
    await file.replace(1, 'old', () => true);
    const newer = encode({ ...kind, version: 9 }, 2, 'newer');
    await writeFile(join(folder, 'state-2.json'), newer);
    const { clock, keeper, learn, taken } = scene({ file, epoch: 3 });
    await keeper.start();
    learn();
    await clock.pass(hour * 2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual((await readdir(folder)).sort(), ['state-1.json', 'state-2.json']);
    assert.deepEqual(await readFile(join(folder, 'state-2.json')), Buffer.from(newer));
    assert.deepEqual(taken, []);
  }));

test('after its end nothing is written or timed', async () => {
  const { clock, disk, keeper, learn } = scene();
  await keeper.start();
  learn();
  await clock.pass(1);
  learn();
  keeper.dispose();
  await clock.pass(hour * 2);
  assert.equal(disk.writes.length, 1);
  assert.equal(clock.pending, 0);
});

test('at the end what changed last is written at once, also behind a write that is under way', async () => {
  const { clock, disk, keeper, learn } = scene();
  await keeper.start();
  learn();
  learn();
  await keeper.flush();
  assert.deepEqual(
    disk.writes.map(({ content }) => content),
    [1, 2],
  );
  await keeper.flush();
  await clock.pass(hour);
  assert.equal(disk.writes.length, 2);
  keeper.dispose();
  assert.equal(clock.pending, 0);
});

test('a disk that hangs or fails does not keep a window from closing', async () => {
  for (const trouble of [{ hangs: true }, { fault: 'ENOSPC' }]) {
    const { clock, disk, keeper, learn } = scene();
    await keeper.start();
    Object.assign(disk, trouble);
    learn();
    let isClosed = false;
    void keeper.flush().then(() => {
      isClosed = true;
    });
    await clock.pass(3);
    assert.ok(isClosed);
  }
});

test('a window that leads no more flushes nothing', async () => {
  let leads = true;
  const { disk, keeper, learn } = scene({ mayWrite: () => leads });
  await keeper.start();
  leads = false;
  learn();
  await keeper.flush();
  assert.deepEqual(disk.writes, []);
});
