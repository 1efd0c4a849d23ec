import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  type HeardExchange,
  type HeardLeaving,
  heardAs,
  toldAs,
  toldExchange,
} from '../../../src/bus/heardExchange.ts';
import { HeardTraffic } from '../../../src/bus/heardTraffic.ts';
import { uniteKeys } from '../../../src/bus/keyUnion.ts';
import { parseToLeader } from '../../../src/bus/messages.ts';
import type { KeySnapshot } from '../../../src/core/model/snapshot.ts';
import { isUnnamed } from '../../../src/core/whichModel.ts';
import type { WatchedKey } from '../../../src/engine/source.ts';
import { failed, key, reading, stage } from '../engine/stage.ts';
import { held } from './simulatedWindow.ts';

const origin = 'https://provider.invalid';

/** A request that a window has heard: of a stored key if `digest` is that of `held`. */
function heard(at: number, more: Partial<HeardExchange> = {}, digest = 'digest'): HeardExchange {
  return {
    kind: 'exchange',
    source: 'listener',
    account: { kind: 'seen-key', provider: 'openai', origin, digest, fingerprint: '…3f9a' },
    requestId: null,
    model: null,
    sentAt: at - 500,
    receivedAt: at,
    by: 'user',
    tool: 'Cline',
    readings: [reading(400, 500)],
    failure: null,
    charged: {},
    ...more,
  };
}

/** An engine with the keys that its windows have, and what they hear. */
async function listening(own: readonly ReturnType<typeof held>[]) {
  const shared = uniteKeys([{ store: 'editor', keys: own }], new Map([['editor', own]]), []);
  const stored = shared.map(({ watched }) => watched);
  const watched: { now: readonly WatchedKey[] } = { now: stored };
  const traffic: HeardTraffic = new HeardTraffic(() => {
    watched.now = [...stored, ...traffic.keys];
    staged.engine.watch(watched.now);
  });
  const staged = stage({ keys: stored, sources: [traffic] });
  staged.provider.script = { readings: [reading(400, 500)] };
  traffic.know(shared, new Set(['listener']));
  await staged.clock.pass(1);
  const hear = (more: Partial<HeardExchange> = {}, digest?: string) =>
    traffic.heard(heard(staged.clock.now(), more, digest));
  return { ...staged, traffic, hear, shared };
}

