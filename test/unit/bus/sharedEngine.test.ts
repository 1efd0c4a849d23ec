import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LimitSnapshot } from '../../../src/core/model/snapshot.ts';
import { MemorySpending } from '../../support/memorySpending.ts';
import { failed, reading } from '../engine/stage.ts';
import { at, openWindows } from './openWindows.ts';
import { SimulatedMachine } from './simulatedMachine.ts';
import { held, SimulatedWindow, type WindowOptions } from './simulatedWindow.ts';

/** The keys as a window shows them: the numbers of two are some milliseconds apart. */
function shown({ engine }: SimulatedWindow): unknown {
  const percent = ({ level, capacity }: LimitSnapshot) => Math.round((100 * (level?.estimate ?? -1)) / (capacity ?? 1));
  return engine.current.keys.map(({ label, status, models, nextCheck }) => [
    [label, status, nextCheck.reason],
    models.map(({ model, limits }) => [model, limits.map((limit) => [limit.id, limit.state, percent(limit)])]),
  ]);
}

test('a second window shows what the first has read, and sends nothing itself', async () => {
  const { clock, opened, requests } = await openWindows({ inUse: true }, {});
  await clock.pass(30);
  const [first, second] = [at(opened, 0), at(opened, 1)];
  assert.deepEqual(shown(second), shown(first));
  assert.equal(second.engine.current.keys[0]?.models[0]?.limits[0]?.level?.high, 10_000);
  assert.ok((requests()[0] ?? 0) > 0);
  assert.equal(requests()[1], 0);
});

test('the focus may go from window to window: sixteen check as often as one', async () => {
  const alone = await openWindows({ inUse: true });
  await alone.clock.pass(180);
  const one = alone.requests()[0] ?? 0;
  for (const count of [2, 16]) {
    const editors = Array.from({ length: count }, (_, place) => ({ store: `editor ${place % 3}` }));
    const { clock, opened, requests } = await openWindows(...editors);
    for (let turn = 0; turn < 60; turn++) {
      for (const [place, window] of opened.entries()) window.use(place === turn % count);
      await clock.pass(3);
    }
    const sum = requests().reduce((sum, one) => sum + one, 0);
    assert.ok(Math.abs(sum - one) <= Math.max(1, one * 0.05), `${count} windows: ${sum} requests instead of ${one}`);
  }
});

test('a wait that the provider asks for, and a key that it refuses, hold for all windows', async () => {
  for (const failure of [failed('rate', 3600), failed('key-invalid')]) {
    const { clock, opened, requests } = await openWindows({}, {}, {});
    for (const { provider } of opened) provider.script = { failure };
    for (let turn = 0; turn < 9; turn++) {
      for (const [place, window] of opened.entries()) window.use(place === turn % 3);
      await clock.pass(20);
    }
    assert.equal(
      requests().reduce((sum, one) => sum + one, 0),
      1,
      failure.cause,
    );
  }
});

test('a key that only another window has is checked by that one, and shown in all', async () => {
  const foreign = held({ id: 'theirs', label: 'Theirs', digest: 'another' });
  const { clock, opened, requests, spending } = await openWindows(
    { inUse: true, keys: [] },
    { store: 'other editor', keys: [foreign] },
  );
  await clock.pass(30);
  for (const window of opened) {
    assert.deepEqual(window.labels, ['Theirs']);
    assert.equal(window.engine.current.keys[0]?.models[0]?.limits[0]?.level?.high, 10_000);
  }
  const [none, some = 0] = requests();
  assert.equal(none, 0);
  assert.ok(some > 0);
  assert.equal(spending.days.get('another')?.requests, some, 'the leader counts what others send for it');
});

test('a value that the leader cannot read itself is used by a window that can', async () => {
  const { clock, opened, requests } = await openWindows(
    { inUse: true, access: async () => null },
    { store: 'other editor' },
  );
  await clock.pass(30);
  const [none, some = 0] = requests();
  assert.equal(none, 0);
  assert.ok(some > 0);
  for (const { engine } of opened) assert.equal(engine.current.keys[0]?.status, 'ok');
});

