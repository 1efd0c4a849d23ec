import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { systemClock } from '../../../src/base/clock.ts';
import type { AdminKeyEntry } from '../../../src/host/adminKeys/adminKeyEntry.ts';
import { parseAdminEntry } from '../../../src/host/adminKeys/adminKeyEntry.ts';
import { AdminKeyRing } from '../../../src/host/adminKeys/adminKeyRing.ts';
import { KeyRing } from '../../../src/host/keys/keyRing.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memory.ts';
import { fc } from '../core/fastCheck.ts';
import { DrivenClock, settled } from '../engine/drivenClock.ts';

const apiKey = 'sk-admin-0123456789abcdefghijABCDEFGH';
const entry: AdminKeyEntry = {
  record: { id: 'acme', label: 'Acme', provider: 'openai' },
  access: { apiKey, baseUrl: 'https://api.openai.com/v1' },
};
const identity = {
  id: 'acme',
  label: 'Acme',
  provider: 'openai',
  origin: 'https://api.openai.com',
  fingerprint: '…EFGH',
};

describe('admin keys', () => {
  let secrets: MemorySecrets;
  let memento: MemoryMemento;
  let ring: AdminKeyRing;
  let changes: number;

  function open(clock = systemClock()): AdminKeyRing {
    const opened = new AdminKeyRing(secrets, memento, clock);
    changes = 0;
    opened.onDidChange(() => changes++);
    return opened;
  }

  beforeEach(() => {
    secrets = new MemorySecrets();
    memento = new MemoryMemento();
    ring = open();
  });

  it('are one entry of the secret storage each, which every window reads', async () => {
    assert.equal(await ring.put(entry), 'secret');
    assert.deepEqual([...secrets.values.keys()], ['keygauge.adminKey.acme']);
    assert.deepEqual(ring.organizations(), [identity]);
    const other = open();
    await other.refresh();
    assert.deepEqual(other.organizations(), [identity]);
    assert.deepEqual(other.access('acme'), entry.access);
    assert.deepEqual([...other.values()], [apiKey]);
    assert.equal(changes, 1);
    await other.refresh();
    assert.equal(changes, 1, 'what stays as it was is no change');
  });

  it('are no keys that anything else watches, checks or counts', async () => {
    await ring.put(entry);
    const ordinary = new KeyRing(new MemoryMemento(), secrets, {});
    await ordinary.refresh();
    assert.deepEqual(ordinary.records(), []);
    assert.equal(await ordinary.access('acme'), null);
    ordinary.dispose();
  });

  it('come and go with what another window does', async () => {
    secrets.storeElsewhere(
      'keygauge.adminKey.acme',
      JSON.stringify({ label: 'Acme', provider: 'openai', ...entry.access }),
    );
    await ring.refresh();
    assert.deepEqual(ring.organizations(), [identity]);
    secrets.values.delete('keygauge.adminKey.acme');
    await ring.refresh();
    assert.deepEqual(ring.organizations(), []);
    assert.equal(ring.access('acme'), null);
  });

  it('are kept in memory alone where the storage takes none, and forgotten with the window', async () => {
    for (const mood of ['rejecting', 'forgetful'] as const) {
      secrets.mood = mood;
      ring = open();
      assert.equal(await ring.put(entry), 'session', mood);
      assert.deepEqual(ring.access('acme'), entry.access);
      await ring.refresh();
      assert.deepEqual(ring.organizations(), [identity]);
      assert.equal(secrets.values.size, 0);
      assert.deepEqual(await ring.remove('acme'), { entry, erased: true }, 'it was never there');
    }
  });

  const putWhileHanging = async () => {
    const clock = new DrivenClock();
    secrets.mood = 'hanging';
    ring = open(clock);
    const kept = ring.put(entry);
    await clock.pass(5);
    assert.equal(await kept, 'session');
  };

  it('wait no longer than five seconds for a storage that hangs', putWhileHanging);

  it('belong to a storage that takes them after all, and go with what another window does', async () => {
    await putWhileHanging();
    const places: string[] = [];
    ring.onDidChange(() => places.push(ring.placeOf('acme')));
    await secrets.unlock();
    await ring.refresh();
    assert.deepEqual(places, ['secret']);
    secrets.values.delete('keygauge.adminKey.acme');
    await ring.refresh();
    assert.deepEqual(ring.organizations(), []);
  });

  it('stay as they are while the storage fails', async () => {
    await ring.put(entry);
    secrets.mood = 'rejecting';
    await ring.refresh();
    assert.deepEqual(ring.organizations(), [identity]);
  });

  it('are removed at once, and not used again where the storage keeps a copy', async () => {
    await ring.put(entry);
    secrets.mood = 'rejecting';
    const removal = await ring.remove('acme');
    assert.deepEqual(removal, { entry, erased: false });
    secrets.mood = 'working';
    await ring.refresh();
    await settled();
    assert.deepEqual(ring.organizations(), []);
    assert.equal(await ring.remove('acme'), null);
    await ring.put(entry);
    assert.deepEqual(await ring.remove('acme'), { entry, erased: true });
    assert.equal(secrets.values.size, 0);
  });

  it('that a storage did not give up are not used by the next window either, which has them erased', async () => {
    await ring.put(entry);
    secrets.mood = 'rejecting';
    await ring.remove('acme');
    assert.doesNotMatch(JSON.stringify([...memento.values]), /sk-|Acme/);
    ring = open();
    secrets.mood = 'working';
    await ring.refresh();
    assert.deepEqual([ring.organizations(), secrets.values.size], [[], 0]);
    await ring.put(entry);
    ring = open();
    await ring.refresh();
    assert.deepEqual(ring.organizations(), [identity]);
    secrets.mood = 'rejecting';
    const removal = await ring.remove('acme');
    secrets.mood = 'working';
    await ring.put(removal?.entry ?? assert.fail());
    ring = open();
    await ring.refresh();
    assert.deepEqual(ring.organizations(), [identity], 'the removal was undone');
  });

  it('are known by their value, so that none is added twice', async () => {
    await ring.put(entry);
    assert.deepEqual([ring.labelOf(apiKey), ring.labelOf(`${apiKey}x`)], ['Acme', null]);
  });
});

describe('a stored admin key', () => {
  it('is left out if it is damaged, or would go where no key may go', () => {
    const stored = { label: 'Acme', provider: 'openai', ...entry.access };
    assert.deepEqual(parseAdminEntry('acme', JSON.stringify(stored)), entry);
    for (const change of [
      { label: '' },
      { provider: 'nobody' },
      { apiKey: 5 },
      { baseUrl: 'http://api.openai.com/v1' },
      { baseUrl: 'https://user:pass@api.openai.com' },
      { baseUrl: undefined },
    ])
      assert.equal(parseAdminEntry('acme', JSON.stringify({ ...stored, ...change })), null, JSON.stringify(change));
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseAdminEntry('acme', text)));
  });
});
