import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { HeardExchange } from '../../../src/bus/heardExchange.ts';
import { HeardTraffic } from '../../../src/bus/heardTraffic.ts';
import { headlineOf } from '../../../src/core/headline.ts';
import type { Failure } from '../../../src/core/model/failure.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import { failed, reading, stage } from './stage.ts';

/** An engine without a key of its own, and what it hears of a tool's. */
async function listening() {
  const traffic: HeardTraffic = new HeardTraffic(() => staged.engine.watch(traffic.keys));
  const staged = stage({ keys: [], sources: [traffic] });
  traffic.know([], new Set(['listener']));
  const shown: { last: Snapshot } = { last: staged.engine.current };
  staged.engine.onDidChange((snapshot) => {
    shown.last = snapshot;
  });
  await staged.clock.pass(1);
  const hear = (failure: Failure | null, more: Partial<HeardExchange> = {}, digest = 'digest') => {
    const now = staged.clock.now();
    traffic.heard({
      kind: 'exchange',
      source: 'listener',
      account: { kind: 'seen-key', provider: 'openai', origin: 'https://api.openai.com', digest, fingerprint: '…3f9a' },
      requestId: null,
      model: 'gpt-5',
      sentAt: now - 500,
      receivedAt: now,
      by: 'user',
      tool: 'Cline',
      readings: failure ? [] : [reading(400, 500)],
      failure,
      charged: {},
      ...more,
    });
  };
  /** What the surfaces have been told last, whatever there would be if they asked. */
  const lead = () => {
    const headline = headlineOf(shown.last, 'lowest');
    return headline.kind === 'failure' ? headline.failure.failure.cause : headline.kind;
  };
  return { ...staged, traffic, shown, hear, lead };
}

const mini = { model: 'gpt-5-mini' };

suite('what a tool was refused', () => {
  test('leads no longer than two minutes where it was about one request, whether or not anything follows', async () => {
    for (const cause of ['unknown', 'request-too-large', 'context-too-long'] as const) {
      const { clock, engine, hear, lead } = await listening();
      hear(null);
      await clock.pass(1);
      hear(failed(cause));
      await clock.pass(100);
      assert.equal(lead(), cause);
      await clock.pass(25);
      assert.notEqual(lead(), cause);
      assert.equal(engine.current.keys[0]?.lastFailure?.failure.cause, cause, 'the row still tells it');
      hear(failed(cause));
      assert.equal(lead(), cause, 'again it is news');
    }
  });

  test('about its model leads until the key is answered for another one', async () => {
    for (const cause of ['model-not-found', 'entitlement', 'forbidden'] as const) {
      const { clock, hear, lead } = await listening();
      hear(failed(cause));
      await clock.pass(3600);
      assert.equal(lead(), cause);
      hear(null, mini);
      assert.notEqual(lead(), cause);
      hear(failed(cause));
      await clock.pass(30);
      hear(null, mini);
      assert.equal(lead(), cause, 'what came just now is seen all the same');
    }
  });

  test('about the key leads until the key is answered for any model, and then is nowhere', async () => {
    for (const cause of ['key-invalid', 'quota-exhausted', 'spend-limit', 'wrong-address'] as const) {
      const { clock, engine, hear, lead } = await listening();
      hear(failed(cause));
      await clock.pass(3600);
      assert.equal(lead(), cause);
      for (const more of [mini, {}]) {
        hear(null, { ...more, sentAt: 0 });
        assert.equal(lead(), cause, 'what was sent before says nothing of what came then');
      }
      hear(null, mini);
      assert.deepEqual([lead(), engine.current.keys[0]?.lastFailure], ['level', null]);
    }
  });

  test('without an answer, once and never again, is no trouble of the provider’s that goes on', async () => {
    for (const cause of ['overloaded', 'server-error', 'network'] as const) {
      const { clock, engine, hear, lead } = await listening();
      hear(null);
      hear(failed(cause));
      await clock.pass(300);
      assert.equal(lead(), cause);
      await clock.pass(90);
      assert.deepEqual([lead(), engine.current.keys[0]?.status], ['no-data', 'ok']);
    }
  });
});

test('what one of several requests at once was refused stays with its model when an earlier one is answered', async () => {
  const { clock, engine, hear } = await listening();
  hear(null);
  await clock.pass(10);
  hear({ ...failed('rate'), status: 429, retryAfter: 40 });
  await clock.pass(2);
  hear(null, { sentAt: clock.now() - 9000 });
  const [key] = engine.current.keys;
  assert.deepEqual([key?.status, key?.lastFailure?.failure.cause, key?.lastFailure?.wait], ['waiting', 'rate', 38]);
  hear(null);
  assert.equal(engine.current.keys[0]?.lastFailure, null);
});

test('a connection that broke is no sign that the provider is out of reach once an answer has come', async () => {
  const { clock, engine, hear } = await listening();
  hear(null);
  await clock.pass(10);
  hear(failed('network'));
  assert.equal(engine.current.keys[0]?.status, 'offline');
  await clock.pass(2);
  hear(null, { sentAt: clock.now() - 9000 });
  assert.deepEqual([engine.current.keys[0]?.status, engine.current.keys[0]?.lastFailure], ['ok', null]);
});

