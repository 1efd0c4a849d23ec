import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LimitPast } from '../../../src/core/history/history.ts';
import { Series } from '../../../src/core/history/series.ts';
import { MemoryFiles } from '../../support/memoryFiles.ts';
import { MemorySpending } from '../../support/memorySpending.ts';
import { seededRandom } from '../engine/random.ts';
import { access, failed, reading } from '../engine/stage.ts';
import { SimulatedMachine } from './simulatedMachine.ts';
import { held, SimulatedWindow, type WindowOptions } from './simulatedWindow.ts';

/** Two editors, whose windows have names of their own for one key. */
const mine: WindowOptions = { inUse: true, keys: [held({ id: 'mine' })] };
const theirs: WindowOptions = { store: 'other editor', keys: [held({ id: 'theirs' })] };

/** A machine on which windows are opened one after the other, with one folder of what is kept. */
function machineWith(files = new MemoryFiles()) {
  const machine = new SimulatedMachine(seededRandom(1));
  const spending = new MemorySpending();
  const open = async (options: WindowOptions) => {
    const window = new SimulatedWindow(machine, spending, { files, ...options });
    await machine.clock.pass(0.1);
    return window;
  };
  return { machine, clock: machine.clock, files, open };
}

/** The past of a limit, as a window finds it. */
async function pastOf({ engine }: SimulatedWindow, keyId: string): Promise<LimitPast | null> {
  const [id] = (await engine.pasts()).filter((one) => one === `${keyId}/gpt-5/requests`);
  return id ? engine.past(id) : null;
}

/** The minutes in which a limit was looked at, as a window finds them. */
async function minutesOf(window: SimulatedWindow, keyId: string): Promise<number[]> {
  const found = await pastOf(window, keyId);
  if (found === null) return [];
  assert.deepEqual([found.about.id, found.about.keyId], [`${keyId}/gpt-5/requests`, keyId]);
  const series = new Series();
  series.restore(found.past);
  return series.minutes(0, Number.MAX_SAFE_INTEGER).map(({ at }) => at);
}

/** The answer to a question that crosses the bus. */
async function answered<T>(clock: SimulatedMachine['clock'], question: Promise<T>): Promise<T> {
  await clock.pass(0.5);
  return question;
}

/** A window whose key was told to wait for an hour, ten seconds ago. */
async function waitingWindow({ clock, open }: Pick<ReturnType<typeof machineWith>, 'clock' | 'open'>) {
  const first = await open(mine);
  await clock.pass(130);
  first.provider.script = { failure: failed('rate', 3600) };
  void first.checkNow();
  await clock.pass(10);
  return first;
}

test('a window of another editor that takes over goes on: nothing is told twice, and the past has no gap', async () => {
  const { clock, files, open } = machineWith();
  const [first, second] = [await open(mine), await open(theirs)];
  await clock.pass(10);
  const low = { readings: [reading(300)] };
  for (const { provider } of [first, second]) provider.script = low;
  await clock.pass(600);
  const told = first.announced.filter(({ isNews }) => isNews).map(({ crossing }) => crossing);
  assert.ok(told.length > 0);
  const before = await answered(clock, minutesOf(first, 'mine'));
  assert.deepEqual(await answered(clock, minutesOf(second, 'theirs')), before, 'a window that follows finds the same');
  assert.ok(before.length >= 3);
  await clock.pass(5);
  second.use(true);
  first.process.kill();
  await clock.pass(5);
  assert.ok(second.leads);
  assert.deepEqual((await answered(clock, minutesOf(second, 'theirs'))).slice(0, before.length), before);
  await clock.pass(600);
  const after = await answered(clock, minutesOf(second, 'theirs'));
  const [from = 0] = before.slice(-1);
  const next = after.find((at) => at > from);
  assert.ok(next !== undefined && next - from <= 5 * 60_000, 'it goes on');
  assert.deepEqual(
    second.announced.filter(({ isNews }) => isNews),
    [],
    'nothing is news again',
  );
  assert.deepEqual([...files.files.keys()].sort(), ['history-2.json', 'state-2.json']);
});

