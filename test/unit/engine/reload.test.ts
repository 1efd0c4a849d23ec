import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../../src/core/model/failure.ts';
import { DAY, HOUR } from '../../../src/core/model/limit.ts';
import type { Script } from './scriptedProvider.ts';
import { failed, key, reading, stage } from './stage.ts';

const began = Date.UTC(2026, 10, 26, 9);

/** A window that is closed and opened again, with what it kept; `script`: what the provider answers. */
function reloading(script: Script, keys = [key()]) {
  let openedAt = began;
  let saved: unknown;
  const requests: number[] = [];
  /** Opens it for so many seconds, and closes it for others. `kept`: changes what was kept in between. */
  const open = async (
    seconds: number,
    closed = 0,
    more: { script?: Script; keys?: typeof keys; kept?: (saved: unknown) => unknown } = {},
  ) => {
    const kept = JSON.parse(JSON.stringify(saved ?? []));
    const saves = { saved: more.kept?.(kept) ?? kept, startsAt: openedAt, seed: openedAt };
    const window = stage({ keys: more.keys ?? keys, ...saves });
    const news: string[] = [];
    window.engine.onDidAnnounce(({ id, crossing, isNews }) => isNews && news.push(`${id} ${crossing}`));
    window.provider.script = more.script ?? script;
    const atOnce = window.engine.current;
    await window.clock.pass(seconds);
    saved = window.engine.save();
    requests.push(...window.provider.requests.map(({ at }) => (openedAt - began) / 1000 + at));
    window.engine.dispose();
    openedAt += (seconds + closed) * 1000;
    return { news, atOnce };
  };
  return { open, requests, saved: () => saved };
}

test('a wait of an hour that the provider asked for outlives any number of reloads', async () => {
  const { open, requests } = reloading({ failure: failed('rate', 3600) });
  for (let reload = 0; reload < 20; reload++) await open(60, 60);
  assert.equal(requests.length, 1);
  const [first = 0] = requests;
  const { atOnce } = await open(2 * HOUR);
  assert.equal(atOnce.keys[0]?.status, 'waiting');
  assert.ok(requests[1] !== undefined && requests[1] >= first + 3600 && requests[1] < first + 3605, `${requests[1]}`);
});

test('a wait that ran out while no window was open holds nothing back', async () => {
  const { open, requests } = reloading({ failure: failed('rate', 600) });
  await open(60, 1000);
  await open(10);
  assert.equal(requests.length, 2);
});

test('a refused key is asked with once, however often the window is reloaded, until its value is another', async () => {
  const { open, requests } = reloading({ failure: { ...failed('key-invalid'), status: 401 } });
  for (let reload = 0; reload < 5; reload++) await open(HOUR, 5);
  assert.equal(requests.length, 1);
  await open(60, 5, { keys: [key({ fingerprint: 'sk…zz' })] });
  await open(60, 5, { keys: [key({ fingerprint: 'sk…zz', origin: 'https://other.invalid' })] });
  assert.equal(requests.length, 3);
});

test('an episode is told of once, also when it outlives the window', async () => {
  const { open } = reloading({ readings: [reading(1_000, 10_000, DAY)] });
  const first = await open(600, 5);
  assert.deepEqual(first.news, ['k/gpt-5/requests low']);
  for (let reload = 0; reload < 4; reload++) assert.deepEqual((await open(600, HOUR)).news, []);
  const worse = await open(600, 5, { script: { readings: [reading(200, 10_000, DAY)] } });
  assert.deepEqual(worse.news, []);
});

test('a new episode after a pause without a window is news', async () => {
  const { open } = reloading({ readings: [reading(1_000)] });
  await open(30, 60);
  assert.deepEqual((await open(30, 600)).news, []);
  const later = await open(30);
  assert.deepEqual(later.news, ['k/gpt-5/requests low']);
});

test('after a reload a day’s level is known, a minute’s says what it was and when', async () => {
  const limits = [reading(8_300), { ...reading(400_000, 1_000_000, DAY), unit: 'tokens' } as const];
  const { open } = reloading({ readings: limits });
  await open(30, 2 * HOUR);
  const { atOnce } = await open(0, 0, { script: { hangs: true } });
  const [minute, day] = atOnce.keys[0]?.models[0]?.limits ?? [];
  assert.equal(minute?.level, null);
  assert.deepEqual(minute?.lastLevel, { low: 8_300, high: 8_300 });
  assert.equal(minute?.state, 'unknown');
  assert.ok(minute && minute.age > 2 * HOUR && minute.age < 2 * HOUR + 31, `${minute?.age}`);
  // What flows in within two hours of a day.
  assert.ok(
    Math.abs((day?.level?.estimate ?? 0) - (400_000 + (1_000_000 * 2) / 24)) < 1_000,
    `${day?.level?.estimate}`,
  );
});

test('who opens a window sees within twenty seconds what is true now', async () => {
  const { open, requests } = reloading({ readings: [reading(10_000)] });
  await open(HOUR, 30);
  const before = requests.length;
  await open(1);
  assert.equal(requests.length, before + 1);
});

