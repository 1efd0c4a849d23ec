import assert from 'node:assert/strict';
import { MemorySpending } from '../../support/memorySpending.ts';
import { seededRandom } from '../engine/random.ts';
import { SimulatedMachine } from './simulatedMachine.ts';
import { SimulatedWindow, type WindowOptions } from './simulatedWindow.ts';

/** Windows on one machine, opened one after the other; `add` opens a further one. */
export async function openWindows<Windows extends readonly WindowOptions[]>(...windows: Windows) {
  const machine = new SimulatedMachine(seededRandom(1));
  const spending = new MemorySpending();
  const add = async (options: WindowOptions = {}) => {
    const window = new SimulatedWindow(machine, spending, options);
    await machine.clock.pass(0.1);
    return window;
  };
  const all: SimulatedWindow[] = [];
  for (const options of windows) all.push(await add(options));
  const opened = all as unknown as { readonly [Place in keyof Windows]: SimulatedWindow };
  const requests = () => all.map(({ provider }) => provider.requests.length);
  return { machine, clock: machine.clock, spending, add, opened, requests };
}

/** The window at a place, which there is. */
export function at(windows: readonly SimulatedWindow[], place: number): SimulatedWindow {
  const window = windows[place];
  assert.ok(window);
  return window;
}
