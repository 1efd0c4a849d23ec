import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { NewKey } from '../../../src/host/keys/keyRecord.ts';
import { KeyRing } from '../../../src/host/keys/keyRing.ts';
import { MemoryMemento, MemorySecrets } from '../../support/memory.ts';
import { fc } from '../core/fastCheck.ts';

const apiKey = 'sk-proj-0123456789abcdefghijABCDEFGH';
const baseUrl = 'https://api.openai.com/v1';
const keyOf = (id: string): NewKey => {
  return { id, label: id, provider: 'openai', storage: 'secret', baseUrl, fingerprint: '…', models: ['gpt-5'] };
};

/**
 * The global state of an editor as its windows have it: each writes the whole of its own copy, which reaches the others
 * some time later.
 */
class SharedState {
  #stored: [string, unknown][] = [];
  readonly windows: MemoryMemento[] = [];

  open(): MemoryMemento {
    const window = new MemoryMemento();
    for (const [key, value] of this.#stored) window.values.set(key, value);
    const update = window.update.bind(window);
    window.update = async (key, value) => {
      await update(key, value);
      this.#stored = [...window.values];
    };
    this.windows.push(window);
    return window;
  }

  /** What was written last reaches every window. */
  push(): void {
    for (const window of this.windows) {
      window.values.clear();
      for (const [key, value] of this.#stored) window.values.set(key, value);
    }
  }
}

/** What a key's checks are counted on. */
function digestIn(ring: KeyRing, keyId: string): string | null | undefined {
  return ring.records().find(({ id }) => id === keyId)?.digest;
}

describe('the storage of keys', () => {
  let memento: MemoryMemento;
  let secrets: MemorySecrets;
  let environment: Record<string, string>;
  const open = (state = memento) => new KeyRing(state, secrets, environment, 50);
  const idsOf = (ring: KeyRing) => ring.records().map(({ id }) => id);
  const entries = () => [...secrets.values.keys()].filter((name) => name.startsWith('keygauge.key.')).sort();

  beforeEach(() => {
    memento = new MemoryMemento();
    secrets = new MemorySecrets();
    environment = {};
  });

  it('loses no key, whatever several windows write at once and whichever is read first', async () => {
    const step = fc.record({
      window: fc.nat(2),
      action: fc.constantFrom('add', 'remove', 'rename', 'count', 'push'),
      which: fc.nat(3),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        secrets = new MemorySecrets();
        const shared = new SharedState();
        const mementos = [shared.open(), shared.open(), shared.open()];
        const rings = mementos.map((state) => open(state));
        await Promise.all(rings.map((ring) => ring.refresh()));
        const expected = new Set<string>();
        for (const [number, { window, action, which }] of steps.entries()) {
          const ring = rings[window] ?? assert.fail();
          // As in life, no key gets the id of another.
          if (action === 'add') {
            await ring.put(keyOf(`key-${number}`), apiKey);
            expected.add(`key-${number}`);
          }
          const id = [...expected][which] ?? 'nobody';
          if (action === 'remove') {
            await ring.refresh();
            if (await ring.remove(id)) expected.delete(id);
          }
          if (action === 'rename') await ring.edit(id, { label: `${id} again` });
          // Anything else of ours that a window writes takes its whole, perhaps outdated, copy along.
          if (action === 'count') await mementos[window]?.update('keygauge.mutedLimits', [id]);
          if (action === 'push') shared.push();
        }
        for (const ring of [...rings, open(shared.open())]) {
          await ring.refresh();
          assert.deepEqual(new Set(idsOf(ring)), expected);
          for (const id of expected) assert.deepEqual(await ring.access(id), { apiKey, baseUrl });
        }
        assert.equal(entries().length, expected.size);
      }),
      { numRuns: Number(process.env.FC_RUNS ?? 100) },
    );
  });

  it('keeps every one of several keys that are added in one moment', async () => {
    const shared = new SharedState();
    const rings = ['a', 'b', 'c', 'd'].map((id) => ({ id, ring: open(shared.open()) }));
    await Promise.all(rings.map(({ id, ring }) => ring.put(keyOf(id), `${apiKey}${id}`)));
    const later = open(shared.open());
    await later.refresh();
    assert.deepEqual(idsOf(later).sort(), ['a', 'b', 'c', 'd']);
  });

  it('moves in what version 0.1 stored, once, and leaves what that version can read', async () => {
    const { fingerprint, ...old } = keyOf('work');
    const variable = 'OPENAI_API_KEY';
    environment[variable] = 'sk-environment';
    memento.values.set('keygauge.keys', [
      { ...old, fingerprint: '…EFGH' },
      { ...old, id: 'env', storage: 'environment', variable },
    ]);
    secrets.values.set('keygauge.key.work', JSON.stringify({ apiKey, baseUrl }));
    // Killed in the middle of adding or removing a key.
    secrets.values.set('keygauge.key.left-over', JSON.stringify({ apiKey: 'sk-left', baseUrl }));
    const ring = open();
    assert.deepEqual(idsOf(ring), ['work', 'env'], 'shown before anything is read');
    assert.deepEqual(await ring.access('work'), { apiKey, baseUrl });
    assert.deepEqual(await ring.access('env'), { apiKey: 'sk-environment', baseUrl });
    assert.deepEqual(entries(), ['keygauge.key.env', 'keygauge.key.work']);
    const { label, models, ...more } = JSON.parse(secrets.values.get('keygauge.key.work') ?? '');
    assert.deepEqual([label, models, more.apiKey, more.baseUrl], ['work', ['gpt-5'], apiKey, baseUrl]);
    const inState = memento.get<{ id: string; storage: string; label: string }[]>('keygauge.keys');
    assert.deepEqual(
      inState.map((record) => [record.id, record.label, record.storage]),
      [
        ['work', 'work', 'secret'],
        ['env', 'work', 'environment'],
      ],
    );
    const before = JSON.stringify([[...secrets.values], [...memento.values]]);
    await open().refresh();
    assert.equal(JSON.stringify([[...secrets.values], [...memento.values]]), before, 'and nothing is written again');
  });

  it('asks about an old key of the environment where the environment now sends it elsewhere', async () => {
    Object.assign(environment, { OPENAI_API_KEY: 'sk-gateway', OPENAI_BASE_URL: 'https://gateway.example/v1' });
    const old = { ...keyOf('env'), storage: 'environment', variable: 'OPENAI_API_KEY' };
    memento.values.set('keygauge.keys', [old]);
    const ring = open();
    assert.equal(await ring.access('env'), 'changed');
    assert.deepEqual(idsOf(ring), ['env']);
  });

  it('sweeps the record of a key whose entry another window has removed, and keeps those of a storage that was cleared', async () => {
    const ring = open();
    for (const id of ['a', 'b']) await ring.put(keyOf(id), apiKey);
    secrets.values.delete('keygauge.key.a');
    const later = open();
    await later.refresh();
    assert.deepEqual(idsOf(later), ['b']);
    secrets.values.clear();
    for (const _ of ['the next window', 'and every later one']) {
      const next = open();
      await next.refresh();
      assert.deepEqual(idsOf(next), ['b']);
      assert.equal(await next.access('b'), null);
    }
    const again = open();
    await again.put({ ...keyOf('b'), label: 'b' }, apiKey);
    assert.deepEqual(await again.access('b'), { apiKey, baseUrl });
  });

  it('is all or nothing to whoever is killed while removing a key', async () => {
    await open().put(keyOf('work'), apiKey);
    const killed = open();
    await killed.refresh();
    secrets.mood = 'hanging';
    void killed.remove('work');
    await new Promise((resolve) => setTimeout(resolve, 10));
    killed.dispose();
    const sameSecrets = new MemorySecrets();
    for (const [name, value] of secrets.values) sameSecrets.values.set(name, value);
    const next = new KeyRing(memento, sameSecrets, environment, 50);
    await next.refresh();
    assert.deepEqual(idsOf(next), []);
    assert.deepEqual([...sameSecrets.values.keys()], ['keygauge.digestKey']);
  });

  it('names one value by one digest, which does not tell the value', async () => {
    const ring = open();
    await ring.put(keyOf('first'), apiKey);
    const account = digestIn(ring, 'first');
    await ring.remove('first');
    await ring.put(keyOf('again'), apiKey);
    await ring.put(keyOf('another'), `${apiKey}2`);
    assert.equal(digestIn(ring, 'again'), account);
    assert.notEqual(digestIn(ring, 'another'), account);
    const later = open();
    assert.equal(digestIn(later, 'again'), account);
    const elsewhere = new KeyRing(new MemoryMemento(), new MemorySecrets(), {}, 50);
    await elsewhere.put(keyOf('first'), apiKey);
    assert.notEqual(digestIn(elsewhere, 'first'), account, 'nobody can try out keys without the secret storage');
    await ring.put({ ...keyOf('demo'), storage: 'demo' }, 'sk-simulator');
    assert.equal(digestIn(ring, 'demo'), null);
  });

  it('throws at nothing that may be stored, and hands out nothing for another place than is stored with it', async () => {
    const record = fc.record(
      {
        id: fc.constantFrom<unknown>('a', 'b', '__proto__', 7),
        label: fc.oneof(fc.string(), fc.jsonValue()),
        provider: fc.constantFrom('openai', 'anthropic', 'compatible', 'x'),
        storage: fc.constantFrom('secret', 'environment', 'session', 'demo', 'removed'),
        baseUrl: fc.constantFrom(baseUrl, 'http://evil.example', 'https://evil.example', 'x'),
        variable: fc.constantFrom('OPENAI_API_KEY', 'HOME'),
        models: fc.jsonValue(),
        digest: fc.jsonValue(),
        place: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const index = fc.oneof(fc.jsonValue(), fc.array(fc.oneof(record, fc.jsonValue())));
    const entry = fc.oneof(
      fc.string(),
      fc.json(),
      fc.tuple(record, fc.constantFrom({}, { apiKey })).map((parts) => JSON.stringify(Object.assign({}, ...parts))),
    );
    await fc.assert(
      fc.asyncProperty(index, fc.dictionary(fc.constantFrom('a', 'b', 'c'), entry), async (state, stored) => {
        memento = new MemoryMemento();
        secrets = new MemorySecrets();
        environment = { OPENAI_API_KEY: 'sk-environment', HOME: 'not a key' };
        memento.values.set('keygauge.keys', state);
        for (const [id, value] of Object.entries(stored)) secrets.values.set(`keygauge.key.${id}`, value);
        const ring = open();
        await ring.refresh();
        for (const { id } of [...ring.records(), ...ring.watched()]) {
          const access = await ring.access(id);
          if (access === null || access === 'changed') continue;
          if (access.apiKey === 'sk-environment') assert.equal(access.baseUrl, baseUrl);
          else assert.deepEqual(access.baseUrl, JSON.parse(stored[id] ?? 'null').baseUrl);
        }
        const kept = await ring.put(keyOf('new'), apiKey);
        assert.ok(ring.records().some(({ id }) => id === kept.id));
        assert.doesNotMatch(JSON.stringify([...memento.values]), /sk-(?:environment|proj)/);
      }),
    );
  });
});
