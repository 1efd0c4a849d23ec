import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AdminKeyRing } from '../../../src/host/adminKeys/adminKeyRing.ts';
import { agreedTimes } from '../../../src/host/adminKeys/askedFiles.ts';
import { HeldOrganizations } from '../../../src/host/adminKeys/heldOrganizations.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memory.ts';
import { memoryTimes } from '../../support/memoryTimes.ts';
import { DrivenClock } from '../engine/drivenClock.ts';

const apiKey = 'sk-admin-0123456789abcdefghijABCDEFGH';
const access = { apiKey, baseUrl: 'https://api.openai.com/v1' };

/** The admin keys of one editor, with a storage of its own. */
function editor(secret: string | null = 'shared by all windows') {
  const secrets = new MemorySecrets();
  const adminKeys = new AdminKeyRing(secrets, new MemoryMemento(), new DrivenClock());
  const add = (id: string, value = apiKey) =>
    adminKeys.put({ record: { id, label: id, provider: 'openai' }, access: { ...access, apiKey: value } });
  return { secrets, add, held: new HeldOrganizations(adminKeys, secret) };
}

test('two editors agree on one admin key, and on no other, and are told nothing of its value', async () => {
  const [one, other, alone] = [editor(), editor(), editor(null)];
  await one.add('a');
  other.secrets.mood = 'rejecting';
  await other.add('b');
  await other.add('c', `${apiKey}2`);
  await alone.add('d');
  const [[a], [b, c], [d]] = [one.held.read(), other.held.read(), alone.held.read()];
  assert.match(a?.digest ?? '', /^[0-9a-f]{32}$/);
  assert.equal(b?.digest, a?.digest);
  assert.notEqual(c?.digest, a?.digest);
  assert.equal(d?.digest, null);
  assert.deepEqual([a?.storage, b?.storage], ['secret', 'session']);
  assert.ok(!JSON.stringify([a, b, c, d]).includes(apiKey));
});

test('windows of two editors know when a key that both have was used last, and one that is being added too', async () => {
  const files = memoryTimes();
  const digests: Record<string, string> = {};
  const asked = agreedTimes(files, (id) => digests[id] ?? null);
  await asked.note('a', 1_000);
  assert.equal(await asked.last('b'), null);
  Object.assign(digests, { a: 'digest', b: 'digest' });
  assert.equal(await asked.last('a'), 1_000, 'it was checked before it was kept');
  await asked.note('a', 2_000);
  assert.equal(await asked.last('b'), 2_000);
});
