import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MINUTE } from '../../../../src/core/model/limit.ts';
import { fc } from '../../core/fastCheck.ts';
import { failed, key, preferences, reading, stage } from '../../engine/stage.ts';

/** Somebody holds down the key that checks, or another extension calls the command without end. */
async function flooded(parts: ReturnType<typeof stage>, seconds: number, every = 0.05): Promise<void> {
  for (let passed = 0; passed < seconds; passed += every) {
    void parts.engine.ask({ type: 'check-now', keyId: null });
    await parts.clock.pass(every);
  }
}

/** Asks once, and lets what is due at this moment happen. */
async function ask({ engine, clock }: ReturnType<typeof stage>) {
  const done = engine.ask({ type: 'check-now', keyId: null });
  await clock.pass(0);
  return done;
}

/** So much money that it is never the reason. */
const rich = { ...preferences, budget: { ...preferences.budget, dollarsPerDay: 1_000 } };

test('however often it is asked, a model is checked once a second', async () => {
  const parts = stage({ keys: [key({ models: ['a', 'b'] })] });
  parts.engine.prefer(rich);
  await flooded(parts, 20);
  for (const name of ['a', 'b']) {
    const moments = parts.provider.requests.filter(({ model }) => model === name).map(({ at }) => at);
    assert.ok(moments.length >= 19 && moments.length <= 21, `${name}: ${moments.length} in 20 s`);
  }
});

test('checks that are asked for take at most half of what is left of any limit of requests', async () => {
  const limit = fc.record({
    capacity: fc.integer({ min: 1, max: 200 }),
    window: fc.constantFrom(MINUTE, 600, DAY),
    left: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(limit, async ({ capacity, window, left: share }) => {
      const parts = stage();
      parts.engine.prefer(rich);
      // A window of the clock, which refills nothing before it ends.
      const atFirst = Math.floor(share * capacity);
      const { provider } = parts;
      provider.script = () => ({
        readings: [reading(Math.max(0, atFirst - provider.requests.length), capacity, window)],
      });
      await flooded(parts, Math.min(100, window - 1), 0.5);
      // Besides those that were asked for, the first and the share.
      const most = Math.max(1, atFirst / 2) + 1 + Math.max(2, capacity * 0.01);
      assert.ok(provider.requests.length <= most, `${provider.requests.length} of ${atFirst}`);
    }),
    { numRuns: 30, endOnFailure: true },
  );
});

test('one who may not ask yet is told when, and that it is the share', async () => {
  const parts = stage();
  parts.engine.prefer(rich);
  parts.provider.script = { readings: [reading(3, 3)] };
  await parts.clock.pass(2);
  assert.equal(await ask(parts), null);
  await parts.clock.pass(2);
  assert.deepEqual(await ask(parts), { wait: 58, reason: 'budget-rate' });
});

test('within a wait one may ask once, and is then told of the wait again', async () => {
  for (const wait of [20, 7_999]) {
    const parts = stage();
    const { clock, provider } = parts;
    provider.script = { failure: failed('rate', wait) };
    await clock.pass(wait / 2);
    assert.equal(provider.requests.length, 1);
    assert.equal(await ask(parts), null);
    assert.equal(provider.requests.length, 2);
    await clock.pass(5);
    // The second refusal asked for a wait of its own, which is no other one.
    assert.equal((await ask(parts))?.reason, 'retry-after');
    await clock.pass(wait + 50);
    assert.ok(provider.requests.length >= 3);
    assert.equal(await ask(parts), null);
  }
});

test('who asks within a wait asks with the model that was refused, and an answer ends the wait', async () => {
  const parts = stage({ keys: [key({ models: ['gpt-5', 'gpt-4o'] })] });
  const { clock, provider, only } = parts;
  await clock.pass(3);
  provider.script = (now) => (now < 100 ? { failure: failed('rate', 3_600) } : { readings: [reading(10_000)] });
  await clock.pass(97);
  assert.equal(only().status, 'waiting');
  const refused = provider.requests.at(-1)?.model;
  const before = provider.requests.length;
  await clock.pass(1);
  assert.equal(await ask(parts), null);
  assert.equal(provider.requests[before]?.model, refused);
  assert.equal(only().status, 'ok');
});

test('asking within a wait while offline does not end it', async () => {
  for (const cause of ['network', 'server-error'] as const) {
    const parts = stage();
    const { clock, provider, only } = parts;
    provider.script = { failure: failed('rate', 3_600) };
    await clock.pass(10);
    provider.script = { failure: failed(cause) };
    await ask(parts);
    await clock.pass(3_500);
    assert.equal(provider.requests.length, 2);
    assert.equal(only().status, 'waiting');
  }
});

test('of two models only the one is asked whose second is over, however long the answers take', async () => {
  const parts = stage({ keys: [key({ models: ['a', 'b'] })] });
  const { clock, provider } = parts;
  parts.engine.prefer(rich);
  // The first answer is slow, so that the second model is asked later and its second ends later.
  provider.script = () => ({ readings: [reading(10_000)], took: provider.requests.length === 1 ? 0.9 : 0.01 });
  await clock.pass(1.1);
  assert.equal(provider.requests.length, 2);
  void parts.engine.ask({ type: 'check-now', keyId: null });
  await clock.pass(0.1);
  assert.deepEqual(
    provider.requests.map(({ model }) => model),
    ['a', 'b', 'a'],
  );
});

test('a key waits no longer than the limit that refused takes to be full again', async () => {
  const { clock, provider, only } = stage();
  const limit = { unit: 'requests', window: MINUTE, capacity: 500, left: 0, requested: null } as const;
  provider.script = (now) => (now < 5 ? { failure: { ...failed('rate', 31 * DAY), limit } } : {});
  await clock.pass(MINUTE - 1);
  assert.deepEqual([only().status, provider.requests.length], ['waiting', 1]);
  await clock.pass(3);
  assert.deepEqual([only().status, provider.requests.length], ['ok', 2]);
});
