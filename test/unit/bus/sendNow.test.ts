import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemorySpending } from '../../support/memorySpending.ts';
import { seededRandom } from '../engine/random.ts';
import { SimulatedMachine } from './simulatedMachine.ts';
import { SimulatedWindow } from './simulatedWindow.ts';

test('a request that is held is sent when any window says so, by the sources of the one that leads', async () => {
  const machine = new SimulatedMachine(seededRandom(1));
  const spending = new MemorySpending();
  const [leader, follower] = [new SimulatedWindow(machine, spending), new SimulatedWindow(machine, spending)];
  await machine.clock.pass(1);
  const [first, second] = leader.leads ? [leader, follower] : [follower, leader];
  await second.engine.ask({ type: 'send-now', holdId: 'one-7' });
  await machine.clock.pass(1);
  await first.engine.ask({ type: 'send-now', holdId: 'one-8' });
  assert.deepEqual(
    [first.pages, second.pages].map((signs) => signs.filter((sign) => sign.startsWith('send'))),
    [['send one-7', 'send one-8'], []],
  );
});
