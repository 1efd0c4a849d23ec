import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY } from '../../../../src/core/model/limit.ts';
import type { Access } from '../../../../src/providers/provider.ts';
import { access, failed, key, reading, stage } from '../../engine/stage.ts';

test('a new key is checked at once, and its first reading is in the snapshot', async () => {
  const { clock, provider, only } = stage();
  assert.equal(only().status, 'starting');
  assert.equal(only().nextCheck.reason, 'first');
  await clock.pass(0.1);
  assert.equal(provider.requests.length, 1);
  assert.equal(only().status, 'ok');
  assert.equal(only().models[0]?.limits[0]?.capacity, 10_000);
  assert.equal(only().models[0]?.headers, 'present');
});

test('never more than one request of a key is under way, however many ask', async () => {
  const { clock, provider, engine, only } = stage({ keys: [key({ models: ['gpt-5', 'gpt-4o', 'gpt-4.1'] })] });
  provider.script = { readings: [reading(9_000)], took: 4 };
  await clock.pass(1);
  assert.deepEqual(only().nextCheck, { wait: 0, reason: 'in-flight' });
  const asked = [
    engine.ask({ type: 'check-now', keyId: null }),
    engine.ask({ type: 'check-now', keyId: 'k' }),
    engine.ask({ type: 'check-now', keyId: null }),
  ];
  void engine.ask({ type: 'in-use', inUse: false });
  void engine.ask({ type: 'in-use', inUse: true });
  engine.watch([key({ models: ['gpt-5', 'gpt-4o'] })]);
  await clock.pass(120);
  await Promise.all(asked);
  assert.equal(provider.mostInFlight, 1);
  assert.ok(provider.requests.length > 5);
});

test('two keys are checked side by side', async () => {
  const { clock, provider } = stage({ keys: [key(), key({ id: 'other' })] });
  provider.script = { took: 5 };
  await clock.pass(1);
  assert.equal(provider.mostInFlight, 2);
});

test('a refused key is asked with once, until it is replaced', async () => {
  const { clock, provider, engine, only } = stage({ keys: [key({ models: ['gpt-5', 'gpt-4o'] })] });
  provider.script = { failure: failed('key-invalid') };
  await clock.pass(DAY);
  assert.equal(provider.requests.length, 1);
  assert.equal(only().status, 'refused');
  assert.deepEqual(only().nextCheck, { wait: null, reason: 'key-refused' });
  void engine.ask({ type: 'in-use', inUse: false });
  void engine.ask({ type: 'in-use', inUse: true });
  await clock.pass(60);
  assert.equal(provider.requests.length, 1);
  provider.script = { readings: [reading(10_000)] };
  engine.restart(key());
  await clock.pass(1);
  assert.equal(provider.requests.length, 2);
  assert.equal(only().status, 'ok');
});

test('offline it asks ever more rarely, at least every five minutes or so, and recovers at once', async () => {
  for (const seed of [1, 2, 3]) {
    const { clock, provider, only, gaps } = stage({ seed });
    provider.script = { failure: failed('network') };
    await clock.pass(3_600);
    assert.equal(only().status, 'offline');
    assert.equal(only().nextCheck.reason, 'offline');
    assert.ok(
      gaps().every((gap) => gap >= 5 && gap <= 302),
      String(gaps()),
    );
    assert.ok(provider.requests.length <= 60, `${provider.requests.length} in an hour`);
    assert.ok(new Set(gaps().map((gap) => gap.toFixed(3))).size > gaps().length / 2, 'the gaps vary');
    provider.script = { readings: [reading(10_000)] };
    await clock.pass(310);
    assert.equal(only().status, 'ok');
  }
});

test('a wait that the provider asks for is kept to the second', async () => {
  for (const wait of [1, 20, 432, 7_999]) {
    const { clock, provider, only } = stage();
    provider.script = { failure: failed('rate', wait) };
    await clock.pass(0.1);
    assert.equal(only().status, 'waiting');
    const refusedAt = provider.requests[0]?.at ?? 0;
    await clock.pass(wait / 2);
    await clock.pass(wait + 60);
    const next = provider.requests[1]?.at ?? 0;
    assert.ok(next >= refusedAt + wait, `asked again after ${next - refusedAt} s instead of ${wait}`);
    // Where the pace alone would be slower, it is.
    assert.ok(next <= refusedAt + Math.max(wait, 48) + 1, `asked again after ${next - refusedAt} s instead of ${wait}`);
  }
});

test('one refusal holds for all models of the key', async () => {
  const { clock, provider } = stage({ keys: [key({ models: ['a', 'b', 'c'] })] });
  provider.script = { failure: failed('rate', 100) };
  await clock.pass(99);
  assert.equal(provider.requests.length, 1);
});