test('reloads make no more checks than the share of requests allows', async () => {
  const { open, requests } = reloading({ readings: [reading(500, 500)] });
  for (let reload = 0; reload < 30; reload++) await open(5, 1);
  const most = Math.max(...requests.map((from) => requests.filter((at) => at >= from && at < from + 60).length));
  assert.ok(most <= 5, `${most} checks in a minute, of which 5 are allowed`);
});

test('an endpoint without headers is not asked anew by every reload', async () => {
  const { open, requests } = reloading({});
  for (let reload = 0; reload < 30; reload++) await open(5, 1);
  assert.ok(requests.length <= 3, `${requests.length} checks in three minutes`);
});

test('tries of an offline provider stay as rare as they have become', async () => {
  const { open, requests } = reloading({ failure: failed('network') });
  await open(HOUR, 5);
  const before = requests.length;
  for (let reload = 0; reload < 50; reload++) await open(5, 1);
  assert.ok(requests.length - before <= 4, `${requests.length - before} tries in five minutes`);
});

test('what ended by a fault of our own is tried again at once, since a reload may mend it', async () => {
  const { open, requests } = reloading({ failure: failed('outdated') });
  await open(2, 1);
  const { atOnce } = await open(2);
  assert.equal(requests.length, 2);
  assert.equal(atOnce.keys[0]?.lastFailure, null);
});

test('a look at a key that came to nothing is remembered with the wait that it asked for, though it was no model’s', async () => {
  const { open } = reloading({ readings: [reading(500)] });
  const window = stage({ keys: [key({ models: [] })], startsAt: began });
  const account = { kind: 'key', provider: 'openai', keyId: 'k' } as const;
  const look = { kind: 'key-check', source: 'probe', account, receivedAt: 0 } as const;
  window.engine.observe({ ...look, failure: failed('rate', 600) });
  await window.clock.pass(60);
  const kept = window.engine.save();
  await open(0, 100);
  const { atOnce } = await open(0, 0, { kept: () => kept, keys: [key()] });
  const [restored] = atOnce.keys;
  assert.equal(restored?.status, 'waiting');
  assert.equal(restored?.lastFailure?.failure.cause, 'rate');
  assert.deepEqual([restored.lastFailure.age, restored.lastFailure.wait], [100, 500]);
  window.engine.observe({ ...look, failure: failed('outdated') });
  assert.equal(window.engine.save()[0]?.check, null, 'a fault of our own may be mended by then');
});

test('no words about the user’s own requests are kept, no demo, and no model that is not watched any more', async () => {
  const { open, saved } = reloading({ readings: [reading(500)] });
  const window = stage({ keys: [key(), key({ id: 'demo-openai', storage: 'demo' })], startsAt: began });
  const words: Failure = { ...failed('context-too-long'), message: 'your file plan.md is too long' };
  await window.clock.pass(5);
  const account = { kind: 'key', provider: 'openai', keyId: 'k' } as const;
  const seen = { kind: 'exchange', source: 'listener', account, requestId: null, by: 'user', model: 'gpt-4o' } as const;
  window.engine.observe({
    ...seen,
    sentAt: 5000,
    receivedAt: 5000,
    readings: [reading(9)],
    failure: words,
    charged: {},
  });
  const kept = window.engine.save();
  assert.ok(window.engine.history.all.some(({ about }) => about.keyId === 'demo-openai'));
  assert.deepEqual(
    [...new Set(window.engine.history.save(0).limits.map(({ about }) => about.keyId))],
    ['k'],
    'the demo has a history, but none that is kept',
  );
  assert.deepEqual(
    kept.map(({ id }) => id),
    ['k'],
  );
  assert.doesNotMatch(JSON.stringify(kept), /plan\.md|sk-scripted/);
  assert.deepEqual(kept[0]?.models.map(({ model }) => model).sort(), ['gpt-4o', 'gpt-5']);
  const { atOnce } = await open(0, 0, { kept: () => kept, keys: [key({ models: ['gpt-5-mini'] })] });
  assert.deepEqual(
    atOnce.keys[0]?.models.map(({ model, failure }) => [model, failure?.failure.cause ?? null]),
    [
      ['gpt-5-mini', null],
      ['gpt-4o', 'context-too-long'],
    ],
  );
  assert.deepEqual(
    (saved() as typeof kept)[0]?.limits.map(({ id }) => id),
    ['k/gpt-4o/requests', 'k/gpt-5-mini/requests'],
  );
});

test('what was kept of keys that another editor has is kept on, and given back when they come', async () => {
  const { open, saved } = reloading({ failure: failed('rate', 7200) }, [key(), key({ id: 'other' })]);
  await open(60, 5);
  await open(60, 5, { keys: [key()] });
  assert.equal((saved() as unknown[]).length, 2);
  const { atOnce } = await open(1);
  assert.deepEqual(
    atOnce.keys.map(({ status }) => status),
    ['waiting', 'waiting'],
  );
  const { clock, engine } = stage({ keys: [key()], saved: saved(), startsAt: began + 40 * DAY * 1000 });
  await clock.pass(1);
  assert.deepEqual(
    engine.save().map(({ id }) => id),
    ['k'],
  );
});
