import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeldKeys } from '../../../src/host/keys/heldKeys.ts';
import { KeyRing } from '../../../src/host/keys/keyRing.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memory.ts';
import { DrivenClock } from '../engine/drivenClock.ts';

const apiKey = 'sk-held-0123456789abcdefghijklmn';
const key = { label: 'Work', provider: 'openai', baseUrl: 'https://api.openai.com/v1', models: ['gpt-5'] } as const;

/** The keys of one editor, with a storage of its own. */
function editor(secret: string | null = 'shared by all windows') {
  const clock = new DrivenClock();
  const secrets = new MemorySecrets();
  const keyRing = new KeyRing(new MemoryMemento(), secrets, {}, 50);
  return { clock, secrets, keyRing, held: new HeldKeys(keyRing, secret, clock, async () => {}) };
}

const stored = (id: string) => ({ ...key, id, storage: 'secret', fingerprint: '…' }) as const;

test('two editors agree on one value, and on no other; without the secret nobody can', async () => {
  const [one, other, alone] = [editor(), editor(), editor(null)];
  await one.keyRing.put(stored('a'), apiKey);
  await other.keyRing.put(stored('b'), apiKey);
  await other.keyRing.put(stored('c'), `${apiKey}2`);
  await alone.keyRing.put(stored('d'), apiKey);
  const [a] = await one.held.read();
  const [b, c] = await other.held.read();
  const [d] = await alone.held.read();
  assert.ok(a && b && c && d);
  assert.match(a.digest ?? '', /^[0-9a-f]{32}$/);
  assert.equal(b.digest, a.digest);
  assert.notEqual(c.digest, a.digest);
  assert.equal(d.digest, alone.keyRing.records()[0]?.digest, 'its own storage’s');
  assert.ok(!JSON.stringify([a, b, c, d]).includes(apiKey));
  assert.deepEqual(Object.keys(a).sort(), 'digest fingerprint id label models origin provider storage'.split(' '));
});

test('a key whose value has changed gets another digest, a renamed one the same', async () => {
  const { keyRing, held } = editor();
  await keyRing.put(stored('a'), apiKey);
  const [before] = await held.read();
  await keyRing.edit('a', { label: 'Renamed' });
  const [renamed] = await held.read();
  assert.equal(renamed?.label, 'Renamed');
  assert.equal(renamed?.digest, before?.digest);
  await keyRing.put(stored('a'), `${apiKey}2`);
  const [replaced] = await held.read();
  assert.notEqual(replaced?.digest, before?.digest);
});

test('a storage that hangs holds nobody up: its keys are told of without a digest', async () => {
  const { clock, secrets, keyRing, held } = editor();
  await keyRing.put(stored('a'), apiKey);
  const later = new HeldKeys(keyRing, 'another secret', clock, async () => {});
  await held.read();
  secrets.mood = 'hanging';
  const reading = later.read();
  await clock.pass(3);
  assert.deepEqual(
    (await reading).map(({ id, digest }) => [id, digest]),
    [['a', null]],
  );
  await secrets.unlock();
});

test('a value that could not be read at first is told of by its digest before it is used', async () => {
  const { clock, secrets, keyRing, held } = editor();
  await keyRing.put(stored('a'), apiKey);
  const [known] = await held.read();
  const told: (string | null | undefined)[] = [];
  const later: HeldKeys = new HeldKeys(keyRing, 'shared by all windows', clock, async () => {
    told.push((await later.read())[0]?.digest);
  });
  secrets.mood = 'hanging';
  const reading = later.read();
  await clock.pass(3);
  assert.equal((await reading)[0]?.digest, null);
  await secrets.unlock();
  assert.deepEqual(told, []);
  for (let use = 0; use < 2; use++) {
    assert.deepEqual(await later.access('a'), { apiKey, baseUrl: key.baseUrl });
    assert.deepEqual(told, [known?.digest]);
  }
});

test('a demo is nobody else’s', async () => {
  const { keyRing, held } = editor();
  await keyRing.put({ ...stored('demo'), storage: 'demo' }, 'sk-simulator');
  assert.equal((await held.read())[0]?.digest, null);
});
