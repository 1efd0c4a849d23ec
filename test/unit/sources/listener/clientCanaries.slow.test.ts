import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { clientNames } from '../../../support/listening/clients.ts';
import { startRealProviders } from '../../../support/listening/realProvider.ts';
import type { ClientsDone } from './clientsProcess.ts';

/** As answers of the providers have it, which run in another process. */
const answer = 'canary of an answer';

test('once the clients of extensions are gone, listening has left nothing of their keys, prompts and answers in memory', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keygauge-heap-'));
  try {
    const heard = await leftBy(join(folder, 'heard.heapsnapshot'), true);
    const unheard = await leftBy(join(folder, 'unheard.heapsnapshot'), false);
    assert.deepEqual([heard.heard, unheard.heard], [2 * clientNames.length, 0]);
    // What a client keeps by itself, listened to or not, is its own.
    assert.deepEqual(
      heard.left.filter((what) => !unheard.left.includes(what)),
      [],
    );
    const clean = clientNames.filter((name) => !unheard.left.some((what) => what.startsWith(`${name}: `)));
    assert.ok(clean.length >= 8, `only ${clean.join(', ')} leave nothing by themselves`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** What is left in memory after all clients have asked. */
async function leftBy(file: string, listens: boolean) {
  const providers = await startRealProviders();
  const child = fork(join(import.meta.dirname, 'clientsProcess.ts'), { execArgv: ['--expose-gc'] });
  for (const version of [1, 2] as const) providers[version].outcome = 'answered';
  const origins = { 1: providers[1].origin, 2: providers[2].origin };
  child.send({ origins, certificate: providers[2].certificate, file, listens });
  assert.deepEqual((await once(child, 'message'))[0], 'asked');
  await providers[Symbol.asyncDispose]();
  child.send('nobody is connected');
  const [{ secrets, heard }] = (await once(child, 'message')) as [ClientsDone];
  const snapshot = readFileSync(file, 'latin1');
  assert.ok(snapshot.includes('x-ratelimit-limit-requests') || !listens, 'a snapshot of the listener');
  // A third of a secret is too much.
  const isLeft = (spelled: string) =>
    (spelled.replaceAll('-', '').match(/.{12}/g) ?? []).some((part) => snapshot.includes(part));
  const left = Object.entries(secrets).flatMap(([name, { key, prompt }]) => [
    ...(isLeft(key) ? [`${name}: key`] : []),
    ...(isLeft(prompt) ? [`${name}: prompt`] : []),
  ]);
  return { heard, left: snapshot.includes(answer) ? [...left, 'an answer'] : left };
}
