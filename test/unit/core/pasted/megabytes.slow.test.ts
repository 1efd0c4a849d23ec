import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

test('a megabyte of anything is read within 50 ms, by whatever reads a pasted text', async () => {
  const reader = new Worker(new URL('./megabyteReader.ts', import.meta.url));
  const [slow] = await once(reader, 'message');
  assert.deepEqual(slow, { diagnose: [], plainText: [] });
});
