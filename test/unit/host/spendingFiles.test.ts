import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Spendings, spentOn } from '../../../src/core/spending.ts';
import { SpendingFiles } from '../../../src/host/spendingFiles.ts';
import { MemoryMemento } from '../../support/memory.ts';
import { fc } from '../core/fastCheck.ts';

const today = '2026-08-19';
const day = { day: today, requests: 3, tokens: 27, dollars: 0.001, ceiling: 0.001 };
const counted = (requests: number): Spendings => ({ k: [{ ...day, requests }] });

/** An editor's folder for counts, and windows that open and close on it. */
class Folder {
  readonly path: string;
  readonly warnings: string[] = [];
  readonly state = new MemoryMemento();
  readonly #running = new Set<number>();
  #last = 0;

  constructor(path: string) {
    this.path = path;
  }

  open(): SpendingFiles & { close(): void } {
    const processId = ++this.#last;
    this.#running.add(processId);
    const files = new SpendingFiles({
      folder: this.path,
      state: this.state,
      processId,
      isRunning: (id) => this.#running.has(id),
      today: () => today,
      warn: (message) => this.warnings.push(message),
    });
    return Object.assign(files, { close: () => this.#running.delete(processId) });
  }

  async names(): Promise<string[]> {
    return (await readdir(this.path)).sort();
  }
}

async function inFolder(use: (folder: Folder) => Promise<void>): Promise<void> {
  const path = await mkdtemp(join(tmpdir(), 'keygauge-spending-'));
  try {
    await use(new Folder(join(path, 'new')));
  } finally {
    await rm(path, { recursive: true });
  }
}

/** Requests that a window finds counted by others. */
async function requestsIn(files: SpendingFiles): Promise<number> {
  const days = (await files.others()).flatMap((one) => Object.values(one).flat());
  return spentOn(today, days).requests;
}

test('each window finds what the others have left, and not its own', () =>
  inFolder(async (folder) => {
    const [one, other] = [folder.open(), folder.open()];
    assert.equal(await requestsIn(one), 0);
    await Promise.all([one.write(counted(3)), other.write(counted(4))]);
    assert.equal(await requestsIn(one), 4);
    assert.equal(await requestsIn(other), 3);
    assert.deepEqual(folder.warnings, []);
  }));

test('of writes that overtake each other the last one stands, for this user’s eyes, and nothing half-written is left', () =>
  inFolder(async (folder) => {
    const files = folder.open();
    await Promise.all(Array.from({ length: 20 }, (_, n) => files.write(counted(n))));
    assert.equal(await requestsIn(folder.open()), 19);
    const [name = '', ...more] = await folder.names();
    assert.deepEqual(more, []);
    if (process.platform === 'win32') return;
    assert.equal((await stat(join(folder.path, name))).mode & 0o777, 0o600);
    assert.equal((await stat(folder.path)).mode & 0o777, 0o700);
  }));

test('whatever closed windows have left becomes one file of the next, and nothing is lost or counted twice', () =>
  inFolder(async (folder) => {
    for (let requests = 1; requests <= 10; requests++) {
      const files = folder.open();
      await files.write({ ...counted(requests), [`only-${requests}`]: [day] });
      if (requests > 2) files.close();
    }
    // Several windows open at once, as after a restart of the editor.
    const opened = [folder.open(), folder.open(), folder.open()];
    await Promise.all(opened.map((files) => files.others()));
    await Promise.all(opened.map((files) => files.write({})));
    const last = folder.open();
    const all = (await last.others()).flatMap((one) => one.k ?? []);
    assert.equal(spentOn(today, all).requests, 55);
    assert.equal((await folder.names()).length, 2 + opened.length);
    assert.deepEqual(folder.warnings, []);
  }));

test('files of the past keep a week of days, and do not grow with each window', () =>
  inFolder(async (folder) => {
    for (let date = 1; date <= 25; date++) {
      const files = folder.open();
      await files.write({ k: [{ ...day, day: `2026-08-${String(date).padStart(2, '0')}` }] });
      files.close();
    }
    await folder.open().others();
    const [name = '', ...more] = await folder.names();
    assert.deepEqual(more, []);
    const { spending } = JSON.parse(await readFile(join(folder.path, name), 'utf8'));
    const days = spending.k.map((one: { day: string }) => one.day).sort();
    assert.equal(days.length, 7);
    assert.ok(days.includes(today));
  }));

test('what is damaged, newer or foreign is set aside and named, what is not a file is left alone, and the rest counts', () =>
  inFolder(async (folder) => {
    await mkdir(join(folder.path, 'folder.json'), { recursive: true });
    const contents = {
      '90-damaged.json': '{"version":1,"spending":{"k":[',
      '91-empty.json': '',
      '92-newer.json': JSON.stringify({ version: 2, spending: { k: [day] } }),
      '93-foreign.json': '[1,2]',
      '94-huge.json': `"${'x'.repeat(300_000)}"`,
      'stranger.json': '{"name":"package"}',
      'notes.txt': 'mine',
    };
    for (const [name, content] of Object.entries(contents)) await writeFile(join(folder.path, name), content);
    if (process.platform !== 'win32') await symlink('/dev/zero', join(folder.path, '95-endless.json'));
    const first = folder.open();
    await first.write(counted(3));
    const files = folder.open();
    assert.equal(await requestsIn(files), 3);
    const set = (await folder.names()).filter((name) => name.endsWith('.aside'));
    assert.equal(set.length, 6);
    assert.equal(folder.warnings.length, 6);
    assert.ok(folder.warnings.some((warning) => warning.includes('of a newer version')));
    assert.ok(folder.warnings.every((warning) => !warning.includes(folder.path)));
    assert.equal(await readFile(join(folder.path, 'notes.txt'), 'utf8'), 'mine');
    await files.others();
    assert.equal(folder.warnings.length, 6, 'once is enough');
  }));

test('a file that was still being written when its window was killed adds nothing to the one that it was to replace', () =>
  inFolder(async (folder) => {
    const whole = JSON.stringify({ version: 1, spending: counted(4) });
    for (const begun of [whole, whole.slice(0, 30), '']) {
      await mkdir(folder.path, { recursive: true });
      await writeFile(join(folder.path, '99-killed.json'), JSON.stringify({ version: 1, spending: counted(3) }));
      await writeFile(join(folder.path, '99-killed.json.new'), begun);
      assert.equal(await requestsIn(folder.open()), 3);
      assert.equal((await folder.names()).length, 1);
      assert.deepEqual(folder.warnings, []);
      await rm(folder.path, { recursive: true });
    }
  }));

test('no content of a file throws or counts for less than nothing', async () => {
  const content = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({
        version: fc.constantFrom<unknown>(1, 1, 1, 2, '1', null),
        spending: fc.oneof(
          fc.jsonValue(),
          fc.dictionary(
            fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'k')),
            fc.array(
              fc.record({
                day: fc.constantFrom<unknown>(today, '2026-13-99', 7),
                requests: fc.oneof(fc.double(), fc.jsonValue()),
                tokens: fc.jsonValue(),
                dollars: fc.jsonValue(),
                ceiling: fc.double(),
              }),
            ),
          ),
        ),
      })
      .map((file) => JSON.stringify(file)),
  );
  await inFolder(async (folder) => {
    await mkdir(folder.path, { recursive: true });
    await fc.assert(
      fc.asyncProperty(content, async (text) => {
        await writeFile(join(folder.path, '99-other.json'), text);
        const files = folder.open();
        const requests = await requestsIn(files);
        assert.ok(requests >= 0 && Number.isFinite(requests));
        await files.write(counted(1));
        const other = folder.open();
        assert.equal(await requestsIn(other), requests + 1);
        files.close();
        await rm(folder.path, { recursive: true });
        await mkdir(folder.path);
      }),
      { numRuns: Number(process.env.FC_RUNS ?? 60) },
    );
  });
});