test('a night in which the machine slept is told apart from one in which nobody looked, in whichever window', async () => {
  const { machine, clock, open } = machineWith();
  const [first, second] = [await open(mine), await open(theirs)];
  await clock.pass(130);
  const asleep = machine.wall();
  await machine.sleep(8 * 3600);
  await clock.pass(130);
  for (const [window, keyId] of [
    [first, 'mine'],
    [second, 'theirs'],
  ] as const) {
    const past = await answered(clock, pastOf(window, keyId));
    const [sleep, ...more] = past?.sleeps ?? [];
    assert.ok(sleep && more.length === 0);
    assert.ok(Math.abs(sleep.from - asleep) <= 30_000 && Math.abs(sleep.to - asleep - 8 * 3_600_000) <= 31_000);
  }
  await clock.pass(5);
  second.use(true);
  first.process.kill();
  await clock.pass(10);
  const kept = await answered(clock, pastOf(second, 'theirs'));
  assert.equal(kept?.sleeps.length, 1, 'it is kept');
});

test('all windows closed and one of another editor opened: a wait still holds, and the past is there', async () => {
  const { clock, open } = machineWith();
  const first = await waitingWindow({ clock, open });
  const before = await answered(clock, minutesOf(first, 'mine'));
  first.engine.dispose();
  first.process.kill();
  await clock.pass(60);
  const second = await open({ ...theirs, inUse: true });
  await clock.pass(30);
  assert.equal(second.engine.current.keys[0]?.status, 'waiting');
  assert.deepEqual(second.provider.requests, []);
  assert.deepEqual((await answered(clock, minutesOf(second, 'theirs'))).slice(0, before.length), before);
});

test('a window that takes over shows what checks have cost today before it has made one', async () => {
  const { clock, open } = machineWith();
  const first = await waitingWindow({ clock, open });
  const before = first.engine.current.keys[0]?.today.requests ?? 0;
  assert.ok(before > 1);
  first.engine.dispose();
  first.process.kill();
  const second = await open({ ...theirs, inUse: true });
  await clock.pass(5);
  assert.equal(second.engine.current.keys[0]?.today.requests, before);
});

test('a key whose value is found late is not asked with before what was kept of it counts', async () => {
  const { clock, open } = machineWith();
  const first = await waitingWindow({ clock, open });
  first.engine.dispose();
  first.process.kill();
  const late = Promise.withResolvers<void>();
  const named = async () => {
    await late.promise;
    second.tell({ keys: [held({ id: 'mine' })] });
    return access;
  };
  const unnamed = [held({ id: 'mine', digest: null })];
  const second: SimulatedWindow = await open({ inUse: true, keys: unnamed, access: named });
  await clock.pass(4);
  late.resolve();
  await clock.pass(30);
  assert.deepEqual([second.engine.current.keys[0]?.status, second.provider.requests], ['waiting', []]);
});

test('an editor that is closed while another stays open: its refused key and its wait are as they were when it is back', async () => {
  const own = { store: 'other editor', keys: [held({ id: 'own', label: 'own', digest: 'another' })], inUse: true };
  for (const failure of [{ ...failed('key-invalid'), status: 401 }, failed('rate', 3600)]) {
    const { clock, open } = machineWith();
    const first = await open(mine);
    await clock.pass(30);
    const statusOf = ({ engine }: SimulatedWindow) => engine.current.keys.find(({ id }) => id === 'own')?.status;
    const second = await open(own);
    await clock.pass(30);
    second.provider.script = { failure };
    void second.checkNow();
    await clock.pass(30);
    const before = statusOf(second);
    assert.ok(before && before !== 'ok');
    second.engine.dispose();
    second.process.kill();
    await clock.pass(60);
    assert.equal(first.engine.current.keys.length, 1);
    const again = await open(own);
    await clock.pass(60);
    assert.deepEqual([first.leads, statusOf(again), again.provider.requests], [true, before, []]);
  }
});

