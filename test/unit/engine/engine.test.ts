import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, limitIdOf } from '../../../src/core/model/limit.ts';
import { access, budget, failed, key, preferences, reading, stage } from './stage.ts';

test('a replaced key does not show what was left of the old one', async () => {
  const { clock, provider, engine, only } = stage();
  await clock.pass(1);
  provider.script = { hangs: true };
  engine.restart(key());
  await clock.pass(1);
  assert.deepEqual(only().models[0]?.limits, []);
  assert.equal(only().status, 'starting');
});

test('after the end nothing is asked, told or timed, not even by what was under way', async () => {
  for (const script of [{ hangs: true }, { took: 3 }, {}]) {
    const { clock, provider, engine, observations } = stage();
    provider.script = script;
    let changes = 0;
    engine.onDidChange(() => changes++);
    await clock.pass(1);
    const told = [changes, observations.length, provider.requests.length];
    engine.dispose();
    await clock.pass(DAY);
    assert.deepEqual([changes, observations.length, provider.requests.length], told);
    assert.equal(clock.pending, 0);
    assert.equal(provider.inFlight, 0);
  }
});

test('ending it while the storage hangs leaves no timer', async () => {
  const { clock, engine } = stage({ access: () => new Promise(() => {}) });
  await clock.pass(1);
  engine.dispose();
  await clock.pass(0);
  assert.equal(clock.pending, 0);
});

test('a key that is no longer watched is called off and forgotten', async () => {
  const { clock, provider, engine } = stage();
  provider.script = { hangs: true };
  await clock.pass(1);
  engine.watch([]);
  await clock.pass(1);
  assert.equal(provider.calledOff, 1);
  assert.deepEqual(engine.current.keys, []);
  assert.equal(clock.pending, 0);
});

test('an answer about a model that is no longer watched brings nothing back', async () => {
  const { clock, provider, engine, only } = stage();
  provider.script = { readings: [reading(100)], took: 5 };
  await clock.pass(1);
  engine.watch([key({ models: ['gpt-4o'] })]);
  await clock.pass(5);
  engine.watch([key({ models: ['gpt-5'] })]);
  assert.deepEqual(
    only().models.flatMap(({ limits }) => limits),
    [],
  );
});

test('while nothing moves and nothing is due there is no timer, and never one faster than once a second', async () => {
  const { clock, engine, provider } = stage();
  provider.script = { readings: [reading(5_000)] };
  await clock.pass(30);
  void engine.ask({ type: 'in-use', inUse: false });
  await clock.pass(200);
  assert.equal(clock.pending, 0);
  assert.ok(clock.shortestDelay >= 1000, String(clock.shortestDelay));
});

test('a level becomes unknown when its reading is older than the window, and that is a change', async () => {
  const { clock, engine, only } = stage();
  await clock.pass(1);
  void engine.ask({ type: 'in-use', inUse: false });
  const states: (string | undefined)[] = [];
  engine.onDidChange(() => states.push(only().models[0]?.limits[0]?.state));
  await clock.pass(100);
  assert.equal(states.at(-1), 'unknown');
  assert.equal(only().models[0]?.limits[0]?.level, null);
});

test('low, critical, empty and ready again are each announced once, with the snapshot of that moment', async () => {
  const { clock, provider, engine, announced } = stage();
  const left: (number | null | undefined)[] = [];
  engine.onDidAnnounce(({ snapshot }) => left.push(snapshot.keys[0]?.models[0]?.limits[0]?.level?.estimate));
  const look = async () => {
    const done = engine.ask({ type: 'check-now', keyId: null });
    await clock.pass(1);
    await done;
  };
  for (const level of [10_000, 1_900, 400, 0, 0]) {
    provider.script = { readings: [reading(level, 10_000, DAY)] };
    await look();
  }
  provider.script = { readings: [reading(10_000, 10_000, DAY)] };
  await look();
  await clock.pass(300);
  const id = 'k/gpt-5/requests';
  assert.deepEqual(announced, [`${id} low`, `${id} critical`, `${id} empty`, `${id} ready`, `${id} over`]);
  assert.deepEqual(
    left.slice(0, 3).map((amount) => Math.round(amount ?? 0)),
    [1_900, 400, 0],
  );
});

test('a limit that is muted crosses silently and is marked', async () => {
  const { clock, provider, engine, announced, only } = stage();
  engine.prefer({ ...preferences, muted: new Set([limitIdOf('k/gpt-5/requests')]) });
  provider.script = { readings: [reading(100)] };
  await clock.pass(1);
  assert.deepEqual(announced, []);
  assert.equal(only().models[0]?.limits[0]?.muted, true);
  assert.equal(only().models[0]?.limits[0]?.state, 'critical');
});

test('troubles of the provider lower no level, and no forecast plays on from them', async () => {
  for (const cause of ['overloaded', 'server-error'] as const) {
    const { clock, provider, only } = stage();
    await clock.pass(20);
    provider.script = { failure: failed(cause) };
    await clock.pass(30);
    assert.equal(only().status, 'trouble');
    const { level, lastLevel } = only().models[0]?.limits[0] ?? {};
    assert.equal(level, null);
    assert.equal(lastLevel?.high, 10_000);
    assert.equal(only().lastFailure?.failure.cause, cause);
  }
});

test('a listener that throws is logged, silences no other, and does not make the next check come sooner', async () => {
  const { clock, provider, engine, faults } = stage();
  await clock.pass(1);
  provider.script = { readings: [reading(100)] };
  const broken = [engine.onDidAnnounce, engine.onDidChange].map((event) =>
    event(() => {
      throw new Error('a listener is broken');
    }),
  );
  const told: string[] = [];
  engine.onDidAnnounce(({ crossing }) => told.push(crossing));
  engine.onDidChange(({ keys }) => told.push(String(keys[0]?.status)));
  const done = engine.ask({ type: 'check-now', keyId: null });
  await clock.pass(2);
  assert.equal(await done, null);
  assert.deepEqual(new Set(told), new Set(['ok', 'critical']));
  assert.match(String(faults[0]), /a listener is broken/);
  for (const one of broken) one.dispose();
  assert.equal(provider.requests.length, 2);
  await clock.pass(20);
  assert.ok(provider.requests.length >= 3);
});

test('a snapshot is whole, is plain JSON and does not change afterwards', async () => {
  const { clock, provider, engine } = stage({
    keys: [key({ models: ['gpt-5', 'unpriced'] }), key({ id: 'b', models: [] })],
  });
  engine.prefer({ ...preferences, budget: { ...budget, shareOfRequestsPerMinute: 0, shareOfRequestsPerDay: 0 } });
  provider.script = { readings: [reading(100), reading(150, 200, DAY)], failure: failed('rate', 5) };
  await clock.pass(2);
  const snapshot = engine.current;
  const text = JSON.stringify(snapshot);
  assert.deepEqual(JSON.parse(text), snapshot);
  assert.equal(text.includes(access.apiKey), false);
  provider.script = { readings: [reading(9_000)] };
  await clock.pass(60);
  engine.watch([]);
  assert.equal(JSON.stringify(snapshot), text);
});
