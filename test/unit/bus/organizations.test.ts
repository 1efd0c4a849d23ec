import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MoneyPlace } from '../../../src/core/dialects/moneyPlace.ts';
import type { MoneyReading } from '../../../src/core/model/money.ts';
import type { AccountObservation } from '../../../src/core/model/observation.ts';
import type { Access, ModelList, MoneyAnswer } from '../../../src/providers/provider.ts';
import { ScriptedProvider } from '../engine/scriptedProvider.ts';
import { failed } from '../engine/stage.ts';
import { openWindows } from './openWindows.ts';
import { held, heldOrganization, preferences, type SimulatedWindow } from './simulatedWindow.ts';

const spent: MoneyReading = {
  kind: 'spend',
  scope: 'organization',
  name: null,
  period: 'month',
  from: null,
  until: null,
  spent: { amount: 40, currency: 'USD' },
  limit: null,
  isEnforced: false,
};

const account = (id: string) => ({ kind: 'organization', provider: 'openai', id }) as const;

function costs(id: string, at: number): AccountObservation {
  return { kind: 'money', source: 'admin', account: account(id), part: 'costs', toldAt: at, money: [spent] };
}

const rateLimits = (id: string): AccountObservation => ({
  kind: 'limits',
  source: 'admin',
  account: account(id),
  scope: 'project',
  name: 'p',
  models: ['gpt-5'],
  limits: [{ unit: 'requests', pool: 'standard', window: 60, capacity: 500 }],
  toldAt: 1e12,
});

/** What a window calls an organization that it does not have. */
const named = 'admin digest@https:provider.invalid';

const orders = (windows: readonly SimulatedWindow[]) => windows.map(({ reads }) => reads.organizations);
const shown = ({ engine }: SimulatedWindow) =>
  engine.current.organizations.map(({ id, label, readings }) => [id, label, readings.length]);

test('an organization that two editors have is read by the leader alone, and each shows it under its own name', async () => {
  const theirs = heldOrganization({ id: 'b', label: 'Theirs' });
  const { clock, opened } = await openWindows(
    { inUse: true, organizations: [heldOrganization({ id: 'a' })] },
    { store: 'other editor', organizations: [theirs] },
    { store: 'third editor' },
  );
  await clock.pass(1);
  assert.deepEqual(orders(opened), [['a'], [], []]);
  const [leader, other, third] = opened;
  leader.engine.observed(costs('a', clock.now()));
  other.engine.observed(costs('b', clock.now()));
  await clock.pass(1);
  assert.deepEqual(opened.map(shown), [[['a', 'Acme', 1]], [['b', 'Theirs', 1]], [[named, 'Acme', 1]]]);
  assert.deepEqual(
    third.engine.current.sources.map(({ id, state }) => [id, state.kind]),
    [
      ['probe', 'live'],
      ['admin', 'live'],
      ['listener', 'live'],
      ['status', 'live'],
    ],
  );
});

test('an organization that only another editor has is read by one window of that, and shown in all, and gets older there', async () => {
  const { clock, opened } = await openWindows(
    { inUse: true },
    { store: 'other editor', organizations: [heldOrganization()] },
    { store: 'other editor', organizations: [heldOrganization()] },
  );
  await clock.pass(1);
  assert.deepEqual(orders(opened), [[], ['acme'], []]);
  const [leader, reader, beside] = opened;
  assert.ok(reader.reads.inUse && reader.engine.mayRead);
  for (const told of [costs('acme', clock.now()), rateLimits('acme')]) reader.engine.observed(told);
  beside.engine.observed({ ...costs('acme', clock.now()), money: [] } as AccountObservation);
  await clock.pass(30);
  for (const window of opened) {
    const [organization] = window.engine.current.organizations;
    assert.equal(Math.round(organization?.readings[0]?.age ?? -1), 30);
    assert.equal(organization?.limits[0]?.capacity, 500);
  }
  leader.use(false);
  await clock.pass(3);
  assert.equal(reader.reads.inUse, false, 'it rests while no window is in use');
  beside.use(true);
  await clock.pass(1);
  assert.equal(reader.reads.inUse, true, 'any window counts');
});

