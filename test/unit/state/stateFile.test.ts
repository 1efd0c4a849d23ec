import assert from 'node:assert/strict';
import { chmod, lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { encode } from '../../../src/state/document.ts';
import { UnsafeFolder } from '../../../src/state/stateFolder.ts';
import { FaultyFiles } from '../../support/faultyFiles.ts';
import { always, fileIn, kind, withFolder } from './folder.ts';

const isPosix = process.platform !== 'win32';
const before = { limits: ['before'] };
const after = { limits: ['after', 'ä'.repeat(3000)] };

test('what is written is read again, by this user alone', () =>
  withFolder(async (folder) => {
    const { file, said } = fileIn(folder);
    assert.deepEqual(await file.read(), { kind: 'none' });
    assert.equal(await file.replace(3, after, always), true);
    assert.deepEqual(await file.read(), { kind: 'sound', epoch: 3, content: after });
    assert.deepEqual(await readdir(folder), ['state-3.json']);
    if (isPosix) assert.equal((await lstat(folder)).mode & 0o777, 0o700);
    if (isPosix) assert.equal((await lstat(join(folder, 'state-3.json'))).mode & 0o777, 0o600);
    assert.deepEqual(said, []);
  }));

test('a folder that others can read is closed to them', { skip: !isPosix }, () =>
  withFolder(async (folder) => {
    await mkdir(folder);
    await chmod(folder, 0o755);
    await fileIn(folder).file.replace(1, before, always);
    assert.equal((await lstat(folder)).mode & 0o777, 0o700);
  }),
);

test('a higher epoch on disk refuses every write, and its own writer takes the place of all before', () =>
  withFolder(async (folder) => {
    const { file } = fileIn(folder);
    await file.replace(1, before, always);
    await file.replace(2, after, always);
    assert.deepEqual(await readdir(folder), ['state-2.json']);
    assert.equal(await file.replace(1, before, always), false);
    assert.deepEqual(await file.read(), { kind: 'sound', epoch: 2, content: after });
    assert.equal(await file.highestEpoch(), 2);
  }));

test('a leader that is suspended at any moment of a write changes nothing for the one after it', async () => {
  const calls = await callsOfWrite();
  for (let at = 0; at < calls; at++) {
    await withFolder(async (folder) => {
      await fileIn(folder).file.replace(1, before, always);
      const woken = Promise.withResolvers<void>();
      const files = new SuspendedFiles(at, woken.promise);
      const late = fileIn(folder, files).file.replace(1, { limits: ['late'] }, always);
      await files.suspended;
      await fileIn(folder).file.replace(2, after, always);
      woken.resolve();
      await late.catch(() => {});
      assert.deepEqual(await fileIn(folder).file.read(), { kind: 'sound', epoch: 2, content: after }, `call ${at}`);
    });
  }
});

test('who may not write any more does not, also when that turns out in the middle', () =>
  withFolder(async (folder) => {
    const { file } = fileIn(folder);
    await file.replace(1, before, always);
    for (const allowed of [0, 1]) {
      let asked = 0;
      assert.equal(await file.replace(1, after, () => asked++ < allowed), false);
      assert.deepEqual(await file.read(), { kind: 'sound', epoch: 1, content: before });
      assert.deepEqual(await readdir(folder), ['state-1.json']);
    }
  }));

for (const code of ['ENOSPC', 'EROFS', 'EMFILE', 'EIO', 'EDQUOT', 'EACCES']) {
  test(`${code} at any call leaves what was there, and no draft`, async () => {
    const calls = await callsOfWrite();
    for (let at = 0; at < calls; at++) {
      await withFolder(async (folder) => {
        await fileIn(folder).file.replace(1, before, always);
        const files = new FaultyFiles(at, code);
        const written = await fileIn(folder, files)
          .file.replace(1, after, always)
          .catch((error: unknown) => (error as { code?: unknown }).code);
        assert.ok(files.hasFailed);
        const found = await fileIn(folder).file.read();
        // Once it has its name, the rest is tidying, and goes on without the disk.
        const expected = written === true ? after : before;
        assert.deepEqual(found, { kind: 'sound', epoch: 1, content: expected }, `call ${at}: ${files.calls[at]}`);
        assert.ok(written === true || written === code, `call ${at}`);
        assert.deepEqual(
          (await readdir(folder)).filter((name) => name.endsWith('.new')),
          [],
        );
      });
    }
  });
}

test('a process that dies in any call leaves the old document or the new one, and the next write works', async () => {
  const calls = await callsOfWrite();
  const found: unknown[] = [];
  for (let at = 0; at < calls; at++) {
    await withFolder(async (folder) => {
      await fileIn(folder).file.replace(1, before, always);
      const files = new FaultyFiles(at, 'dies');
      void fileIn(folder, files).file.replace(1, after, always);
      while (!files.hasFailed) await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setTimeout(resolve, 2));
      await files.end();
      const { file, said } = fileIn(folder);
      const read = await file.read();
      assert.equal(read.kind, 'sound');
      found.push(read.kind === 'sound' && read.content);
      assert.equal(await file.replace(2, after, always), true);
      assert.deepEqual(await readdir(folder), ['state-2.json']);
      assert.deepEqual(said, []);
    });
  }
  assert.deepEqual(found[0], before);
  assert.deepEqual(found.at(-1), after);
});