test('a disk that takes nothing is said once, and counting goes on; it is written once the disk takes it', () =>
  inFolder(async (folder) => {
    // A file stands where the folder would have to be made.
    await writeFile(folder.path, '');
    const files = folder.open();
    assert.deepEqual(await files.others().catch(() => 'unread'), 'unread');
    for (const requests of [1, 2]) await assert.rejects(files.write(counted(requests)));
    assert.equal(new Set(folder.warnings).size, 1, String(folder.warnings));
    assert.ok(!folder.warnings.join().includes(folder.path));
    await rm(folder.path);
    await files.write(counted(3));
    assert.equal(await requestsIn(folder.open()), 3);
  }));

test('a folder that may only be read keeps what it holds', { skip: process.getuid?.() === 0 }, () =>
  inFolder(async (folder) => {
    const before = folder.open();
    await before.write(counted(3));
    before.close();
    await chmod(folder.path, 0o500);
    const files = folder.open();
    assert.equal(await requestsIn(files), 3);
    await assert.rejects(files.write(counted(1)));
    await chmod(folder.path, 0o700);
    assert.equal(await requestsIn(folder.open()), 3);
  }),
);

test('the counts of version 0.1 are taken over once, and leave the global state', () =>
  inFolder(async (folder) => {
    for (const [key, value] of [
      ['keygauge.spending.work', { ...day, requests: 5 }],
      ['keygauge.spending.demo-openai', { ...day, requests: 2, dollars: 0, ceiling: 0 }],
      ['keygauge.spending.damaged', 'x'],
      ['keygauge.keys', []],
    ] as const)
      folder.state.values.set(key, value);
    const files = folder.open();
    assert.equal(await requestsIn(files), 7);
    assert.deepEqual(folder.state.keys(), ['keygauge.keys']);
    await files.write(counted(1));
    assert.equal(await requestsIn(folder.open()), 8);
  }));
