import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileIn, withFolder } from './folder.ts';

/** `KILLS=200` kills as many; fewer, where nothing more is asked for, since each takes a process. */
const kills = Number(process.env.KILLS ?? 12);
const atOnce = 4;

/** Runs a writer in a new epoch and kills it some time after its first write. Gives what it said was on disk. */
async function killInTheMiddle(folder: string, epoch: number): Promise<number> {
  const writer = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), folder, String(epoch)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let kept = 0;
  let isDoomed = false;
  for await (const chunk of writer.stdout) {
    kept = Number(String(chunk).trimEnd().split('\n').at(-1));
    if (!isDoomed) setTimeout(() => writer.kill('SIGKILL'), Math.random() * 30);
    isDoomed = true;
  }
  if (writer.signalCode === null) await once(writer, 'exit');
  assert.equal(writer.signalCode, 'SIGKILL');
  return kept;
}

/** Lets one leader after the other write in a folder and die. */
async function killMany(times: number): Promise<void> {
  await withFolder(async (folder) => {
    let before = 0;
    for (let epoch = 1; epoch <= times; epoch++) {
      const kept = await killInTheMiddle(folder, epoch);
      const { file, said } = fileIn(folder);
      const found = await file.read();
      assert.equal(found.kind, 'sound');
      const { known } = (found.kind === 'sound' ? found.content : {}) as { known: number };
      assert.ok(known >= kept && kept > before, `${known} of ${kept} after ${before}`);
      assert.deepEqual(said, []);
      before = kept;
    }
    const names = await readdir(folder);
    assert.ok(names.length <= 2, `one document, and at most one draft: ${names}`);
  });
}

test(`of ${kills} writers killed in the middle none damages a file, or loses what it has kept`, async () => {
  await Promise.all(Array.from({ length: atOnce }, () => killMany(kills / atOnce)));
});