test('a damaged document is set aside by name, and the one before counts', () =>
  withFolder(async (folder) => {
    await fileIn(folder).file.replace(4, before, always);
    await writeFile(join(folder, 'state-5.json'), encode(kind, 5, after).subarray(0, 200));
    const { file, said } = fileIn(folder);
    assert.deepEqual(await file.read(), { kind: 'sound', epoch: 4, content: before });
    assert.deepEqual((await readdir(folder)).sort(), ['state-4.json', 'state.damaged']);
    assert.deepEqual(said, ['State: state-5.json is damaged and was set aside as state.damaged.']);
  }));

test('what a newer version has written is left alone', () =>
  withFolder(async (folder) => {
    await fileIn(folder).file.replace(1, before, always);
    const newer = encode({ ...kind, version: 2 }, 7, { other: true });
    await writeFile(join(folder, 'state-7.json'), newer);
    const { file, said } = fileIn(folder);
    assert.deepEqual(await file.read(), { kind: 'newer', version: 2 });
    assert.deepEqual(await readFile(join(folder, 'state-7.json')), Buffer.from(newer));
    assert.equal(said.length, 1);
  }));

test('links are not followed, neither the folder nor a file', { skip: !isPosix }, () =>
  withFolder(async (folder) => {
    const elsewhere = join(dirname(folder), 'elsewhere');
    await fileIn(elsewhere).file.replace(1, before, always);
    await symlink(elsewhere, folder);
    await assert.rejects(fileIn(folder).file.read(), UnsafeFolder);
    await assert.rejects(fileIn(folder).file.replace(2, after, always), UnsafeFolder);
    assert.deepEqual(await readdir(elsewhere), ['state-1.json']);

    const own = join(dirname(folder), 'own');
    await mkdir(own);
    await symlink(join(elsewhere, 'state-1.json'), join(own, 'state-1.json'));
    await symlink(join(elsewhere, 'state-1.json'), join(own, 'state-1.json.new'));
    const { file, said } = fileIn(own);
    assert.deepEqual(await file.read(), { kind: 'none' });
    assert.match(said.join(), /symbolic link/);
    await file.replace(1, after, always);
    assert.ok((await lstat(join(own, 'state-1.json'))).isFile());
    assert.deepEqual(await fileIn(elsewhere).file.read(), { kind: 'sound', epoch: 1, content: before });
  }),
);

test('a folder or a file of another user is neither read nor written', { skip: !isPosix }, () =>
  withFolder(async (folder) => {
    await fileIn(folder).file.replace(1, before, always);
    const stranger = fileIn(folder, new FaultyFiles(), (process.getuid?.() ?? 0) + 1);
    await assert.rejects(stranger.file.read(), UnsafeFolder);
    await assert.rejects(stranger.file.replace(2, after, always), UnsafeFolder);
    assert.deepEqual(await readdir(folder), ['state-1.json']);
  }),
);

/** The number of calls that one write makes. */
async function callsOfWrite(): Promise<number> {
  const files = new FaultyFiles();
  await withFolder(async (folder) => {
    await fileIn(folder).file.replace(1, before, always);
    await fileIn(folder, files).file.replace(1, after, always);
  });
  assert.ok(files.calls.includes('sync') && files.calls.includes('rename'));
  return files.calls.length;
}

/** The disk, of which the `at`-th call waits before it acts. */
class SuspendedFiles extends FaultyFiles {
  readonly suspended: Promise<void>;

  constructor(at: number, woken: Promise<void>) {
    super();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.suspended = promise;
    this.before = async (number) => {
      if (number !== at) return;
      resolve();
      await woken;
    };
  }
}
