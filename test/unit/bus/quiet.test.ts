import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemorySpending } from '../../support/memorySpending.ts';
import { seededRandom } from '../engine/random.ts';
import { SimulatedMachine } from './simulatedMachine.ts';
import { SimulatedWindow, type WindowOptions } from './simulatedWindow.ts';

/** Windows on one machine, opened one after the other. */
async function open(...windows: readonly WindowOptions[]) {
  const machine = new SimulatedMachine(seededRandom(1));
  const spending = new MemorySpending();
  const add = async (options: WindowOptions = {}) => {
    const window = new SimulatedWindow(machine, spending, options);
    await machine.clock.pass(0.1);
    return window;
  };
  const opened: SimulatedWindow[] = [];
  for (const options of windows) opened.push(await add(options));
  return { clock: machine.clock, add, opened };
}

/** The window at a place, which there is. */
function at(windows: readonly SimulatedWindow[], place: number): SimulatedWindow {
  const window = windows[place];
  assert.ok(window);
  return window;
}

test('quiet that a window begins holds in all others, in those that open later, and whoever leads, until one ends it', async () => {
  const { clock, opened, add } = await open({}, {}, { store: 'other editor' });
  const known = () => opened.map(({ quietUntil }) => quietUntil);
  const choose = async (place: number, until: number | null) => {
    at(opened, place).quietUntil = until;
    at(opened, place).engine.quiet(until);
    await clock.pass(0.5);
  };
  await choose(2, 900_000);
  opened.push(await add());
  await clock.pass(1);
  assert.deepEqual(known(), [900_000, 900_000, 900_000, 900_000]);
  at(opened, 0).process.kill();
  await clock.pass(2);
  opened.push(await add());
  await clock.pass(1);
  assert.equal(at(opened, 4).quietUntil, 900_000);
  await choose(3, null);
  assert.deepEqual(known().slice(1), [null, null, null, null]);
});

test('quiet that was ended stays so where an editor is opened that was closed before and remembers it', async () => {
  const { clock, opened, add } = await open({}, {});
  const choose = async (until: number | null) => {
    at(opened, 1).quietUntil = until;
    at(opened, 1).engine.quiet(until);
    await clock.pass(0.5);
  };
  await choose(900_000);
  await choose(null);
  opened.push(await add({ store: 'other editor', quietUntil: 900_000 }));
  await clock.pass(1);
  assert.deepEqual(
    opened.map(({ quietUntil }) => quietUntil),
    [null, null, null],
  );
});
