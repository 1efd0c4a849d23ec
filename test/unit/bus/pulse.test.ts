import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Link } from '../../../src/bus/link.ts';
import { Pulse } from '../../../src/bus/pulse.ts';
import { seededRandom } from '../engine/random.ts';
import { channelsBetween, SimulatedMachine, SimulatedProcess } from './simulatedMachine.ts';

/** A window that follows a leader, which answers as long as it runs. */
function beside() {
  const machine = new SimulatedMachine(seededRandom(1));
  const [follower, leader] = [new SimulatedProcess(machine), new SimulatedProcess(machine)];
  const [near, far] = channelsBetween(machine, follower, leader);
  const leading = new Link(far);
  let asked = 0;
  leading.onDidReceive(() => {
    asked++;
    leading.send({ type: 'pong' });
  });
  let silent = 0;
  const pulse = new Pulse(new Link(near), follower.clock, () => void silent++);
  const { clock } = machine;
  return { clock, follower, leader, pulse, asked: () => asked, silent: () => silent };
}

test('a leader that answers is not silent, however long it is asked, and is not asked without need', async () => {
  const { clock, pulse, asked, silent } = beside();
  await clock.pass(60);
  assert.equal(asked(), 0);
  pulse.watch(true);
  await clock.pass(60);
  assert.ok(asked() >= 29 && asked() <= 31);
  pulse.watch(false);
  await clock.pass(1);
  const before = asked();
  await clock.pass(60);
  assert.equal(asked(), before);
  assert.equal(silent(), 0);
});

test('a leader that is stopped is found silent once, within five seconds', async () => {
  const { clock, leader, pulse, silent } = beside();
  pulse.watch(true);
  await clock.pass(10.5);
  leader.stop();
  await clock.pass(2);
  assert.equal(silent(), 0);
  await clock.pass(3.5);
  assert.equal(silent(), 1);
  await clock.pass(60);
  assert.equal(silent(), 1);
});

test('a window that slept does not blame its leader', async () => {
  for (let stoppedAfter = 0.1; stoppedAfter < 4; stoppedAfter += 0.1) {
    const { clock, follower, leader, pulse, silent } = beside();
    leader.stop();
    pulse.watch(true);
    await clock.pass(stoppedAfter);
    follower.stop();
    leader.goOn();
    await clock.pass(30);
    follower.goOn();
    await clock.pass(30);
    assert.equal(silent(), 0, `stopped after ${stoppedAfter} s`);
  }
});
