import { MemorySpending } from '../../support/memorySpending.ts';
import { seededRandom } from '../engine/random.ts';
import { failed, reading } from '../engine/stage.ts';
import { costOfCheck, SimulatedHistory } from './simulatedHistory.ts';
import { SimulatedMachine } from './simulatedMachine.ts';
import { held, preferences, SimulatedWindow } from './simulatedWindow.ts';

const mostWindows = 8;
const capacity = 500;
const hour = 3_600_000;

const shared = held({ id: 'shared', digest: 'shared' });
const keysOf = {
  code: [shared, held({ id: 'code', digest: 'code', label: 'Code' })],
  cursor: [{ ...shared, id: 'other name' }, held({ id: 'cursor', digest: 'cursor', label: 'Cursor' })],
};
const accountOf = (keyId: string) => (keyId.startsWith('other name') ? 'shared' : keyId.replace(/\+.*/, ''));

/** Eight windows of two editors on a machine on which anything may go wrong; one seed decides all. */
export class Simulation {
  readonly machine: SimulatedMachine;
  readonly history: SimulatedHistory;
  readonly #windows: SimulatedWindow[] = [];
  readonly #spending = new MemorySpending();
  readonly #random: () => number;
  /** In every other seed the day's money is soon spent. */
  readonly dollarsPerDay: number;
  /** What a key may be checked a minute. */
  readonly perMinute = capacity / 100;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
    this.machine = new SimulatedMachine(seededRandom(seed + 1_000_000));
    this.machine.tellsOfClaims = seed % 2 === 0;
    this.history = new SimulatedHistory(this.machine, this.#spending);
    this.dollarsPerDay = seed % 4 < 2 ? 0.05 : 20 * costOfCheck;
    this.open();
  }

  get alive(): SimulatedWindow[] {
    return this.#windows.filter(({ process }) => process.isAlive);
  }

  open(): void {
    const store = this.#random() < 0.5 ? 'code' : 'cursor';
    const budget = { ...preferences.budget, dollarsPerDay: this.dollarsPerDay };
    const window = new SimulatedWindow(this.machine, this.#spending, {
      store,
      keys: keysOf[store],
      preferences: { ...preferences, budget },
      access: async (keyId) => ({ apiKey: keyId, baseUrl: 'https://provider.invalid' }),
    });
    window.provider.script = () => {
      const failure = this.#random() < 0.05 ? failed('network') : null;
      this.history.send(window, accountOf(window.provider.requests.at(-1)?.apiKey ?? ''), failure === null);
      const left = Math.round(capacity * Math.min(1, 2 * this.#random()) ** 3);
      return { readings: failure ? [] : [reading(left, capacity)], failure, took: 0.2, answer: 1 };
    };
    this.#windows.push(window);
    this.history.follow(window, accountOf);
  }

  async step(): Promise<void> {
    const chosen = this.alive[Math.floor(this.#random() * this.alive.length)];
    const dice = this.#random();
    if (this.alive.length < 2 || (dice < 0.15 && this.alive.length < mostWindows)) this.open();
    else if (dice < 0.25) chosen?.process.kill();
    else if (dice < 0.35) chosen?.process.stop();
    else if (dice < 0.5) chosen?.process.goOn();
    else if (dice < 0.55) await this.#jump();
    else if (dice < 0.62) this.#fill();
    else if (dice < 0.75) this.#disturb(chosen);
    else for (const window of this.alive) window.use(window === chosen);
    await this.machine.clock.pass(this.#random() ** 3 * 20);
  }

  /** All faults end, and every window is used in turn: who watches nothing finds out when it is used. */
  async heal(): Promise<void> {
    const { machine } = this;
    machine.folder.fullness = machine.spareFolder.fullness = 'room';
    this.#spending.isFull = false;
    machine.slowness = 1;
    machine.connections = 'made';
    for (const { process } of this.alive) process.goOn();
    // Who was alone for long tries again within the hour.
    for (const window of this.alive) window.use(false);
    await machine.clock.pass(3_700);
    for (const used of [...this.alive, ...this.alive]) {
      for (const window of this.alive) window.use(window === used);
      await machine.clock.pass(8);
    }
  }

  /** Somebody closes the laptop for up to two hours, or sets the clock. */
  async #jump(): Promise<void> {
    if (this.#random() < 0.5) await this.machine.sleep(this.#random() * 7_200);
    else this.machine.wallOffset += [hour, -hour, 24 * hour, -24 * hour][Math.floor(this.#random() * 4)] ?? 0;
  }

  /** A disk gets full, or is so no longer. The other one, beside the sockets, takes names at least. */
  #fill(): void {
    const { folder, spareFolder } = this.machine;
    const isFull = this.#random() < 0.5;
    folder.fullness = isFull ? (this.#random() < 0.5 ? 'no data' : 'no files') : 'room';
    spareFolder.fullness = this.#random() < 0.3 ? 'no data' : 'room';
    this.#spending.isFull = isFull;
  }

  /** A window loses its connections, or for a while all are slow, refused or fail. */
  #disturb(chosen: SimulatedWindow | undefined): void {
    const { machine } = this;
    const dice = this.#random();
    if (dice < 0.3) chosen?.process.cut();
    else if (dice < 0.45) machine.slowness = 10 ** (3 * this.#random());
    else if (dice < 0.6) machine.connections = this.#random() < 0.5 ? 'refused' : 'failing';
    else {
      machine.slowness = 1;
      machine.connections = 'made';
    }
  }
}