test('each model that was refused waits for as long as it was told itself, and no other failure waits', async () => {
  const { clock, hear, shown } = await listening();
  const rate = (retryAfter: number): Failure => ({ ...failed('rate'), status: 429, retryAfter });
  hear(rate(60));
  await clock.pass(1);
  hear(rate(5), mini);
  hear(failed('context-too-long'), { model: 'o3' });
  await clock.pass(2);
  const waits = () => shown.last.keys[0]?.models.map(({ model, failure }) => [model, failure?.wait]);
  const told = [
    ['gpt-5', 57],
    ['gpt-5-mini', 3],
    ['o3', null],
  ];
  assert.deepEqual(waits(), told);
  await clock.pass(10);
  assert.deepEqual(waits()?.[0], ['gpt-5', 47]);
  hear(null, mini);
  await clock.pass(10);
  assert.deepEqual(waits()?.[0], ['gpt-5', 37], 'it is counted down');
  hear(rate(50), { model: null });
  hear(failed('overloaded'), mini);
  assert.deepEqual(waits(), [
    ['gpt-5', 50],
    ['gpt-5-mini', 50],
    ['o3', null],
  ]);
});

test('a key that waits says what for, also when a request with another model has failed since by itself', async () => {
  const { clock, hear, lead, shown } = await listening();
  hear({ ...failed('rate'), status: 429, retryAfter: 60 });
  await clock.pass(1);
  hear(failed('context-too-long'), mini);
  await clock.pass(2);
  assert.deepEqual(
    [lead(), shown.last.keys[0]?.status, shown.last.keys[0]?.lastFailure?.wait],
    ['rate', 'waiting', 57],
  );
  hear(failed('wrong-address'), mini);
  assert.equal(lead(), 'wrong-address', 'what only the user can end comes first');
});

test('a key that is refused says why, also when what was sent before is answered', async () => {
  const { clock, engine, hear } = await listening();
  hear(null);
  await clock.pass(10);
  hear(failed('key-invalid'), { model: null });
  await clock.pass(2);
  hear(null, { sentAt: clock.now() - 9000 });
  const [key] = engine.current.keys;
  assert.deepEqual([key?.status, key?.lastFailure?.failure.cause], ['refused', 'key-invalid']);
});

suite('a 429 that names no time and no limit', () => {
  const silent: Failure = { ...failed('unknown'), status: 429 };

  test('is waited for until anything is answered, since nobody knows what it was about', async () => {
    const { clock, engine, hear } = await listening();
    hear(null);
    await clock.pass(5);
    hear(silent, { model: null });
    await clock.pass(2);
    const status = () => engine.current.keys[0]?.status;
    hear(failed('unknown'));
    assert.equal(status(), 'waiting', 'another refusal is no admission');
    await clock.pass(2);
    hear(null);
    assert.equal(status(), 'ok');
  });

  test('of a model is waited for until that one is answered', async () => {
    const { clock, engine, hear } = await listening();
    hear(silent);
    await clock.pass(2);
    hear(null, mini);
    assert.equal(engine.current.keys[0]?.status, 'waiting');
    hear(null);
    assert.equal(engine.current.keys[0]?.status, 'ok');
  });

  test('is waited for as long as the provider says, whatever else is answered', async () => {
    const { clock, engine, hear } = await listening();
    hear({ ...silent, cause: 'rate', retryAfter: 90 }, { model: null });
    await clock.pass(2);
    hear(null);
    assert.equal(engine.current.keys[0]?.status, 'waiting');
  });

  test('is news no longer than any other once it is over', async () => {
    const { clock, hear, lead } = await listening();
    hear(null);
    hear(silent, { model: null });
    await clock.pass(130);
    assert.notEqual(lead(), 'unknown');
  });
});

suite('a key that a tool was refused with', () => {
  test('is dropped minutes later, once the same tool is answered with another of the provider', async () => {
    const { clock, engine, hear } = await listening();
    const refused = failed('key-invalid');
    const shown = () => engine.current.keys.map(({ id, status }) => `${/:(.+)@/.exec(id)?.[1]} ${status}`);
    hear(refused, {}, 'old');
    await clock.pass(3600);
    assert.deepEqual(shown(), ['old refused'], 'who goes on with nothing else sees it however late');
    hear(null, { tool: 'Roo Code' }, 'new');
    hear(refused, {}, 'third');
    assert.deepEqual(shown(), ['old refused', 'new ok', 'third refused']);
    await clock.pass(100);
    hear(null, {}, 'new');
    assert.deepEqual(shown(), ['third refused', 'new ok'], 'the other is refused for too short a time');
    await clock.pass(100);
    hear(null, {}, 'third');
    hear(null, {}, 'new');
    assert.deepEqual(shown(), ['third ok', 'new ok']);
    hear(refused, {}, 'old');
    assert.deepEqual(shown(), ['third ok', 'new ok', 'old refused'], 'heard again it is there again');
  });

  test('stays where nobody can say that another has replaced it', async () => {
    const { clock, engine, traffic, hear } = await listening();
    const empty = failed('quota-exhausted');
    const elsewhere = { kind: 'seen-key', provider: 'openai', origin: 'https://gateway.invalid' } as const;
    hear(empty, { tool: null }, 'of somebody unknown');
    hear(empty, { tool: 'Roo Code', account: { ...elsewhere, digest: 'another place', fingerprint: '…1111' } });
    hear(empty, { tool: 'Zoo Code' }, 'named');
    const named = engine.current.keys.find(({ id }) => id.includes('named'));
    assert.ok(named);
    traffic.change(named.id, { kind: 'rename', name: 'work' });
    await clock.pass(600);
    for (const tool of [null, 'Roo Code', 'Zoo Code']) hear(null, { tool }, 'works');
    assert.deepEqual(
      engine.current.keys.map(({ status }) => status),
      ['no-credit', 'no-credit', 'no-credit', 'ok'],
    );
  });
});
