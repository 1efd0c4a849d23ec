import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { HeldKey } from '../../../src/bus/told.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../src/simulator/simulator.ts';
import type { Command, Status } from './drivenProcess.ts';
import { temporarySystem } from './temporarySystem.ts';

/** Milliseconds of the told time by which it passes. */
const tick = 1_000;
/** A look takes about a millisecond. */
const mostLooks = 20_000;

/** A window in a process of its own (`drivenProcess.ts`). */
class DrivenProcess {
  readonly #process: ChildProcess;
  status: Status = { sent: 0, received: 0, busy: 0, next: 0, seat: 'none', labels: [] };

  constructor(process: ChildProcess) {
    this.#process = process;
  }

  async tell(command: Command): Promise<void> {
    const answered = once(this.#process, 'message');
    this.#process.send(command);
    const [status] = await answered;
    this.status = status as Status;
  }

  end(): void {
    this.#process.kill('SIGKILL');
  }
}

/** Windows in processes of their own, on one simulator, all of which go by the time that passes here. */
export class DrivenProcesses implements AsyncDisposable {
  readonly windows: DrivenProcess[] = [];
  readonly simulator: Simulator;
  readonly #home: string;
  readonly #removed: AsyncDisposable;
  readonly #time: { now: number };

  /** Opens so many windows of two editors, one after the other, each with the same key. */
  static async open(count: number, keys: readonly HeldKey[], options: SimulatorOptions = {}): Promise<DrivenProcesses> {
    const time = { now: 0 };
    const wallNow = () => Date.UTC(2026, 0, 1, 9) + time.now;
    const simulator = await startSimulator({
      ...options,
      clock: { now: () => time.now, wallNow, sleep: async () => {} },
    });
    const system = await temporarySystem();
    const processes = new DrivenProcesses(simulator, system.home, system, time);
    for (let place = 0; place < count; place++) await processes.#add(`editor ${place % 2}`, keys);
    return processes;
  }

  private constructor(simulator: Simulator, home: string, removed: AsyncDisposable, time: { now: number }) {
    this.simulator = simulator;
    this.#home = home;
    this.#removed = removed;
    this.#time = time;
  }

  /** One window is used, the others are not. */
  async use(used: number): Promise<void> {
    await Promise.all(this.windows.map((window, place) => window.tell({ do: 'use', inUse: place === used })));
  }

  async tell(place: number, keys: readonly HeldKey[]): Promise<void> {
    await this.windows[place]?.tell({ do: 'tell', keys });
  }

  /** Lets so many seconds pass in all processes. Time stands still while a line or a request is on its way. */
  async pass(seconds: number): Promise<void> {
    const end = this.#time.now + seconds * 1000;
    while (this.#time.now < end) {
      await this.#settle();
      const next = Math.min(...this.windows.map(({ status }) => status.next));
      this.#time.now = Math.min(end, Math.max(this.#time.now + tick, Math.ceil(next / tick) * tick));
      await this.#all({ do: 'pass', until: this.#time.now });
    }
    await this.#settle();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const window of this.windows) window.end();
    await this.simulator.close();
    await this.#removed[Symbol.asyncDispose]();
  }

  async #add(store: string, keys: readonly HeldKey[]): Promise<void> {
    const script = join(import.meta.dirname, 'drivenProcess.ts');
    const child = fork(script, [this.#home, store, this.simulator.openaiBaseUrl, String(this.#time.now)], {
      stdio: 'inherit',
      execArgv: [],
      serialization: 'advanced',
    });
    await once(child, 'message');
    const window = new DrivenProcess(child);
    await window.tell({ do: 'tell', keys });
    this.windows.push(window);
    for (let seconds = 0; !/leader|follower/.test(window.status.seat); seconds++) {
      if (seconds > 60) throw new Error(`a window without a seat: ${window.status.seat}`);
      await this.pass(1);
    }
  }

  async #all(command: Command): Promise<void> {
    await Promise.all(this.windows.map((window) => window.tell(command)));
  }

  /** Until twice in a row nothing is on its way, in any process. */
  async #settle(): Promise<void> {
    for (let before = '', looks = 0; ; looks++) {
      if (looks > mostLooks) throw new Error(`lines that never arrive: ${before}`);
      const sum = (of: (status: Status) => number) => this.windows.reduce((all, { status }) => all + of(status), 0);
      const now = JSON.stringify(this.windows.map(({ status: { sent, received } }) => [sent, received]));
      const isQuiet = sum(({ busy }) => busy) === 0 && sum(({ sent }) => sent) === sum(({ received }) => received);
      if (isQuiet && now === before) return;
      before = now;
      await this.#all({ do: 'look' });
    }
  }
}
