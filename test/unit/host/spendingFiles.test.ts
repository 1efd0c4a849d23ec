import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { SpendingFiles } from '../../../src/host/spendingFiles.ts';

const day = { day: '2026-08-19', requests: 3, tokens: 27, dollars: 0.001, ceiling: 0.001 };

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'keygauge-spending-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('each window finds what the others have left, and not its own', () =>
  inFolder(async (folder) => {
    const [one, other] = ['one', 'other'].map((id) => new SpendingFiles(join(folder, 'new'), id));
    assert.ok(one && other);
    assert.deepEqual(await one.others(), []);
    await Promise.all([one.write({ k: day }), other.write({ k: { ...day, requests: 4 } })]);
    assert.deepEqual(await one.others(), [{ k: { ...day, requests: 4 } }]);
    assert.deepEqual(await other.others(), [{ k: day }]);
  }));

test('of writes that overtake each other the last one stands, and nothing half-written is left', () =>
  inFolder(async (folder) => {
    const files = new SpendingFiles(folder, 'one');
    await Promise.all(Array.from({ length: 20 }, (_, n) => files.write({ k: { ...day, requests: n } })));
    assert.deepEqual(await new SpendingFiles(folder, 'other').others(), [{ k: { ...day, requests: 19 } }]);
    assert.deepEqual(await readdir(folder), ['one.json']);
  }));

test('a damaged file is passed over, and one of another day is swept away', () =>
  inFolder(async (folder) => {
    await writeFile(join(folder, 'damaged.json'), '{"k": ');
    await writeFile(join(folder, 'old.json'), JSON.stringify({ k: day }));
    await utimes(join(folder, 'old.json'), 1, 1);
    assert.deepEqual(await new SpendingFiles(folder, 'one').others(), []);
    assert.deepEqual(await readdir(folder), ['damaged.json']);
  }));