test('when the window that reads an organization closes another goes on, and when the leader does all is given out anew', async () => {
  const organizations = [heldOrganization()];
  const other = { store: 'other editor', organizations };
  const { clock, opened } = await openWindows({ inUse: true }, other, other, other);
  const [leader, first, second, third] = opened;
  await clock.pass(1);
  first.process.kill();
  await clock.pass(1);
  assert.deepEqual(orders([leader, second, third]), [[], ['acme'], []]);
  second.engine.observed(costs('acme', clock.now()));
  await clock.pass(1);
  assert.deepEqual(shown(leader), [[named, 'Acme', 1]]);
  leader.process.kill();
  third.use(true);
  await clock.pass(2);
  const next = [second, third].find(({ leads }) => leads);
  assert.deepEqual(next?.reads, { organizations: ['acme'], inUse: true });
  assert.equal([second, third].flatMap(({ reads }) => reads.organizations).length, 1);
});

test('limits and use of an organization cross when they change, not with every snapshot', async () => {
  const organizations = [heldOrganization()];
  const { machine, clock, opened } = await openWindows({ inUse: true, organizations }, { store: 'other editor' });
  const [leader, other] = opened;
  const tell = (capacity: number) => {
    for (let project = 0; project < 20; project++)
      for (let model = 0; model < 40; model++) {
        const limits = [{ unit: 'requests', pool: 'standard', window: 60, capacity }] as const;
        const told = { ...rateLimits('acme'), name: `project ${project}`, models: [`model ${model}`], limits };
        leader.engine.observed(told as AccountObservation);
      }
  };
  const kilobytes = async (seconds: number) => {
    const before = machine.lines.length;
    await clock.pass(seconds);
    return machine.lines.slice(before).join('').length / 1000;
  };
  const capacities = () => new Set(other.engine.current.organizations[0]?.limits.map(({ capacity }) => capacity));
  tell(500);
  assert.ok((await kilobytes(1)) > 64, 'they are large');
  leader.engine.observed(costs('acme', clock.now()));
  const usual = await kilobytes(60);
  assert.ok(usual < 64 * 4, `${usual} kB a minute`);
  assert.deepEqual([other.engine.current.organizations[0]?.limits.length, capacities()], [800, new Set([500])]);
  tell(600);
  await clock.pass(1);
  assert.deepEqual(capacities(), new Set([600]));
  other.process.cut();
  await clock.pass(1);
  assert.deepEqual(capacities(), new Set([600]), 'who comes anew is told all');
});

test('an organization whose reader has told nothing for long is given to another, and stays with who tells', async () => {
  const other = { store: 'other editor', organizations: [heldOrganization()] };
  const { clock, opened } = await openWindows({ inUse: true }, other, other);
  const [leader, first, second] = opened;
  await clock.pass(1);
  for (let minute = 0; minute < 60; minute += 10) {
    first.engine.observed(costs('acme', clock.now()));
    await clock.pass(600);
  }
  assert.deepEqual(orders(opened), [[], ['acme'], []]);
  first.process.stop();
  await clock.pass(300);
  assert.deepEqual(orders(opened), [[], ['acme'], []], 'it may be about to');
  await clock.pass(300);
  assert.deepEqual(second.reads.organizations, ['acme']);
  second.engine.observed(costs('acme', clock.now()));
  first.process.goOn();
  await clock.pass(1);
  assert.deepEqual(orders(opened), [[], [], ['acme']], 'who was stopped hears that it is no longer the one');
  leader.use(false);
  await clock.pass(3600);
  leader.use(true);
  await clock.pass(60);
  assert.deepEqual(orders(opened), [[], [], ['acme']], 'while nobody is there it has nothing to tell');
});

test('who reads an organization that is to be asked again in an hour, or never, is not taken for silent', async () => {
  for (const retryIn of [3600, null]) {
    const other = { store: 'other editor', organizations: [heldOrganization()] };
    const { clock, opened } = await openWindows({ inUse: true }, other, other);
    await clock.pass(1);
    const missing = { kind: 'missing', source: 'admin', account: account('acme'), part: 'costs' } as const;
    opened[1].engine.observed({ ...missing, failure: failed('forbidden'), retryIn });
    for (let minute = 0; minute < 60; minute += 10) {
      await clock.pass(600);
      assert.deepEqual(orders(opened), [[], ['acme'], []], `${retryIn}, ${minute}`);
    }
  }
});