test('a window that is suspended makes way to another that has the key', async () => {
  const theirs = { store: 'other editor', keys: [held()] };
  const { clock, opened } = await openWindows({ inUse: true, keys: [] }, theirs, theirs);
  const [leader, asked, other] = opened;
  await clock.pass(10);
  assert.deepEqual([asked.provider.requests.length > 0, other.provider.requests.length], [true, 0]);
  asked.process.stop();
  await clock.pass(120);
  assert.ok(other.provider.requests.length > 0);
  assert.equal(leader.engine.current.keys[0]?.status, 'ok');
});

test('somebody who goes to and fro between windows is there all the time', async () => {
  const { clock, opened, requests } = await openWindows({ inUse: true }, {});
  await clock.pass(10);
  const before = requests()[0] ?? 0;
  for (let turn = 0; turn < 240; turn++) {
    for (const [place, window] of opened.entries()) window.use(place === turn % 2);
    await clock.pass(0.5);
    assert.notEqual(at(opened, 0).engine.current.keys[0]?.nextCheck.reason, 'window-idle');
  }
  const alone = await openWindows({ inUse: true });
  await alone.clock.pass(130);
  assert.equal((requests()[0] ?? 0) - before, (alone.requests()[0] ?? 0) - 1);
});

test('a key that two editors have is one, under the name that each gave it', async () => {
  const mine = held({ id: 'mine', label: 'Work' });
  const yours = held({ id: 'yours', label: 'Job', models: ['gpt-5', 'gpt-5-mini'] });
  const { clock, opened, requests } = await openWindows(
    { inUse: true, keys: [mine] },
    { store: 'other editor', keys: [yours] },
  );
  await clock.pass(5);
  const keys = opened.map(({ engine }) =>
    engine.current.keys.map(({ id, label, models }) => [id, label, models.length]),
  );
  assert.deepEqual(keys, [[['mine', 'Work', 2]], [['yours', 'Job', 2]]]);
  const limit = at(opened, 1).engine.current.keys[0]?.models[0]?.limits[0];
  assert.equal(limit?.id, 'yours/gpt-5/requests');
  assert.equal(limit?.keyId, 'yours');
  assert.deepEqual(requests(), [2, 0], 'each model once');
});

test('a key added, renamed or removed in one window is so in all within a second', async () => {
  const { clock, opened } = await openWindows({}, {}, { store: 'other editor', keys: [] });
  const second = at(opened, 1);
  const steps = [[held(), held({ id: 'n', label: 'New', digest: 'new' })], [held({ label: 'Renamed' })], []];
  for (const keys of steps) {
    second.tell({ keys });
    await clock.pass(1);
    const expected = keys.map(({ label }) => label);
    for (const window of opened) assert.deepEqual(window.labels, expected);
  }
  assert.equal(at(opened, 0).keysChanged, 3, 'windows of the same editor read their storage again');
  assert.equal(at(opened, 2).keysChanged, 0);
});

test('a demo shows in its own window alone', async () => {
  const demo = held({ id: 'demo', label: 'Demo', storage: 'demo', origin: 'http://127.0.0.1:1' });
  const { clock, opened } = await openWindows({ inUse: true }, { keys: [held(), demo] });
  await clock.pass(1);
  assert.deepEqual(
    opened.map(({ labels }) => labels),
    [['Work'], ['Work', 'Demo']],
  );
});

test('when the leader is killed another window goes on within half a second, and no window shows nothing', async () => {
  const { clock, opened } = await openWindows({ inUse: true }, {}, {});
  await clock.pass(10);
  at(opened, 0).process.kill();
  const rest = opened.slice(1);
  at(rest, 0).use(true);
  for (let ms = 0; ms < 500; ms += 10) {
    await clock.pass(0.01);
    for (const { labels } of rest) assert.deepEqual(labels, ['Work']);
  }
  assert.equal(rest.filter(({ leads }) => leads).length, 1);
  await clock.pass(3);
  const sent = rest.map(({ provider }) => provider.requests.length);
  assert.deepEqual(sent.toSorted(), [0, 1]);
});

test('a window that is about to take over from an older version joins whoever has done so meanwhile', async () => {
  const machine = new SimulatedMachine(() => 0.5);
  const [spending, { clock }] = [new MemorySpending(), machine];
  const open = (options: WindowOptions) => new SimulatedWindow(machine, spending, options);
  const older = open({ version: '1.0.0' });
  await clock.pass(1);
  machine.slowness = 100;
  const newer = open({ version: '2.0.0', inUse: true });
  await clock.pass(0.05);
  const unreachable = open({ version: '2.0.0', namespace: 'elsewhere' });
  await clock.pass(5);
  unreachable.process.kill();
  machine.slowness = 1;
  await clock.pass(10);
  assert.deepEqual([older.labels, newer.labels], [['Work'], ['Work']]);
});