test('a leader shows nothing of its own before it knows what was kept, and a disk that hangs holds nobody up for long', async () => {
  const files = new MemoryFiles();
  const { clock, open } = machineWith(files);
  files.readdir = () => new Promise(() => {});
  const first = await open(mine);
  await clock.pass(1);
  const shown = () => first.engine.current.keys.map(({ id }) => id);
  assert.deepEqual(shown(), []);
  await clock.pass(2);
  assert.deepEqual(shown(), ['mine']);
});

test('what a slow disk gives out late holds for a key of which nothing was heard since, and of another is over', async () => {
  for (const inUse of [false, true]) {
    const { clock, files, open } = machineWith();
    const first = await open(mine);
    await clock.pass(130);
    first.provider.script = { failure: failed('rate', 3600) };
    void first.checkNow();
    await clock.pass(10);
    first.engine.dispose();
    first.process.kill();
    const late = Promise.withResolvers<string[]>();
    files.readdir = () => late.promise;
    const second = await open({ ...mine, inUse });
    await clock.pass(5);
    late.resolve([...files.files.keys()]);
    files.readdir = async () => [...files.files.keys()];
    await clock.pass(5);
    assert.equal(second.engine.current.keys[0]?.status, inUse ? 'ok' : 'waiting');
    second.use(true);
    await clock.pass(30);
    if (!inUse) assert.deepEqual(second.provider.requests, []);
    second.engine.dispose();
    second.process.kill();
    const third = await open({ ...mine, inUse: false });
    await clock.pass(5);
    assert.equal(third.engine.current.keys[0]?.status, inUse ? 'ok' : 'waiting', 'as it was last');
  }
});

test('a window that is suspended while it reads what was kept keeps to it when it goes on', async () => {
  const { machine, clock, files, open } = machineWith();
  const first = await waitingWindow({ clock, open });
  first.engine.dispose();
  first.process.kill();
  const names = [...files.files.keys()];
  const opening = open(mine);
  files.readdir = () =>
    new Promise((resolve) => {
      const reader = machine.processes.at(-1);
      clock.after(100, () => reader?.happens(() => resolve(names)));
    });
  const second = await opening;
  second.process.stop();
  await clock.pass(10);
  second.process.goOn();
  await clock.pass(30);
  assert.deepEqual([second.engine.current.keys[0]?.status, second.provider.requests], ['waiting', []]);
});

test('a leader that was stopped writes nothing once another has taken over', async () => {
  const { clock, files, open } = machineWith();
  const [first, second] = [await open(mine), await open(theirs)];
  await clock.pass(60);
  first.process.stop();
  second.use(true);
  await clock.pass(60);
  assert.ok(second.leads);
  first.process.goOn();
  await clock.pass(60);
  assert.ok(!first.leads);
  assert.ok(
    [...files.files.keys()].every((name) => name.endsWith('-2.json')),
    [...files.files.keys()].join(),
  );
});

test('a window that is alone keeps nothing, for as long as it is', async () => {
  const { clock, open } = machineWith();
  const folders = [new MemoryFiles(), new MemoryFiles()];
  const opened = [];
  for (const [at, files] of folders.entries())
    opened.push({ files, window: await open({ ...mine, files, namespace: `place ${at}` }) });
  await clock.pass(5);
  const found = opened.find(({ window }) => window.seat === 'alone');
  assert.ok(found);
  const { files, window: alone } = found;
  const before = files.renamed.length;
  alone.provider.requests.splice(0);
  await clock.pass(50);
  assert.equal(alone.seat, 'alone');
  assert.ok(alone.provider.requests.length > 0);
  assert.equal(files.renamed.length, before);
});
