import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { KeyRecord, NewKey } from '../../../src/host/keys/keyRecord.ts';
import { KeyRing } from '../../../src/host/keys/keyRing.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memory.ts';
import { fc } from '../core/fastCheck.ts';

const apiKey = 'sk-proj-0123456789abcdefghijABCDEFGH';
const baseUrl = 'https://api.openai.com/v1';

function recordOf(changes: Partial<NewKey> = {}): NewKey {
  return {
    id: 'work-id',
    label: 'work',
    provider: 'openai',
    storage: 'secret',
    baseUrl,
    fingerprint: '…',
    models: ['gpt-5'],
    ...changes,
  };
}

const fromEnvironment = recordOf({ id: 'env-id', label: 'env', storage: 'environment', variable: 'OPENAI_API_KEY' });

describe('the key ring', () => {
  let memento: MemoryMemento;
  let secrets: MemorySecrets;
  let environment: Record<string, string>;
  let ring: KeyRing;
  let changes: (string | null)[];

  function open(): KeyRing {
    const opened = new KeyRing(memento, secrets, environment, 50);
    changes = [];
    opened.onDidChange(({ replaced }) => changes.push(replaced));
    return opened;
  }
  const stored = () => JSON.stringify([...memento.values]);
  const labels = () => ring.records().map(({ label }) => label);
  const entryOf = (id: string) => JSON.parse(secrets.values.get(`keygauge.key.${id}`) ?? 'null');
  const bare = (record: KeyRecord | undefined) => {
    const { digest, place, ...rest } = record ?? {};
    return rest;
  };
  const keyValue = async (id: string) => {
    const access = await ring.access(id);
    return access === 'changed' ? access : access?.apiKey;
  };

  beforeEach(() => {
    memento = new MemoryMemento();
    secrets = new MemorySecrets();
    environment = {};
    ring = open();
  });

  it('keeps a value in one entry of the secret storage with all that belongs to it', async () => {
    const kept = await ring.put(recordOf(), apiKey);
    assert.deepEqual(bare(kept), recordOf({ fingerprint: '…EFGH' }));
    assert.deepEqual(entryOf('work-id'), { ...kept, apiKey, baseUrl });
    assert.deepEqual(ring.records(), [kept]);
    assert.deepEqual(await ring.access('work-id'), { apiKey, baseUrl });
    assert.deepEqual(changes, [null]);
  });

  it('brings keys back after a restart', async () => {
    await ring.put(recordOf(), apiKey);
    const later = open();
    assert.deepEqual(later.records().map(bare), [recordOf({ fingerprint: '…EFGH' })]);
    assert.deepEqual(await later.access('work-id'), { apiKey, baseUrl });
  });

  it('never writes a value or its Base64 into the global state, whatever is done with the key', async () => {
    const action = fc.constantFrom('put', 'edit', 'remove', 'undo', 'environment', 'session', 'demo');
    const key = fc.stringMatching(/^[A-Za-z0-9_-]{24,40}$/);
    await fc.assert(
      fc.asyncProperty(key, fc.array(action, { maxLength: 8 }), async (value, actions) => {
        memento = new MemoryMemento();
        secrets = new MemorySecrets();
        environment = { OPENAI_API_KEY: value };
        ring = open();
        let undo: (() => Promise<unknown>) | null = null;
        for (const step of actions) {
          if (step === 'put') await ring.put(recordOf(), value);
          if (step === 'edit') await ring.edit('work-id', { label: 'other', models: ['a', 'b'] });
          if (step === 'remove') undo = (await ring.remove('work-id'))?.restore ?? undo;
          if (step === 'undo') await undo?.();
          if (step === 'environment') await ring.put(fromEnvironment, value);
          if (step === 'session' || step === 'demo') await ring.put(recordOf({ id: step, storage: step }), value);
          for (const { id } of ring.records()) await ring.access(id);
        }
        const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '').slice(0, -1);
        assert.ok(!stored().includes(value) && !stored().includes(base64), stored());
        assert.ok(!JSON.stringify(ring.watched()).includes(value));
      }),
      { numRuns: 100 },
    );
  });

  it('sends a stored key where it was given for, whatever becomes of its record', async () => {
    await ring.put(recordOf(), apiKey);
    memento.values.set('keygauge.keys', [recordOf({ baseUrl: 'https://evil.example/v1' })]);
    ring = open();
    assert.deepEqual(await ring.access('work-id'), { apiKey, baseUrl });
    const removal = await ring.remove('work-id');
    await removal?.restore?.();
    assert.deepEqual(await ring.access('work-id'), { apiKey, baseUrl });
    assert.equal(ring.records()[0]?.baseUrl, baseUrl);
  });

  it('goes by what is stored with the value, though a record was switched to another storage', async () => {
    await ring.put(recordOf(), apiKey);
    environment.OPENAI_API_KEY = 'sk-env';
    memento.values.set('keygauge.keys', [{ ...fromEnvironment, id: 'work-id', baseUrl: 'https://other.example/v1' }]);
    assert.deepEqual(await open().access('work-id'), { apiKey, baseUrl });
  });

  it('treats a damaged secret as a missing key', async () => {
    await ring.put(recordOf(), apiKey);
    for (const value of ['', '{', apiKey, JSON.stringify({ apiKey, baseUrl: 'http://evil.example' })]) {
      secrets.values.set('keygauge.key.work-id', value);
      assert.equal(await ring.access('work-id'), null);
    }
  });

  it('knows every value it handed out, for the redactor', async () => {
    environment.OPENAI_API_KEY = 'sk-environment';
    await ring.put(recordOf(), apiKey);
    await ring.put(fromEnvironment, 'sk-environment');
    await ring.put(recordOf({ id: 'demo', storage: 'demo' }), 'sk-simulator');
    assert.deepEqual(new Set(ring.values()), new Set([apiKey, 'sk-environment', 'sk-simulator']));
  });

  it('replaces a value and says which', async () => {
    await ring.put(recordOf(), apiKey);
    await ring.put(recordOf(), 'sk-proj-another-value-of-this-key');
    assert.equal(await keyValue('work-id'), 'sk-proj-another-value-of-this-key');
    assert.equal(ring.records().length, 1);
    assert.deepEqual(changes, [null, 'work-id']);
  });

  it('changes label and models and leaves the value alone', async () => {
    await ring.put(recordOf(), apiKey);
    await ring.edit('work-id', { label: 'other', models: [] });
    await ring.edit('nobody', { label: 'x' });
    assert.deepEqual(labels(), ['other']);
    assert.deepEqual(await ring.access('work-id'), { apiKey, baseUrl });
  });

  it('removes a key without a trace, and puts it back in its place', async () => {
    for (const id of ['a', 'b', 'c']) await ring.put(recordOf({ id, label: id }), `${apiKey}${id}`);
    const removal = await ring.remove('b');
    assert.equal(removal?.erased, true);
    assert.deepEqual(labels(), ['a', 'c']);
    assert.equal(await ring.access('b'), null);
    assert.deepEqual(
      [...secrets.values.keys()].filter((name) => name.startsWith('keygauge.key.')),
      ['keygauge.key.a', 'keygauge.key.c'],
    );
    await removal?.restore?.();
    assert.deepEqual(labels(), ['a', 'b', 'c']);
    assert.equal(await keyValue('b'), `${apiKey}b`);
    assert.equal(await ring.remove('nobody'), null);
  });

  it('hears of what another window does with a key, once, and not of what it does itself', async () => {
    const other = new KeyRing(memento, secrets, environment, 50);
    const heard = async () => {
      await ring.refresh();
      return changes.splice(0);
    };
    await ring.put(recordOf(), apiKey);
    assert.deepEqual(await heard(), [null]);
    await other.put(recordOf(), 'sk-proj-given-in-another-window');
    assert.deepEqual(await heard(), ['work-id']);
    assert.equal(await keyValue('work-id'), 'sk-proj-given-in-another-window');
    await other.edit('work-id', { label: 'other' });
    assert.deepEqual(await heard(), [null]);
    assert.deepEqual(labels(), ['other']);
    await other.put(recordOf({ id: 'more', label: 'more' }), apiKey);
    assert.deepEqual(await heard(), [null]);
    assert.deepEqual(labels(), ['other', 'more']);
    await other.remove('work-id');
    assert.deepEqual(await heard(), [null]);
    assert.deepEqual(labels(), ['more']);
    secrets.storeElsewhere('another.extension', 'x');
    assert.deepEqual(await heard(), []);
  });

  it('hears nothing any more once it is disposed', async () => {
    await ring.refresh();
    ring.dispose();
    await new KeyRing(memento, secrets, environment, 50).put(recordOf(), apiKey);
    assert.deepEqual(changes, []);
  });

  for (const mood of ['rejecting', 'hanging', 'forgetful'] as const) {
    describe(`with a ${mood} secret storage`, () => {
      it('a new key works in this session, and no copy of it lies anywhere', async () => {
        secrets.mood = mood;
        const kept = await ring.put(recordOf(), apiKey);
        assert.equal(kept.storage, 'session');
        assert.deepEqual(await ring.access('work-id'), { apiKey, baseUrl });
        assert.deepEqual(labels(), ['work']);
        assert.doesNotMatch(JSON.stringify([...secrets.values]), /sk-|work/);
        assert.doesNotMatch(stored(), /sk-|work/);
        await ring.edit('work-id', { label: 'other' });
        assert.doesNotMatch(stored(), /sk-|other/);
        assert.deepEqual(open().records(), []);
      });

      it('a session’s key can be removed and brought back', async () => {
        secrets.mood = mood;
        await ring.put(recordOf(), apiKey);
        const removal = await ring.remove('work-id');
        assert.deepEqual(labels(), []);
        assert.equal(removal?.erased, true);
        await removal?.restore?.();
        assert.deepEqual(await ring.access('work-id'), { apiKey, baseUrl });
      });
    });
  }

  for (const mood of ['rejecting', 'hanging'] as const) {
    it(`a stored key can be given up while the storage is ${mood}, and it is said that its value is still there`, async () => {
      await ring.put(recordOf(), apiKey);
      secrets.mood = mood;
      ring = open();
      await assert.rejects(ring.access('work-id'));
      const removal = await ring.remove('work-id');
      assert.deepEqual(labels(), []);
      assert.deepEqual(removal, { restore: null, erased: false });
      // The next window tries again, and does not bring the key back.
      await secrets.unlock();
      ring = open();
      await ring.refresh();
      assert.deepEqual(labels(), []);
      assert.equal(entryOf('work-id'), null);
      assert.ok(!stored().includes('work'));
    });
  }

  it('a storage that takes the key after all, because the user unlocked it, keeps it', async () => {
    secrets.mood = 'hanging';
    assert.equal((await ring.put(recordOf(), apiKey)).storage, 'session');
    await secrets.unlock();
    await ring.refresh();
    assert.equal(ring.records()[0]?.storage, 'secret');
    assert.deepEqual(await open().access('work-id'), { apiKey, baseUrl });
    assert.match(stored(), /work-id/);
    assert.doesNotMatch(stored(), /sk-/);
  });

  for (const mood of ['rejecting', 'hanging'] as const) {
    it(`a key of the environment is the same once a storage that was ${mood} at the start is unlocked`, async () => {
      environment.OPENAI_API_KEY = apiKey;
      const kept = await ring.put(fromEnvironment, apiKey);
      secrets.mood = mood;
      ring = open();
      await ring.refresh();
      await assert.rejects(ring.access('env-id'));
      const there = await ring.put(recordOf({ id: 'there' }), apiKey);
      const again = await ring.put(recordOf({ id: 'again' }), apiKey);
      assert.equal(again.digest, there.digest, 'which holds in this session');
      await secrets.unlock();
      await ring.refresh();
      assert.deepEqual(await ring.access('env-id'), { apiKey, baseUrl });
      assert.equal((await ring.put(recordOf(), apiKey)).digest, kept.digest);
    });
  }

  it('a storage that takes a key after the user removed it gives it up again', async () => {
    secrets.mood = 'hanging';
    await ring.put(recordOf(), apiKey);
    await ring.remove('work-id');
    await secrets.unlock();
    await ring.refresh();
    assert.equal(entryOf('work-id'), null);
    assert.deepEqual(ring.records(), []);
  });
});
