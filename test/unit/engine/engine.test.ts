import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cause, Failure } from '../../../src/core/failure.ts';
import { DAY, MINUTE, type Reading } from '../../../src/core/limits.ts';
import type { Observation } from '../../../src/core/observation.ts';
import type { DayOfSpending } from '../../../src/core/spending.ts';
import { Engine } from '../../../src/engine/engine.ts';
import type { WatchedKey } from '../../../src/engine/keyWatch.ts';
import type { Access } from '../../../src/providers/provider.ts';
import { DrivenClock } from './drivenClock.ts';
import { seededRandom } from './random.ts';
import { ScriptedProvider } from './scriptedProvider.ts';

const access: Access = { apiKey: 'sk-scripted', baseUrl: 'https://provider.invalid' };
const budget = { shareOfRequestsPerMinute: 0.01, shareOfRequestsPerDay: 0.02, dollarsPerDay: 0.05 };
const preferences = { budget, thresholds: () => ({ low: 0.2, critical: 0.05 }), muted: new Set<string>() };

function key(more: Partial<WatchedKey> = {}): WatchedKey {
  const origin = 'https://provider.invalid';
  const models = ['gpt-5'];
  return {
    id: 'k',
    label: 'Work',
    provider: 'openai',
    origin,
    fingerprint: 'sk…ed',
    storage: 'secret',
    models,
    ...more,
  };
}

function reading(left: number, capacity = 10_000, window = MINUTE): Reading {
  return { unit: 'requests', pool: 'standard', window, capacity, level: { low: left, high: left }, timeToFull: null };
}

function failed(cause: Cause, retryAfter: number | null = null): Failure {
  return {
    cause,
    status: cause === 'network' ? null : 400,
    message: cause,
    type: null,
    code: null,
    retryAfter,
    limit: null,
  };
}

/** An engine with everything around it driven by the test. */
function stage(start: { keys?: readonly WatchedKey[]; access?: () => Promise<Access | null>; seed?: number } = {}) {
  const clock = new DrivenClock();
  const provider = new ScriptedProvider(clock);
  provider.script = { readings: [reading(10_000)] };
  const spent = new Map<string, DayOfSpending>();
  const observations: Observation[] = [];
  const engine = new Engine(
    {
      clock,
      random: seededRandom(start.seed ?? 1),
      providerOf: () => provider,
      access: start.access ?? (async () => access),
      spending: { read: (id) => spent.get(id), write: (id, day) => void spent.set(id, day) },
      log: { observation: (observation) => void observations.push(observation) },
    },
    preferences,
  );
  const announced: string[] = [];
  engine.onDidAnnounce(({ id, crossing }) => void announced.push(`${id} ${crossing}`));
  engine.watch(start.keys ?? [key()]);
  const only = () => {
    const [first] = engine.snapshot().keys;
    assert.ok(first);
    return first;
  };
  const gaps = () => provider.requests.slice(1).map(({ at }, index) => at - (provider.requests[index]?.at ?? 0));
  return { clock, provider, engine, announced, observations, spent, only, gaps };
}

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
  const asked = [engine.checkNow(), engine.checkNow('k'), engine.checkNow()];
  engine.setWindowInUse(false);
  engine.setWindowInUse(true);
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
  engine.setWindowInUse(false);
  engine.setWindowInUse(true);
  await clock.pass(60);
  assert.equal(provider.requests.length, 1);
  provider.script = { readings: [reading(10_000)] };
  engine.restart(key());
  await clock.pass(1);
  assert.equal(provider.requests.length, 2);
  assert.equal(only().status, 'ok');
});

test('a replaced key does not show what was left of the old one', async () => {
  const { clock, provider, engine, only } = stage();
  await clock.pass(1);
  provider.script = { hangs: true };
  engine.restart(key());
  await clock.pass(1);
  assert.deepEqual(only().models[0]?.limits, []);
  assert.equal(only().status, 'starting');
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
    const { clock, provider, only, engine } = stage();
    provider.script = { failure: failed('rate', wait) };
    await clock.pass(0.1);
    assert.equal(only().status, 'waiting');
    const refusedAt = provider.requests[0]?.at ?? 0;
    await clock.pass(wait / 2);
    assert.equal((await engine.checkNow())?.reason, 'retry-after');
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
  engine.setWindowInUse(false);
  assert.deepEqual(only().nextCheck, { wait: null, reason: 'window-idle' });
  await clock.pass(3_600);
  assert.equal(provider.requests.length, 1);
  engine.setWindowInUse(true);
  await clock.pass(0.5);
  assert.equal(provider.requests.length, 2);
});

test("a day's money is not exceeded, however much is asked, and tomorrow it starts anew", async () => {
  const { clock, provider, engine, spent, only } = stage({ keys: [key({ models: ['o3', 'unpriced'] })] });
  provider.script = { readings: [reading(9_000)], tokens: 900 };
  for (let hour = 0; hour < 23; hour++) {
    await clock.pass(3_600);
    await engine.checkNow();
  }
  const [day] = spent.values();
  assert.ok(day && day.ceiling > 0.04 && day.ceiling <= 0.05 + 0.027, JSON.stringify(day));
  assert.equal(only().nextCheck.reason, 'budget-money');
  assert.equal((await engine.checkNow())?.reason, 'budget-money');
  const { length } = provider.requests;
  await clock.pass(3_500);
  assert.equal(provider.requests.length, length);
  await clock.pass(300);
  assert.ok(provider.requests.length > length);
});

