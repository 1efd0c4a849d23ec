import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { spentOn } from '../../../src/core/spending.ts';
import { openSpendingFiles } from '../../../src/host/spendingFiles.ts';
import { MemoryMemento } from '../../support/memory.ts';
import { DrivenClock } from '../engine/drivenClock.ts';

const windows = 12;
const atOnce = 4;
/** Much longer than a block of the disk, so that a file written in place would be cut. */
const accounts = 200;

const clock = new DrivenClock();
const { day } = clock.today();
const countingWindow = join(import.meta.dirname, 'countingWindow.ts');

/** Runs a window that counts as quickly as it can, and kills it after some writes. Gives what was said to be written. */
async function killInTheMiddle(folder: string, writes: number): Promise<number> {
  const window = spawn(process.execPath, [countingWindow, folder, day, String(accounts)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let written = 0;
  for await (const chunk of window.stdout) {
    written += String(chunk).split('\n').length - 1;
    if (written >= writes) window.kill('SIGKILL');
  }
  if (window.exitCode === null && window.signalCode === null) await once(window, 'exit');
  assert.equal(window.signalCode, 'SIGKILL');
  return written;
}

test('a write that is cut in its middle leaves what was counted before', {
  skip: process.platform === 'win32' && 'no limit of the size of a file',
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keygauge-cut-'));
  try {
    // The disk takes 8 blocks of a file and no more: less than many accounts need, enough for one.
    const script = 'ulimit -f 8 && exec "$0" "$@"';
    const count = (accounts: number) => {
      const command = [process.execPath, countingWindow, folder, day, String(accounts), '1'];
      return spawnSync('sh', ['-c', script, ...command], { encoding: 'utf8' });
    };
    assert.match(count(1).stdout, /written/);
    const cut = count(accounts);
    assert.equal(cut.stdout, '', 'it should not have fitted');
    const warnings: string[] = [];
    const files = openSpendingFiles(folder, new MemoryMemento(), clock, (message) => warnings.push(message));
    const days = (await files.others()).flatMap((one) => one['account-0'] ?? []);
    assert.deepEqual([spentOn(day, days).requests, warnings], [1, []]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('windows that are killed while they write lose no count that was written, and damage no file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keygauge-killed-'));
  try {
    let written = 0;
    for (let begun = 0; begun < windows; begun += atOnce) {
      const some = Array.from({ length: atOnce }, (_, index) => killInTheMiddle(folder, 1 + index));
      for (const count of await Promise.all(some)) written += count;
    }
    for (const name of (await readdir(folder)).filter((name) => name.endsWith('.json')))
      JSON.parse(await readFile(join(folder, name), 'utf8'));
    const warnings: string[] = [];
    const files = openSpendingFiles(folder, new MemoryMemento(), clock, (message) => warnings.push(message));
    const days = (await files.others()).flatMap((one) => one['account-0'] ?? []);
    const { requests } = spentOn(day, days);
    // A window may die after a write and before it says so.
    assert.ok(requests >= written && requests <= written + windows, `${requests} instead of ${written}`);
    assert.deepEqual(warnings, []);
    assert.equal((await readdir(folder)).length, 1, 'what they left is one file now');
  } finally {
    await rm(folder, { recursive: true });
  }
});
