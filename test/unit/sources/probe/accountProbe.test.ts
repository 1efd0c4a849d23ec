import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MoneyPlace } from '../../../../src/core/dialects/moneyPlace.ts';
import type { Failure } from '../../../../src/core/model/failure.ts';
import type { MoneyReading } from '../../../../src/core/model/money.ts';
import type { ProviderId } from '../../../../src/core/model/provider.ts';
import type { Access, ModelList, MoneyAnswer } from '../../../../src/providers/provider.ts';
import type { DrivenClock } from '../../engine/drivenClock.ts';
import { ScriptedProvider } from '../../engine/scriptedProvider.ts';
import { failed, key, stage } from '../../engine/stage.ts';

const balance: MoneyReading = {
  kind: 'balance',
  scope: 'organization',
  left: { amount: 12.5, currency: 'CNY' },
  paid: null,
};

/** A provider that is also asked for what is free. */
class FreelyAskedProvider extends ScriptedProvider {
  readonly asked: { readonly at: number; readonly what: string }[] = [];
  readonly #now: () => number;
  /** How each place fails, and how the list of models does. */
  fails: (what: string, now: number) => Failure | null = () => null;

  constructor(clock: DrivenClock) {
    super(clock);
    this.#now = () => clock.now() / 1000;
  }

  override async listModels(): Promise<ModelList> {
    const failure = this.#ask('models');
    return failure ? { models: null, failure } : { models: ['m'], failure };
  }

  override async readMoney(_access?: Access, place?: MoneyPlace): Promise<MoneyAnswer> {
    const failure = this.#ask(place?.path ?? '');
    return failure ? { money: null, failure } : { money: [balance], failure };
  }