test('a check of several models stops where the money ends', async () => {
  const { clock, provider, engine, spent } = stage({ keys: [key({ models: ['a', 'b', 'c', 'd', 'e'] })] });
  engine.prefer({ ...preferences, budget: { ...budget, dollarsPerDay: 0.001 } });
  const done = engine.checkNow();
  await clock.pass(600);
  await done;
  assert.equal(provider.requests.length, 3);
  assert.ok(([...spent.values()][0]?.ceiling ?? 1) <= 0.001);
});

test('a demo costs nothing and is not held back by money', async () => {
  const { clock, provider, engine, spent } = stage({ keys: [key({ storage: 'demo' })] });
  engine.prefer({ ...preferences, budget: { ...budget, dollarsPerDay: 0 } });
  await clock.pass(300);
  assert.ok(provider.requests.length > 3);
  assert.equal([...spent.values()][0]?.ceiling, 0);
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
  const done = engine.checkNow();
  await clock.pass(0);
  assert.equal(await done, null);
  assert.deepEqual(
    provider.requests.slice(before).map(({ model }) => model),
    ['a', 'b'],
  );
  assert.equal(await engine.checkNow('nobody'), null);
  engine.watch([key({ models: [] })]);
  assert.deepEqual(await engine.checkNow(), { wait: null, reason: 'no-models' });
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
    const done = engine.checkNow();
    await clock.pass(0);
    assert.equal(await done, null);
    assert.equal(only().status, 'ok');
    await clock.pass(100);
    assert.ok(provider.requests.length > 1);
  }
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
    assert.deepEqual(
      [changes, observations.length, provider.requests.length],
      told.map((count, index) => (index === 0 ? changes : count)),
    );
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
  assert.deepEqual(engine.snapshot().keys, []);
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
  engine.setWindowInUse(false);
  await clock.pass(200);
  assert.equal(clock.pending, 0);
  assert.ok(clock.shortestDelay >= 1000, String(clock.shortestDelay));
});

test('a level becomes unknown when its reading is older than the window, and that is a change', async () => {
  const { clock, engine, only } = stage();
  await clock.pass(1);
  engine.setWindowInUse(false);
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
  for (const level of [10_000, 1_900, 400, 0, 0]) {
    provider.script = { readings: [reading(level)] };
    const done = engine.checkNow();
    await clock.pass(0.2);
    await done;
  }
  provider.script = { readings: [reading(10_000)] };
  await clock.pass(300);
  const id = 'k/gpt-5/requests';
  assert.deepEqual(announced, [`${id} low`, `${id} critical`, `${id} empty`, `${id} ready`]);
  assert.deepEqual(left.slice(0, 3), [1_900, 400, 0]);
});

test('a limit that is muted crosses silently and is marked', async () => {
  const { clock, provider, engine, announced, only } = stage();
  engine.prefer({ ...preferences, muted: new Set(['k/gpt-5/requests']) });
  provider.script = { readings: [reading(100)] };
  await clock.pass(1);
  assert.deepEqual(announced, []);
  assert.equal(only().models[0]?.limits[0]?.muted, true);
  assert.equal(only().models[0]?.limits[0]?.state, 'critical');
});

test('without headers the key is fine and the model says so; it is then asked rarely', async () => {
  const { clock, provider, only, gaps } = stage();
  provider.script = {};
  await clock.pass(2 * 3_600);
  assert.equal(only().status, 'ok');
  assert.equal(only().models[0]?.headers, 'absent');
  assert.ok(provider.requests.length <= 6, String(gaps()));
});

test('troubles of the provider change no level', async () => {
  for (const cause of ['overloaded', 'server-error'] as const) {
    const { clock, provider, only } = stage();
    await clock.pass(20);
    provider.script = { failure: failed(cause) };
    await clock.pass(30);
    assert.equal(only().status, 'trouble');
    assert.equal(only().models[0]?.limits[0]?.level?.estimate, 10_000);
    assert.equal(only().models[0]?.limits[0]?.state, 'fine');
    assert.equal(only().lastFailure?.failure.cause, cause);
  }
});

test('a listener that throws does not make the next check come sooner', async () => {
  const { clock, provider, engine } = stage();
  await clock.pass(1);
  provider.script = { readings: [reading(100)] };
  const broken = engine.onDidAnnounce(() => {
    broken.dispose();
    throw new Error('a listener is broken');
  });
  const done = engine.checkNow();
  await Promise.all([assert.rejects(done, /broken/), clock.pass(10)]);
  assert.equal(provider.requests.length, 2);
  await clock.pass(20);
  assert.equal(provider.requests.length, 3);
});

test('a snapshot is whole, is plain JSON and does not change afterwards', async () => {
  const { clock, provider, engine } = stage({
    keys: [key({ models: ['gpt-5', 'unpriced'] }), key({ id: 'b', models: [] })],
  });
  engine.prefer({ ...preferences, budget: { ...budget, shareOfRequestsPerMinute: 0, shareOfRequestsPerDay: 0 } });
  provider.script = { readings: [reading(100), reading(150, 200, DAY)], failure: failed('rate', 5) };
  await clock.pass(2);
  const snapshot = engine.snapshot();
  const text = JSON.stringify(snapshot);
  assert.deepEqual(JSON.parse(text), snapshot);
  assert.equal(text.includes(access.apiKey), false);
  provider.script = { readings: [reading(9_000)] };
  await clock.pass(60);
  engine.watch([]);
  assert.equal(JSON.stringify(snapshot), text);
});
