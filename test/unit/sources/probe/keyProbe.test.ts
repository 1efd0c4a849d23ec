import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY } from '../../../../src/core/model/limit.ts';
import type { Access } from '../../../../src/providers/provider.ts';
import { seededRandom } from '../../engine/random.ts';
import { access, budget, failed, key, preferences, reading, stage } from '../../engine/stage.ts';

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

test('keys that are checked at the same moment do not spend the same dollars', async () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  // The storage opens for all of them at once.
  const { promise: opened, resolve: open } = Promise.withResolvers<Access>();
  const keys = ids.map((id) => key({ id, models: ['unpriced'] }));
  const { clock, engine, spending } = stage({ keys, access: () => opened });
  engine.prefer({ ...preferences, budget: { ...budget, dollarsPerDay: 0.001 } });
  await clock.pass(2);
  open(access);
  await clock.pass(600);
  const ceiling = [...spending.days.values()].reduce((sum, day) => sum + day.ceiling, 0);
  assert.ok(ceiling > 0 && ceiling <= 0.001, String(ceiling));
});

test("a day's money is not exceeded, however much is asked, and tomorrow it starts anew", async () => {
  const { clock, provider, engine, spending, only } = stage({ keys: [key({ models: ['o3', 'unpriced'] })] });
  provider.script = { readings: [reading(9_000)], tokens: 900 };
  for (let hour = 0; hour < 23; hour++) {
    await clock.pass(3_600);
    await engine.ask({ type: 'check-now', keyId: null });
  }
  const [day] = spending.days.values();
  assert.ok(day && day.ceiling > 0.04 && day.ceiling <= 0.05 + 0.027, JSON.stringify(day));
  assert.equal(only().nextCheck.reason, 'budget-money');
  assert.equal((await engine.ask({ type: 'check-now', keyId: null }))?.reason, 'budget-money');
  const { length } = provider.requests;
  await clock.pass(3_500);
  assert.equal(provider.requests.length, length);
  await clock.pass(300);
  assert.ok(provider.requests.length > length);
});

test('a check of several models stops where the money ends', async () => {
  const { clock, provider, engine, spending } = stage({ keys: [key({ models: ['a', 'b', 'c', 'd', 'e'] })] });
  engine.prefer({ ...preferences, budget: { ...budget, dollarsPerDay: 0.001 } });
  const done = engine.ask({ type: 'check-now', keyId: null });
  await clock.pass(600);
  await done;
  assert.equal(provider.requests.length, 3);
  assert.ok(([...spending.days.values()][0]?.ceiling ?? 1) <= 0.001);
});

test('a second key is checked as soon as the money that the first had set aside is free again', async () => {
  const keys = [key({ id: 'a', models: ['unpriced'] }), key({ id: 'b', models: ['unpriced'] })];
  const { clock, provider, engine, spending } = stage({ keys });
  // Enough for one check as far as is known before it, and for many by what one costs.
  engine.prefer({ ...preferences, budget: { ...budget, dollarsPerDay: 0.0005 } });
  provider.script = { readings: [reading(10_000)], tokens: 1, took: 2 };
  await clock.pass(5);
  assert.ok(spending.days.has('a') && spending.days.has('b'), JSON.stringify([...spending.days]));
  assert.equal(
    engine.current.keys.some(({ nextCheck }) => nextCheck.reason === 'first'),
    false,
  );
});

test('a demo costs nothing and is not held back by money', async () => {
  const { clock, provider, engine, spending } = stage({ keys: [key({ storage: 'demo' })] });
  engine.prefer({ ...preferences, budget: { ...budget, dollarsPerDay: 0 } });
  await clock.pass(300);
  assert.ok(provider.requests.length > 3);
  assert.equal([...spending.days.values()][0]?.ceiling, 0);
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

test('without headers the key is fine and the model says so; it is then asked rarely', async () => {
  const { clock, provider, only, gaps } = stage();
  provider.script = {};
  await clock.pass(2 * 3_600);
  assert.equal(only().status, 'ok');
  assert.equal(only().models[0]?.headers, 'absent');
  assert.ok(provider.requests.length <= 6, String(gaps()));
});

// The cheapest flagship of each provider in the price table.
for (const model of ['gpt-5', 'claude-opus-5-5']) {
  test(`a working day of a coding agent costs less than five cents at the defaults (${model})`, async () => {
    const { clock, provider, spending } = stage({ keys: [key({ models: [model] })] });
    const random = seededRandom(3);
    const capacity = 500_000;
    let left = capacity;
    let until = 0;
    for (let second = 0; second < 8 * 3_600; second++) {
      left = Math.min(capacity, left + capacity / 60);
      // It works for some minutes, then somebody reads for some minutes.
      if (second >= until) until = second + 60 + random() * 600;
      const works = Math.floor(until) % 2 === 0;
      if (works && random() < 0.12 && left > 96_000) left -= 96_000;
      const requests = { ...reading(5_000, 5_000), timeToFull: 0 };
      const level = { low: Math.floor(left), high: Math.floor(left) + 1 };
      const tokens = { ...requests, unit: 'tokens', capacity, level } as const;
      provider.script = { readings: [requests, tokens], tokens: 9, answer: 1 };
      await clock.pass(1);
    }
    const day = [...spending.days.values()][0];
    assert.ok(provider.requests.length > 8 * 60, `only ${provider.requests.length} checks`);
    // Less by so much that something is left for the evening.
    assert.ok(day && day.dollars !== null && day.dollars < 0.048, JSON.stringify(day));
  });
}
