import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openPlace, type System, stateFolder } from '../../../src/bus/place.ts';
import { MemorySpending } from '../../support/memorySpending.ts';
import { until } from '../../support/until.ts';
import { seededRandom } from '../engine/random.ts';
import { SimulatedMachine } from './simulatedMachine.ts';
import { SimulatedWindow } from './simulatedWindow.ts';
import { temporarySystem } from './temporarySystem.ts';
import { openWindow } from './window.ts';

async function openMany(system: System, count: number, stack: DisposableStack) {
  const windows = await Promise.all(Array.from({ length: count }, () => openWindow(system)));
  for (const window of windows) stack.use(window);
  return windows;
}

test('of many windows that open at once one leads, and the others are joined to it', async () => {
  await using system = await temporarySystem();
  using stack = new DisposableStack();
  const windows = await openMany(system, 8, stack);
  await Promise.all(windows.map(({ election }) => election.start()));
  assert.equal(windows.filter(({ is }) => is('leader')).length, 1);
  assert.equal(windows.filter(({ is }) => is('follower')).length, 7);
  assert.equal(new Set(windows.map(({ seat }) => (seat() as { epoch: number }).epoch)).size, 1);
});

test('when the leader closes another takes over, in a later epoch', async () => {
  await using system = await temporarySystem();
  using stack = new DisposableStack();
  const windows = await openMany(system, 4, stack);
  await Promise.all(windows.map(({ election }) => election.start()));
  const first = windows.find(({ is }) => is('leader'));
  const rest = windows.filter((window) => window !== first);
  first?.election.dispose();
  await until(() => rest.every(({ seat }) => seat() !== null && (seat() as { epoch: number }).epoch === 2));
  assert.equal(rest.filter(({ is }) => is('leader')).length, 1);
});

test('where somebody removes the folder of state, windows that open later find those that are open', async () => {
  await using system = await temporarySystem();
  using stack = new DisposableStack();
  const [leader, other] = await openMany(system, 2, stack);
  assert.ok(leader && other);
  await leader.election.start();
  await other.election.start();
  await rm(stateFolder(system), { recursive: true, force: true, maxRetries: 5 });
  await until(() => leader.election.isLeader() && existsSync(join(stateFolder(system), 'bus', 'secret')));
  const later = stack.use(await openWindow(system));
  await later.election.start();
  assert.deepEqual(
    [leader, other, later].map(({ seat }) => seat()?.kind),
    ['leader', 'follower', 'follower'],
  );
  leader.election.dispose();
  await until(() => [other, later].every(({ seat }) => (seat() as { epoch: number } | null)?.epoch === 2));
});

const isPosix = process.platform !== 'win32';

test('where somebody removes the folder of sockets, another leads after the leader', { skip: !isPosix }, async () => {
  await using system = await temporarySystem();
  using stack = new DisposableStack();
  const [leader, ...rest] = await openMany(system, 3, stack);
  assert.ok(leader);
  for (const { election } of [leader, ...rest]) await election.start();
  await rm(join(system.home, `keygauge-${system.userId}`), { recursive: true });
  leader.election.dispose();
  const kinds = () => rest.map(({ seat }) => seat()?.kind).toSorted();
  await until(() => kinds().join() === 'follower,leader');
});

test('a newer version takes over from an older one, which becomes its follower', async () => {
  await using system = await temporarySystem();
  using old = await openWindow(system, '0.9.2');
  using same = await openWindow(system, '0.9.2');
  using newer = await openWindow(system, '0.10.0');
  await old.election.start();
  await same.election.start();
  await newer.election.start();
  await until(() => old.is('follower') && same.is('follower'));
  assert.ok(newer.is('leader'));
  assert.deepEqual(
    old.seats.map((seat) => seat?.kind ?? null),
    ['leader', null, 'follower'],
  );
});

test('what is left of a window that was killed before it led is passed over', async () => {
  await using system = await temporarySystem();
  const { addressOf } = await openPlace(system);
  for (const epoch of [1, 2]) await writeFile(addressOf(epoch), '');
  using window = await openWindow(system);
  await window.election.start();
  assert.deepEqual(window.seat(), { kind: 'leader', epoch: 3 });
});

test('editors that differ on where sockets belong find each other, since the leader says where it listens', async () => {
  await using system = await temporarySystem();
  await using other = await temporarySystem();
  using one = await openWindow(system);
  using elsewhere = await openWindow({ ...system, environment: {}, temporary: other.home });
  await one.election.start();
  await elsewhere.election.start();
  assert.ok(one.is('leader') && elsewhere.is('follower'));
});

test('a window whose disk fails when it is about to lead keeps no address from the others', async () => {
  const machine = new SimulatedMachine(seededRandom(1));
  const spending = new MemorySpending();
  const broken = new SimulatedWindow(machine, spending);
  const claim = () => {
    throw Object.assign(new Error(), { code: 'EMFILE' });
  };
  Object.assign(broken.process.epochs, { claim });
  await machine.clock.pass(200);
  assert.equal(broken.seat, 'alone');
  assert.deepEqual([...machine.listeners.keys()], []);
  const other = new SimulatedWindow(machine, spending);
  await machine.clock.pass(1);
  assert.ok(other.leads);
});

test('two that cannot reach each other take turns ever more rarely: one goes on alone, and says why', async () => {
  const machine = new SimulatedMachine(seededRandom(1));
  const spending = new MemorySpending();
  const windows = ['one', 'other'].map((namespace) => new SimulatedWindow(machine, spending, { namespace }));
  await machine.clock.pass(10);
  assert.deepEqual(windows.map(({ seat }) => seat).toSorted(), ['alone', 'leader']);
  const epochs = machine.highest;
  await machine.clock.pass(45);
  assert.equal(machine.highest, epochs);
  await machine.clock.pass(24 * 3600);
  const taken = machine.highest - epochs;
  assert.ok(taken > 10 && taken < 150, `${taken} epochs in a day`);
  for (const { labels } of windows) assert.deepEqual(labels, ['Work']);
});

test('a window that is alone finds the others once it can reach them, and loses nothing while it tries', async () => {
  const machine = new SimulatedMachine(seededRandom(1));
  const spending = new MemorySpending();
  const first = new SimulatedWindow(machine, spending, { inUse: true });
  await machine.clock.pass(1);
  machine.connections = 'refused';
  const second = new SimulatedWindow(machine, spending);
  await machine.clock.pass(5);
  const alone = [first, second].find(({ seat }) => seat === 'alone');
  assert.ok(alone);
  const seats: unknown[] = [];
  alone.election.onDidChange((seat) => seats.push(seat?.kind));
  machine.connections = 'made';
  await machine.clock.pass(70);
  assert.deepEqual(seats, ['follower']);
  assert.equal([first, second].filter(({ leads }) => leads).length, 1);
});