test('a leader that was stopped sends and tells nothing once another has taken over', async () => {
  const { clock, opened } = await openWindows({ inUse: true }, {});
  const [first, second] = [at(opened, 0), at(opened, 1)];
  await clock.pass(60);
  // Its next check is due while it is stopped, and what would come of it is worth a notification.
  first.process.stop();
  const before = first.provider.requests.length;
  first.provider.script = { readings: [reading(100)] };
  second.use(true);
  await clock.pass(60);
  assert.ok(second.leads);
  assert.ok(second.provider.requests.length > 0);
  first.process.goOn();
  await clock.pass(60);
  assert.equal(first.provider.requests.length, before);
  assert.deepEqual(
    first.announced.filter(({ isNews }) => isNews),
    [],
  );
  assert.deepEqual(shown(first), shown(second), 'it is a follower now');
});

test('of several windows one notifies: the one in use, or the one used last', async () => {
  const { clock, opened } = await openWindows({}, {}, { store: 'other editor' });
  const [first, second, third] = [at(opened, 0), at(opened, 1), at(opened, 2)];
  const news = () => opened.map(({ announced }) => announced.splice(0).filter(({ isNews }) => isNews).length);
  first.use(true);
  await clock.pass(30);
  first.use(false);
  third.use(true);
  await clock.pass(5);
  first.provider.script = { readings: [reading(1_000)] };
  void third.checkNow();
  await clock.pass(3);
  assert.deepEqual(news(), [0, 0, 1]);
  assert.deepEqual(
    opened.map(({ engine }) => engine.speaks),
    [false, false, true],
  );
  third.use(false);
  await clock.pass(0.5);
  assert.deepEqual(
    opened.map(({ engine }) => engine.speaks),
    [false, false, true],
  );
  second.use(true);
  await clock.pass(0.5);
  assert.deepEqual(
    opened.map(({ engine }) => engine.speaks),
    [false, true, false],
  );
});

test('who asks for a check sees what came of it when it is answered, though another window made it', async () => {
  const { clock, opened } = await openWindows({ inUse: true }, {});
  const [leader, asking] = [at(opened, 0), at(opened, 1)];
  await clock.pass(30);
  leader.provider.script = { readings: [reading(4_000)], took: 0.01 };
  let seen: number | null | undefined = null;
  void asking.checkNow().then(() => {
    seen = asking.engine.current.keys[0]?.models[0]?.limits[0]?.lastLevel?.high;
  });
  await clock.pass(3);
  assert.equal(Math.round(seen ?? 0), 4_002);
});

test('a surface that throws keeps nothing from the others, in the leader and beside it', async () => {
  const { clock, opened } = await openWindows({ inUse: true }, {});
  let told = 0;
  for (const { engine } of opened) {
    engine.onDidChange(() => {
      throw new Error('a surface');
    });
    engine.onDidChange(() => void told++);
  }
  at(opened, 1).tell({ keys: [held({ label: 'Renamed' })] });
  await clock.pass(1);
  assert.ok(told >= 2);
  for (const { labels, faults } of opened) {
    assert.deepEqual(labels, ['Renamed']);
    assert.ok(faults.length > 0);
  }
});

test('no key crosses the bus, nor what it could be told from', async () => {
  const secrets = [
    'sk-scripted',
    Buffer.from('sk-scripted').toString('base64'),
    Buffer.from('sk-scripted').toString('hex'),
  ];
  const foreign = held({ id: 'theirs', digest: 'another' });
  const { machine, clock, opened } = await openWindows({ inUse: true }, { store: 'other editor', keys: [foreign] });
  at(opened, 1).provider.script = { failure: failed('key-invalid') };
  await clock.pass(60);
  void at(opened, 1).checkNow();
  await clock.pass(3);
  assert.ok(machine.lines.length > 10);
  for (const line of machine.lines) for (const secret of secrets) assert.ok(!line.includes(secret), line);
});
