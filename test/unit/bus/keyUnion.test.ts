import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type KeyHolder, type SharedKey, uniteKeys } from '../../../src/bus/keyUnion.ts';
import type { HeldKey } from '../../../src/bus/told.ts';
import { isStored } from '../../../src/bus/union.ts';
import { WindowView } from '../../../src/bus/windowView.ts';
import { type LimitId, limitIdOf } from '../../../src/core/model/limit.ts';
import type { LimitSnapshot, Snapshot } from '../../../src/core/model/snapshot.ts';
import { situations } from '../../panel/situations.ts';
import { fc } from '../core/fastCheck.ts';
import { budget } from '../engine/stage.ts';
import { held, preferences } from './simulatedWindow.ts';

interface TestWindow extends KeyHolder {
  readonly name: string;
}

function unite(windows: readonly TestWindow[], before: readonly SharedKey<TestWindow>[] = []) {
  const stored = new Map(windows.map(({ store, keys }) => [store, keys.filter(isStored)]));
  return uniteKeys(windows, stored, before);
}

/** The engine's name of a value at its origin. */
const named = 'digest@https:provider.invalid';

const idsOf = (keys: readonly SharedKey<TestWindow>[]) => keys.map(({ id }) => id);

test('one value at one origin is one key, whichever editors have it; elsewhere it is another', () => {
  const one = {
    name: 'one',
    store: 'a',
    keys: [held({ id: 'x' }), held({ id: 'y', origin: 'https://other.invalid' })],
  };
  const other = { name: 'other', store: 'b', keys: [held({ id: 'z', label: 'Mine', models: ['gpt-5', 'o5'] })] };
  const keys = unite([one, other]);
  assert.deepEqual(idsOf(keys), [named, 'digest@https:other.invalid']);
  assert.deepEqual(keys[0]?.watched.models, ['gpt-5', 'o5']);
  assert.deepEqual(
    keys[0]?.holdings.map(({ window, key }) => [window.name, key.id]),
    [
      ['one', 'x'],
      ['other', 'z'],
    ],
  );
});

test('one value at two origins is two keys', () => {
  const one = { name: 'one', store: 'a', keys: [held({ id: 'x' })] };
  const proxied = { name: 'proxied', store: 'b', keys: [held({ id: 'p', origin: 'https://proxy.invalid' })] };
  assert.deepEqual(idsOf(unite([one, proxied])), [named, 'digest@https:proxy.invalid']);
});

test('a value that was added twice is two keys, as it was when one window was alone', () => {
  const window = { name: 'one', store: 'a', keys: [held({ id: 'x' }), held({ id: 'y' })] };
  const again = { ...window, name: 'two' };
  assert.deepEqual(idsOf(unite([window, again])), [named, `${named}+2`]);
});

test('keys whose values nobody could read are those of their own storage', () => {
  const unread = held({ id: 'x', digest: null });
  const windows = ['a', 'a', 'b'].map((store, at) => ({ name: String(at), store, keys: [unread] }));
  assert.deepEqual(idsOf(unite(windows)), ['x', 'x+2']);
});

test('a key has the same name whichever window has it first; an unread one keeps its own until the last has gone', () => {
  const one = {
    name: 'one',
    store: 'a',
    keys: [held({ id: 'x' }), held({ id: 'u', digest: null, storage: 'session' })],
  };
  const other = { name: 'other', store: 'b', keys: [held({ id: 'z' })] };
  const both = unite([one, other]);
  assert.deepEqual(idsOf(both), [named, 'u']);
  assert.deepEqual(idsOf(unite([other, one])), [named, 'u']);
  assert.deepEqual(idsOf(unite([other], both)), [named]);
});

const someKey: fc.Arbitrary<HeldKey> = fc
  .record({
    id: fc.constantFrom('x', 'y', 'x+2', 'xy', 'demo'),
    digest: fc.constantFrom('d1', 'd2', null),
    origin: fc.constantFrom('https://a.invalid', 'http://127.0.0.1:1'),
    storage: fc.constantFrom('secret' as const, 'session' as const, 'demo' as const),
    label: fc.constantFrom('Work', 'Home'),
  })
  .map(held);
const someWindow = fc.record({
  name: fc.constantFrom('one', 'two', 'three'),
  store: fc.constantFrom('a', 'b'),
  keys: fc.uniqueArray(someKey, { maxLength: 4, selector: ({ id }) => id }),
});

test('whatever windows have: no two keys share a name, each window sees its own under their names, and finds its way back', () => {
  fc.assert(
    fc.property(fc.array(someWindow, { maxLength: 4 }), fc.array(someWindow, { maxLength: 4 }), (first, then) => {
      const keys = unite(then, unite(first));
      assert.equal(new Set(idsOf(keys)).size, keys.length);
      const snapshot = snapshotOf(idsOf(keys), keys);
      for (const window of then) {
        const view = new WindowView(keys, [], window);
        const shown = view.snapshot(snapshot);
        const shownIds = shown.keys.map(({ id }) => id);
        assert.equal(new Set(shownIds).size, shownIds.length, 'two keys of one name in a window');
        for (const { id, storage } of window.keys) if (storage !== 'secret') assert.ok(shownIds.includes(id));
        for (const key of shown.keys) {
          const engineId = view.engineId(key.id);
          assert.ok(engineId !== null && idsOf(keys).includes(engineId));
          const [limit] = key.models.flatMap(({ limits }) => limits);
          assert.ok(limit);
          assert.equal(limit.keyId, key.id);
          assert.deepEqual(view.engineWishes({ ...preferences, muted: [limit.id] }).muted, [limitOf(engineId)]);
          assert.ok(shown.ranking.some(({ keyId, binding }) => keyId === key.id && binding === limit.id));
        }
      }
    }),
  );
});

const limitOf = (id: string): LimitId => limitIdOf(`${id}/gpt-5/requests`);

function snapshotOf(ids: readonly string[], keys: readonly SharedKey<TestWindow>[]): Snapshot {
  const [sample] = situations.fine.keys;
  const [model] = sample?.models ?? [];
  const [limit] = model?.limits ?? [];
  assert.ok(sample && model && limit);
  return {
    at: 0,
    budget,
    sources: [],
    organizations: [],
    statuses: [],
    keys: ids.map((id, at) => {
      const own: LimitSnapshot = { ...limit, id: limitOf(id), keyId: id };
      const storage = keys[at]?.watched.storage ?? 'secret';
      return { ...sample, id, storage, models: [{ ...model, limits: [own] }] };
    }),
    ranking: ids.map((keyId) => ({ keyId, model: model.model, binding: limitOf(keyId) })),
  };
}
