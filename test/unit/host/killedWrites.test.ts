import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
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

/** Runs a window that counts as quickly as it can, and kills it after some writes. Gives what was said to be written. */
async function killInTheMiddle(folder: string, writes: number): Promise<number> {
  const window = spawn(
    process.execPath,
    [join(import.meta.dirname, 'countingWindow.ts'), folder, day, String(accounts)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let written = 0;
  for await (const chunk of window.stdout) {
    written += String(chunk).split('\n').length - 1;
    if (written >= writes) window.kill('SIGKILL');
  }
  if (window.exitCode === null && window.signalCode === null) await once(window, 'exit');
  assert.equal(window.signalCode, 'SIGKILL');
  return written;
}

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