test('a window that is not used asks nothing, and looks at once when it is used again', async () => {
  const { clock, provider, engine, only } = stage();
  await clock.pass(10);
  void engine.ask({ type: 'in-use', inUse: false });
  assert.deepEqual(only().nextCheck, { wait: null, reason: 'window-idle' });
  await clock.pass(3_600);
  assert.equal(provider.requests.length, 1);
  void engine.ask({ type: 'in-use', inUse: true });
  await clock.pass(2.1);
  assert.equal(provider.requests.length, 2);
});

test('whoever comes back after a while is watched as closely as a new key; a short absence changes nothing', async () => {
  const soon = 700;
  const checksAfter = async (absence: number) => {
    const { clock, provider, engine } = stage();
    await clock.pass(4_000);
    void engine.ask({ type: 'in-use', inUse: false });
    await clock.pass(absence);
    const before = provider.requests.length;
    void engine.ask({ type: 'in-use', inUse: true });
    await clock.pass(soon);
    return provider.requests.length - before;
  };
  const { clock, provider } = stage();
  await clock.pass(soon);
  assert.ok(provider.requests.length > 5, `${provider.requests.length}`);
  const again = await checksAfter(3_600);
  assert.ok(Math.abs(again - provider.requests.length) <= 1, `${again} after ${provider.requests.length}`);
  assert.ok((await checksAfter(120)) <= 3);
});

test('keys that wake up together do not ask at the same moment', async () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const { clock, provider, engine } = stage({ keys: ids.map((id) => key({ id })) });
  await clock.pass(10);
  void engine.ask({ type: 'in-use', inUse: false });
  await clock.pass(3_600);
  const before = provider.requests.length;
  void engine.ask({ type: 'in-use', inUse: true });
  await clock.pass(3);
  const moments = provider.requests.slice(before).map(({ at }) => at);
  assert.equal(moments.length, ids.length);
  assert.ok(Math.max(...moments) - Math.min(...moments) > 0.5, JSON.stringify(moments));
});

test('the shares of requests hold over a day', async () => {
  const { clock, provider } = stage();
  provider.script = { readings: [reading(150, 200, DAY)] };
  await clock.pass(DAY);
  assert.ok(provider.requests.length >= 4 && provider.requests.length <= 5, String(provider.requests.length));
});

test('checking now asks every model once, pace or no pace', async () => {
  const { clock, provider, engine } = stage({ keys: [key({ models: ['a', 'b'] })] });
  await clock.pass(2);
  const before = provider.requests.length;
  const done = engine.ask({ type: 'check-now', keyId: null });
  await clock.pass(0);
  assert.equal(await done, null);
  assert.deepEqual(
    provider.requests.slice(before).map(({ model }) => model),
    ['a', 'b'],
  );
  assert.equal(await engine.ask({ type: 'check-now', keyId: 'nobody' }), null);
  engine.watch([key({ models: [] })]);
  assert.deepEqual(await engine.ask({ type: 'check-now', keyId: null }), { wait: null, reason: 'no-models' });
});

test('a storage that hangs, fails or has no key leaves the key missing, and the rest at work', async () => {
  const storages: (() => Promise<Access | null>)[] = [
    () => new Promise(() => {}),
    async () => {
      throw new Error('the keyring is locked');
    },
    async () => null,
  ];
  for (const storage of storages) {
    let current = storage;
    const { clock, provider, engine, only } = stage({ access: () => current() });
    await clock.pass(11);
    assert.equal(only().status, 'missing');
    assert.deepEqual(only().nextCheck, { wait: null, reason: 'key-missing' });
    assert.equal(provider.requests.length, 0);
    assert.equal(clock.pending, 0);
    current = async () => access;
    const done = engine.ask({ type: 'check-now', keyId: null });
    await clock.pass(0);
    assert.equal(await done, null);
    assert.equal(only().status, 'ok');
    await clock.pass(100);
    assert.ok(provider.requests.length > 1);
  }
});

test('a key that is no longer the one the user has allowed is not asked with until it is', async () => {
  let current: Access | 'changed' = 'changed';
  const { clock, provider, engine, only } = stage({ access: async () => current });
  await clock.pass(DAY);
  assert.equal(only().status, 'changed');
  assert.deepEqual(only().nextCheck, { wait: null, reason: 'key-changed' });
  await engine.ask({ type: 'check-now', keyId: null });
  assert.equal(provider.requests.length, 0);
  current = access;
  engine.restart(key());
  await clock.pass(1);
  assert.equal(only().status, 'ok');
});

test('without headers the key is fine and the model says so; it is then asked rarely', async () => {
  const { clock, provider, only, gaps } = stage();
  provider.script = {};
  await clock.pass(2 * 3_600);
  assert.equal(only().status, 'ok');
  assert.equal(only().models[0]?.headers, 'absent');
  assert.ok(provider.requests.length <= 6, String(gaps()));
});
