import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Access } from '../../../../src/providers/provider.ts';
import { seededRandom } from '../../engine/random.ts';
import { access, budget, failed, key, preferences, reading, stage } from '../../engine/stage.ts';

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

test('a demo costs nothing and is not held back by money', async () => {
  const { clock, provider, engine, spending } = stage({ keys: [key({ storage: 'demo' })] });
  engine.prefer({ ...preferences, budget: { ...budget, dollarsPerDay: 0 } });
  await clock.pass(300);
  assert.ok(provider.requests.length > 3);
  assert.ok([...spending.days.values()].every(({ ceiling }) => ceiling === 0));
});

test('a check is counted before it leaves, and stays counted when it is called off on the way', async () => {
  for (const model of ['gpt-5', 'unpriced']) {
    const { clock, provider, engine, spending } = stage({ keys: [key({ models: [model] })] });
    let countedFirst = false;
    provider.script = () => {
      countedFirst = spending.days.get('k')?.requests === 1;
      return { hangs: true };
    };
    await clock.pass(1);
    assert.equal(provider.inFlight, 1);
    assert.ok(countedFirst, 'a window that is killed now has counted it');
    engine.dispose();
    await clock.pass(1);
    assert.equal(provider.calledOff, 1);
    const { requests, tokens, ceiling } = spending.days.get('k') ?? {};
    assert.deepEqual([requests, tokens], [1, 9]);
    assert.ok((ceiling ?? 0) > 0, 'it may have been served all the same');
  }
});

test('a check that was refused costs nothing, and one that was never sent does not count', async () => {
  const refused = stage();
  refused.provider.script = { failure: failed('rate', 100) };
  await refused.clock.pass(1);
  assert.deepEqual(
    [...refused.spending.days.values()].map(({ requests, ceiling }) => [requests, ceiling]),
    [[1, 0]],
  );
  const { clock, spending, only } = stage({ access: async () => null });
  await clock.pass(11);
  assert.equal(only().status, 'missing');
  assert.equal(spending.days.size, 0);
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

test('money that another window has just spent is seen before the next check, not after it', async () => {
  const { clock, provider, engine, spending } = stage();
  provider.script = { readings: [reading(10_000)] };
  await clock.pass(1);
  const asked = provider.requests.length;
  const other = { day: clock.today().day, requests: 1, tokens: 9, dollars: 0.05, ceiling: 0.05 };
  await spending.window().write({ elsewhere: [other] });
  await clock.pass(600);
  assert.equal(provider.requests.length, asked);
  assert.equal(engine.current.keys[0]?.nextCheck.reason, 'budget-money');
});

test('money set aside for a key that has no value is free for the next as soon as that is known', async () => {
  const keys = [key({ id: 'a', models: ['unpriced'] }), key({ id: 'b', models: ['unpriced'] })];
  const waits: (() => void)[] = [];
  // The storage takes its time, and then has nothing for the first.
  const storedValue = async (id: string) => {
    if (id === 'b') return access;
    await new Promise<void>((resolve) => waits.push(resolve));
    return null;
  };
  const { clock, provider, engine } = stage({ keys, access: storedValue });
  engine.prefer({ ...preferences, budget: { ...budget, dollarsPerDay: 0.0005 } });
  await clock.pass(5);
  assert.equal(engine.current.keys[1]?.nextCheck.reason, 'budget-money');
  for (const answer of waits) answer();
  await clock.pass(2);
  assert.equal(provider.requests.length, 1);
});