  #ask(what: string): Failure | null {
    this.asked.push({ at: this.#now(), what });
    return this.fails(what, this.#now());
  }
}

function open(provider: ProviderId, fails: FreelyAskedProvider['fails'] = () => null) {
  const box: { client?: FreelyAskedProvider } = {};
  const parts = stage({
    keys: [key({ provider, models: ['m'] })],
    clientOf: () => {
      if (!box.client) throw new Error('too soon');
      return box.client;
    },
  });
  const client = new FreelyAskedProvider(parts.clock);
  client.fails = fails;
  box.client = client;
  const whats = () => client.asked.map(({ what }) => what);
  const ask = async () => {
    const done = parts.engine.ask({ type: 'check-now', keyId: null });
    await parts.clock.pass(0.1);
    return done;
  };
  return { ...parts, client, whats, ask };
}

test('where no answer tells limits, no request is made: the list of models says whether the key is accepted', async () => {
  const { clock, client, whats, only } = open('gemini');
  await clock.pass(3_600);
  assert.deepEqual(client.requests, []);
  assert.ok(whats().length >= 2 && whats().length <= 3, `${whats().length} lists in an hour`);
  assert.deepEqual([...new Set(whats())], ['models']);
  assert.deepEqual([only().status, only().nextCheck.reason], ['ok', 'no-headers']);
  assert.equal(only().models[0]?.headers, 'absent');
  assert.deepEqual([only().today.requests, only().today.dollars], [whats().length, 0]);
});

test('a balance is asked for calmly, told with its age, and counted as requests that cost nothing', async () => {
  const { clock, client, whats, only } = open('deepseek');
  await clock.pass(3_600);
  assert.deepEqual([...new Set(whats())], ['/user/balance']);
  assert.ok(whats().length >= 12 && whats().length <= 13, `${whats().length} in an hour`);
  assert.deepEqual(client.requests, []);
  assert.deepEqual(
    only().money.readings.map(({ reading }) => reading),
    [balance],
  );
  assert.deepEqual(only().money.missing, []);
  assert.equal(only().status, 'ok');
  assert.deepEqual([only().today.requests, only().today.tokens], [whats().length, 0]);
});

test('nothing is asked while the window is not in use', async () => {
  const { clock, engine, whats } = open('deepseek');
  await clock.pass(1);
  void engine.ask({ type: 'in-use', inUse: false });
  await clock.pass(7_200);
  assert.equal(whats().length, 1);
});

test('a part that cannot be had is missing by itself: the rest stands, and the key is looked at otherwise', async () => {
  const { clock, whats, only } = open('deepseek', (what) => (what === 'models' ? null : failed('unknown')));
  await clock.pass(600);
  assert.equal(only().status, 'ok');
  const [missing] = only().money.missing;
  assert.deepEqual([missing?.part, missing?.failure.cause], ['balance', 'unknown']);
  assert.ok((missing?.retryIn ?? 0) > 2_900 && (missing?.retryIn ?? 0) <= 3_600, String(missing?.retryIn));
  assert.equal(whats().filter((what) => what !== 'models').length, 1, 'not asked again before that');
  await clock.pass(3_300);
  assert.equal(whats().filter((what) => what !== 'models').length, 2);
});

test('a part that needs another key is not asked for again until the user asks', async () => {
  const { clock, whats, only, ask } = open('openrouter', (what) =>
    what === '/api/v1/credits' ? failed('forbidden') : null,
  );
  await clock.pass(3_600);
  const credits = () => whats().filter((what) => what === '/api/v1/credits').length;
  assert.equal(credits(), 1);
  assert.deepEqual(
    only().money.missing.map(({ part, retryIn }) => [part, retryIn]),
    [['balance', null]],
  );
  assert.equal(only().money.readings.length, 1, 'what the key has spent stands');
  assert.equal(only().status, 'ok');
  await ask();
  assert.equal(credits(), 2);
});

test('a refused key is asked with once', async () => {
  for (const provider of ['deepseek', 'openrouter', 'gemini', 'ollama'] as const) {
    const { clock, whats, only } = open(provider, () => failed('key-invalid'));
    await clock.pass(7_200);
    assert.equal(whats().length, 1, provider);
    assert.equal(only().status, 'refused');
    assert.equal(only().lastFailure?.failure.cause, 'key-invalid');
  }
});

test('a wait that the provider asks for is kept, and trouble is met ever more rarely and ends', async () => {
  const waiting = open('deepseek', (_, now) => (now < 100 ? failed('rate', 900) : null));
  await waiting.clock.pass(890);
  assert.equal(waiting.whats().length, 1);
  assert.equal(waiting.only().status, 'waiting');
  await waiting.clock.pass(60);
  assert.equal(waiting.only().status, 'ok');
  const offline = open('gemini', (_, now) => (now < 2_000 ? failed('network') : null));
  await offline.clock.pass(1_900);
  assert.equal(offline.only().status, 'offline');
  assert.ok(offline.whats().length >= 6 && offline.whats().length < 60, `${offline.whats().length} tries`);
  assert.equal(offline.only().lastFailure?.failure.cause, 'network');
  await offline.clock.pass(600);
  assert.deepEqual([offline.only().status, offline.only().lastFailure], ['ok', null]);
});

test('who asks gets a request; while that was refused, requests go on to see when it ends', async () => {
  const { clock, client, only, ask } = open('gemini');
  await clock.pass(10);
  client.script = (now) => ({ failure: now < 200 ? failed('rate', 40) : null });
  assert.equal(await ask(), null);
  assert.equal(client.requests.length, 1);
  assert.equal(only().status, 'waiting');
  await clock.pass(300);
  assert.ok(client.requests.length >= 4, `${client.requests.length} requests`);
  assert.equal(only().status, 'ok');
  const after = client.requests.length;
  await clock.pass(7_200);
  assert.equal(client.requests.length, after, 'and then none');
});

test('an account without credit stays one, however well its key is accepted', async () => {
  const { clock, client, only, ask, whats } = open('deepseek');
  await clock.pass(10);
  client.script = (now) => ({ failure: now < 3_000 ? failed('quota-exhausted') : null });
  await ask();
  assert.equal(only().status, 'no-credit');
  const before = whats().length;
  await clock.pass(1_900);
  assert.ok(whats().length > before);
  assert.equal(only().status, 'no-credit');
  await clock.pass(3_600);
  assert.equal(only().status, 'ok', 'a request found out');
});

test('of a machine of one’s own nobody asks for an answer, which would make it load a model', async () => {
  const { clock, client, whats, only, ask } = open('ollama');
  await clock.pass(10);
  assert.equal(await ask(), null);
  await clock.pass(7_200);
  assert.deepEqual(client.requests, []);
  assert.ok(whats().length >= 4);
  assert.equal(only().status, 'ok');
});

test('a budget beside limits that answers tell is asked for once an hour, and its failures are not the key’s', async () => {
  const { clock, client, whats, only } = open('litellm', () => failed('key-invalid'));
  await clock.pass(3_599);
  assert.deepEqual(whats(), ['/key/info']);
  assert.ok(client.requests.length >= 3);
  assert.equal(only().status, 'ok');
});

test('a client that throws or hangs is a part that is missing, and ends in time', async () => {
  for (const [what, break_] of [
    ['throws', () => Promise.reject(new Error('broken'))],
    ['hangs', () => new Promise<never>(() => {})],
  ] as const) {
    const { clock, client, only } = open('deepseek');
    client.readMoney = break_;
    client.listModels = break_;
    await clock.pass(60);
    assert.notEqual(only().nextCheck.reason, 'in-flight', what);
    assert.equal(only().money.missing[0]?.part, 'balance', what);
    assert.equal(only().status, what === 'hangs' ? 'offline' : 'trouble', what);
  }
});

test('a key whose value is not there says so, and is looked for again when the window is used', async () => {
  const box: { access: Access | null } = { access: null };
  const parts = stage({ keys: [key({ provider: 'gemini', models: ['m'] })], access: async () => box.access });
  await parts.clock.pass(10);
  assert.equal(parts.only().status, 'missing');
  box.access = { apiKey: 'x', baseUrl: 'https://provider.invalid' };
  void parts.engine.ask({ type: 'in-use', inUse: false });
  void parts.engine.ask({ type: 'in-use', inUse: true });
  await parts.clock.pass(10);
  assert.equal(parts.only().status, 'ok');
});