suite('a key that only traffic shows', () => {
  test('is one of the engine’s as soon as it is heard, with its tool, and is never checked', async () => {
    const { clock, provider, engine, hear, only, faults } = await listening([]);
    hear();
    const { label, storage, status, tools, models, nextCheck } = only();
    assert.deepEqual([label, storage, status], ['OpenAI …3f9a', 'traffic', 'ok']);
    assert.deepEqual(tools, [{ tool: 'Cline', requests: 1, age: 0 }]);
    assert.deepEqual(nextCheck, { wait: null, reason: 'only-heard' });
    assert.ok(models.length === 1 && models[0] && isUnnamed(models[0].model));
    assert.equal(models[0].limits[0]?.source, 'listener');
    assert.equal(models[0].limits[0]?.lastLevel?.low, 400);
    await clock.pass(3600);
    assert.deepEqual(await engine.ask({ type: 'check-now', keyId: only().id }), nextCheck);
    assert.equal(await engine.ask({ type: 'check-now', keyId: null }), null);
    assert.equal(provider.requests.length, 0);
    assert.deepEqual(faults, []);
  });

  /** How far the level shown is from the truth where the first request has taken 120 at most, and others `more`. */
  const firstHeard = async (more: number) => {
    const { hear, traffic, only, clock } = await listening([]);
    const { account } = heard(0);
    const leaving = {
      kind: 'request',
      source: 'listener',
      account,
      id: 'first',
      model: null,
      conversation: null,
    } as const;
    traffic.heard({ ...leaving, sentAt: clock.now(), input: 100, inputAtMost: 130 } as HeardLeaving);
    await clock.pass(1);
    const tokens = { ...reading(380 - more, 500), unit: 'tokens' as const };
    hear({ requestId: 'first', sentAt: clock.now() - 1000, readings: [tokens] });
    await clock.pass(5);
    return (only().models[0]?.limits[0]?.level?.estimate ?? Number.NaN) - (380 - more + 50);
  };

  test('is told what its first request has sent, so that nobody else is feared where that is all', async () => {
    assert.ok(Math.abs(await firstHeard(0)) < 1);
    assert.ok((await firstHeard(60)) < -10);
  });

  test('is shown as refused where no answer of it names a limit', async () => {
    const { hear, only } = await listening([]);
    hear({ readings: [], failure: { ...failed('key-invalid'), status: 401 } });
    assert.deepEqual([only().status, only().lastFailure?.by, only().models], ['refused', 'user', []]);
  });

  test('is told from another by its digest and its origin', async () => {
    const { hear, engine } = await listening([]);
    hear({}, 'one');
    hear({}, 'one');
    hear({}, 'other');
    const elsewhere = { ...heard(0, {}, 'one').account, origin: 'https://elsewhere.invalid' };
    hear({ account: elsewhere });
    assert.equal(engine.current.keys.length, 3);
    assert.deepEqual(new Set(engine.current.keys.map(({ origin: one }) => one)), new Set([origin, elsewhere.origin]));
  });

  test('goes when nobody listens any more, and when the user has added it', async () => {
    const { hear, traffic } = await listening([]);
    hear();
    traffic.know([], new Set());
    assert.deepEqual([traffic.keys, traffic.state.kind], [[], 'off']);
    hear();
    assert.deepEqual(traffic.keys, []);
    traffic.know([], new Set(['listener']));
    hear();
    assert.equal(traffic.keys.length, 1);
    const added = uniteKeys([{ store: 'editor', keys: [] }], new Map([['editor', [held()]]]), []);
    traffic.know(added, new Set(['listener']));
    hear();
    assert.deepEqual(traffic.keys, []);
  });

  test('seen by the gateway is one too, and stays as long as either is wanted that has seen it', async () => {
    const { hear, traffic, engine } = await listening([]);
    hear({ source: 'gateway' });
    assert.equal(traffic.keys.length, 0, 'the user has not allowed the gateway');
    traffic.know([], new Set(['listener', 'gateway']));
    for (const digest of ['one', 'both']) hear({ source: 'gateway', tool: 'Claude Code' }, digest);
    hear({}, 'both');
    assert.equal(traffic.keys.length, 2);
    traffic.know([], new Set(['listener']));
    assert.equal(traffic.keys.length, 1);
    const tools = engine.current.keys.find(({ id }) => id === traffic.keys[0]?.id)?.tools;
    assert.deepEqual(
      tools?.map(({ tool, through = 'editor' }) => `${tool} ${through}`),
      ['Cline editor', 'Claude Code gateway'],
    );
    traffic.know([], new Set(['listener', 'gateway']));
    traffic.gatewayOrigin = origin;
    hear({}, 'sent to the gateway');
    assert.equal(traffic.keys.length, 1, 'which sees it itself');
    traffic.know([], new Set(['gateway']));
    assert.deepEqual([traffic.keys.length, traffic.state.kind], [0, 'off']);
  });

  test('makes room for those that are heard later', async () => {
    const { hear, engine } = await listening([]);
    for (let number = 0; number < 40; number++) hear({}, `digest ${number}`);
    assert.equal(engine.current.keys.length, 16);
    assert.ok(engine.current.keys.some(({ id }) => id.startsWith('heard:digest 39@')));
  });
});

suite('a stored key that is heard', () => {
  test('is recognized, and its only model with such capacities is the one that was used', async () => {
    const { hear, only, engine } = await listening([held()]);
    hear({ readings: [reading(123, 500)] });
    assert.equal(engine.current.keys.length, 1);
    assert.deepEqual(
      only().models.map(({ model, limits }) => [model, limits[0]?.lastLevel?.low, limits[0]?.source]),
      [['gpt-5', 123, 'listener']],
    );
  });

  test('is not checked while it is used, and is three minutes after the last request as before', async () => {
    const { clock, provider, hear, only } = await listening([held()]);
    const before = provider.requests.length;
    for (let second = 0; second < 600; second += 20) {
      hear({ readings: [reading(400 - second / 2, 500)] });
      assert.equal(only().nextCheck.reason, 'heard');
      await clock.pass(20);
    }
    assert.equal(provider.requests.length - before, 0);
    await clock.pass(158);
    assert.equal(provider.requests.length - before, 0);
    await clock.pass(4);
    assert.equal(provider.requests.length - before, 1);
    await clock.pass(600);
    assert.ok(provider.requests.length - before > 5);
  });

  test('is not checked either where each request is heard as it leaves, since there is nothing to tell apart', async () => {
    const { clock, provider, hear, traffic } = await listening([held()]);
    const { account, source } = heard(0);
    const before = provider.requests.length;
    for (let second = 0; second < 600; second += 20) {
      const id = `request ${second}`;
      const size = { input: 50_000 + 900 * second, inputAtMost: 63_000 + 1_100 * second };
      traffic.heard({
        kind: 'request',
        source,
        account,
        id,
        model: null,
        sentAt: clock.now(),
        ...size,
        conversation: null,
      });
      await clock.pass(1);
      hear({ requestId: id, readings: [reading(400 - second / 2, 500)] });
      await clock.pass(19);
    }
    assert.equal(provider.requests.length - before, 0);
  });

  test('is checked as before for a model that nobody uses', async () => {
    const { clock, provider, hear } = await listening([held({ models: ['gpt-5', 'o3'] })]);
    const before = provider.requests.length;
    for (let second = 0; second < 600; second += 20) {
      hear({ model: 'gpt-5' });
      await clock.pass(20);
    }
    assert.ok(provider.requests.slice(before).every(({ model }) => model === 'o3'));
    assert.ok(provider.requests.length > before);
  });

  test('takes over what was heard before its first check told which model that was', async () => {
    const { clock, hear, only, provider } = await listening([held()]);
    provider.script = { readings: [reading(50, 60)] };
    hear({ readings: [reading(40, 60)] });
    assert.equal(only().models.length, 2);
    await clock.pass(60);
    assert.deepEqual(
      only().models.map(({ model }) => model),
      ['gpt-5'],
    );
  });
});

