import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

test('nothing of a key, a prompt, a path or a foreign header is left in memory once its request is gone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keygauge-heap-'));
  try {
    const file = join(folder, 'left.heapsnapshot');
    const child = join(import.meta.dirname, 'canaryProcess.ts');
    const secret = execFileSync(process.execPath, ['--expose-gc', child, file]).toString('hex');
    assert.equal(secret.length, 48);
    const left = readFileSync(file, 'latin1');
    assert.ok(left.includes('x-ratelimit-limit-requests'), 'a snapshot of the listener');
    for (let at = 0; at + 12 <= secret.length; at += 4) assert.ok(!left.includes(secret.slice(at, at + 12)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
