import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Simulation } from './simulation.ts';

/*
 * Eight windows of two editors on one machine, in driven time: killed, suspended, cut off, put to sleep, their clock set,
 * their disks full. One seed decides all. `SEEDS` says how many are tried, from `FIRST_SEED` on; a seed that fails goes on
 * failing. What is kept on disk to outlive a leader is not simulated: a term begins without readings and alarms, so that
 * shares of requests and what was told are judged within it.
 */

const seeds = Number(process.env.SEEDS ?? 24);
const first = Number(process.env.FIRST_SEED ?? 1);
const steps = 40;

async function simulate(seed: number): Promise<number> {
  const simulation = new Simulation(seed);
  const { history, dollarsPerDay, perMinute } = simulation;
  for (let step = 0; step < steps; step++) await simulation.step();
  await simulation.heal();
  const { alive } = simulation;
  history.judge(dollarsPerDay, perMinute);
  assert.equal(alive.filter(({ leads }) => leads).length, 1, `leaders in the end: ${alive.map(({ seat }) => seat)}`);
  assert.equal(new Set(alive.map(({ epoch }) => epoch)).size, 1, 'not all follow the one that leads');
  const labels = alive.map(({ engine }) => engine.current.keys.map(({ label }) => label).toSorted());
  for (const shown of labels) assert.deepEqual(shown, labels[0], 'windows show different keys');
  for (const { engine } of alive) engine.dispose();
  return history.sent.length;
}

test('whatever goes wrong, no epoch has two leaders, nothing is counted, spent or told twice, and one leads in the end', async () => {
  let requests = 0;
  const failures: string[] = [];
  for (let seed = first; seed < first + seeds; seed++) {
    try {
      requests += await simulate(seed);
    } catch (error) {
      failures.push(`seed ${seed}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    }
  }
  assert.deepEqual(failures, []);
  assert.ok(requests > seeds * 10, `only ${requests} requests`);
});