test('a leader that was stopped reads nothing once another has taken over', async () => {
  const organizations = [heldOrganization()];
  const { clock, opened } = await openWindows({ inUse: true, organizations }, { organizations });
  const [first, second] = opened;
  await clock.pass(1);
  first.process.stop();
  second.use(true);
  await clock.pass(60);
  assert.ok(second.leads);
  assert.deepEqual(second.reads.organizations, ['acme']);
  first.process.goOn();
  assert.equal(first.engine.mayRead, false);
  await clock.pass(3);
  assert.deepEqual(orders(opened), [[], ['acme']]);
});

test('an organization that is removed in one window of an editor is gone in all', async () => {
  const organizations = [heldOrganization()];
  const { clock, opened } = await openWindows({ inUse: true, organizations }, { organizations });
  await clock.pass(1);
  opened[1].tell({ organizations: [] });
  await clock.pass(1);
  assert.deepEqual(opened.map(shown), [[], []]);
  assert.deepEqual(orders(opened), [[], []]);
  assert.equal(opened[0].keysChanged, 1, 'it reads its storage again');
});

test('budgets count under the labels of the window used last, and with them what it does not want', async () => {
  const { clock, opened } = await openWindows(
    { inUse: true, organizations: [heldOrganization()] },
    { store: 'other editor', organizations: [heldOrganization({ id: 'b', label: 'Theirs' })] },
  );
  const [leader, other] = opened;
  await clock.pass(1);
  leader.engine.observed(costs('acme', clock.now()));
  other.tell({ preferences: { ...preferences, budgets: { Theirs: 80 }, unwanted: ['status'] } });
  leader.use(false);
  other.use(true);
  await clock.pass(1);
  for (const { engine } of opened) {
    const budgets = engine.current.organizations[0]?.gauges.filter(({ kind }) => kind === 'budget');
    assert.deepEqual(
      budgets?.map(({ whole, spent }) => [whole, spent]),
      [[80, 40]],
    );
  }
  assert.equal(leader.pages.at(-1), 'unwanted');
  assert.deepEqual(other.pages, [], 'there is no source but the leader’s');
  void other.engine.ask({ type: 'look' });
  await clock.pass(1);
  assert.equal(leader.pages.at(-1), 'look');
});

/** A provider that tells money and lists models. */
class FreelyAskedProvider extends ScriptedProvider {
  readonly asked: string[] = [];
  override async listModels(): Promise<ModelList> {
    this.asked.push('models');
    return { models: null, failure: failed('key-invalid') };
  }
  override async readMoney(_access?: Access, place?: MoneyPlace): Promise<MoneyAnswer> {
    this.asked.push(place?.path ?? '');
    return {
      money: [{ kind: 'balance', scope: 'organization', left: { amount: 7, currency: 'CNY' }, paid: null }],
      failure: null,
    };
  }
}

test('a balance, or whether a key is accepted, is asked by the window that has the key, as rarely as in one', async () => {
  for (const [provider, isSo] of [
    ['deepseek', ([key]: SimulatedWindow['engine']['current']['keys']) => key?.money.readings.length === 1],
    ['gemini', ([key]: SimulatedWindow['engine']['current']['keys']) => key?.status === 'refused'],
  ] as const) {
    const clients: FreelyAskedProvider[] = [];
    const asked = () => clients.flatMap((client) => client.asked);
    const keys = [held({ provider, models: ['m'] })];
    const { clock, opened } = await openWindows(
      { inUse: true, keys: [] },
      {
        store: 'other editor',
        keys,
        clientOf: (clock) => {
          const client = new FreelyAskedProvider(clock);
          clients.push(client);
          return client;
        },
      },
      { store: 'other editor', keys },
    );
    await clock.pass(60);
    for (const { engine } of opened) assert.ok(isSo(engine.current.keys), provider);
    assert.equal(asked().length, 1, asked().join());
  }
});