suite('a request of the user’s that leaves', () => {
  const tokens = (left: number, capacity = 500_000) => ({ ...reading(left, capacity), unit: 'tokens' as const });
  const leaving = (id: string, at: number, digest = 'digest'): HeardLeaving => {
    const { account, source } = heard(at, {}, digest);
    const size = { input: 50_000, inputAtMost: 63_000 };
    return { kind: 'request', source, account, id, model: null, sentAt: at, ...size, conversation: null };
  };
  /** What is left of tokens at the least, as a share in percent. */
  const least = ({ models }: KeySnapshot, capacity = 500_000) => {
    const limits = models.flatMap(({ limits: one }) => one).filter((limit) => limit.unit === 'tokens');
    return Math.floor(
      (100 * (limits.find((limit) => limit.capacity === capacity)?.level?.low ?? Number.NaN)) / capacity,
    );
  };

  test('counts at once, for the model that is used', async () => {
    const { clock, hear, traffic, only } = await listening([]);
    hear({ readings: [tokens(400_000)] });
    const before = least(only());
    traffic.heard(leaving('one', clock.now() + 1));
    await clock.pass(0.1);
    assert.ok(least(only()) <= before - 12, `${before} ${least(only())}`);
  });

  test('counts for the model that its answer tells where two are used, and makes no key of one that is unknown', async () => {
    const { clock, hear, traffic, only, engine } = await listening([]);
    traffic.heard(leaving('none', 0));
    assert.equal(engine.current.keys.length, 0);
    hear({ readings: [tokens(400_000)] });
    hear({ readings: [tokens(30_000, 30_000)] });
    traffic.heard(leaving('one', clock.now()));
    assert.equal(only().models.length, 2);
    const untouched = least(only(), 30_000);
    await clock.pass(1);
    hear({ requestId: 'one', readings: [tokens(350_000)] });
    assert.ok(least(only()) <= 70);
    assert.ok(least(only(), 30_000) >= untouched);
  });

  test('crosses the bus as old as it is', () => {
    const { sentAt, ...request } = leaving('one', 1_000);
    const sent = { type: 'leaves', request: { ...request, sentAgo: sentAt } };
    assert.ok(parseToLeader(JSON.parse(JSON.stringify(sent))));
    const strange = { ...sent, request: { ...request, sentAgo: 'x' } };
    assert.equal(parseToLeader(strange), null);
  });
});

test('a request that was heard crosses the bus as old as it is, and nothing else does', () => {
  const exchange = heard(5_000);
  const told = toldAs(exchange, 6_000);
  assert.deepEqual([told.sentAgo, told.receivedAgo], [1_500, 1_000]);
  assert.deepEqual(heardAs(told, 100_000), { ...exchange, sentAt: 98_500, receivedAt: 99_000 });
  const sent = JSON.parse(JSON.stringify({ type: 'heard', exchange: told }));
  assert.ok(parseToLeader(sent));
  for (const more of [{ source: 'probe' }, { account: { kind: 'key', provider: 'openai', keyId: 'k' } }, { tool: 7 }])
    assert.equal(parseToLeader({ ...sent, exchange: { ...told, ...more } }), null);
  assert.ok(toldExchange(told));
  assert.equal(key().id, 'k');
});
