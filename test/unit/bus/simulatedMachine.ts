import type { Clock } from '../../../src/base/clock.ts';
import { type Disposable, Emitter } from '../../../src/base/disposable.ts';
import type { Channel, Network } from '../../../src/bus/channel.ts';
import type { Epochs } from '../../../src/bus/election.ts';
import { EpochFiles } from '../../../src/bus/epochFiles.ts';
import { DrivenClock } from '../engine/drivenClock.ts';
import { SimulatedFolder } from './simulatedFolder.ts';

/** One machine in driven time: what its processes share, and the way from one to another. */
export class SimulatedMachine {
  readonly clock = new DrivenClock();
  /** From 0 to 1. */
  readonly random: () => number;
  readonly listeners = new Map<string, { readonly process: SimulatedProcess; met(channel: Channel): void }>();
  /** Where epochs are claimed, and on another disk beside the sockets. */
  readonly folder = new SimulatedFolder();
  readonly spareFolder = new SimulatedFolder();
  /** A folder of files tells whoever watches it, unless the system has no more watchers to give. */
  tellsOfClaims = true;
  /** What the wall clock shows more than the time that has passed; milliseconds. */
  wallOffset = 0;
  /** Times as long as usual that something takes from one process to another. */
  slowness = 1;
  /** What comes of a new connection. */
  connections: 'made' | 'refused' | 'failing' = 'made';
  readonly processes: SimulatedProcess[] = [];
  /** Every line that crossed between two processes. */
  readonly lines: string[] = [];

  constructor(random: () => number) {
    this.random = random;
  }

  /** Milliseconds that something takes from one process to another. */
  get latency(): number {
    return (0.05 + this.random() * 2) * this.slowness;
  }

  /** Milliseconds since 1970, by a clock that may be set. */
  wall(): number {
    return this.clock.now() + this.wallOffset;
  }

  /** The highest epoch that was ever claimed. */
  get highest(): number {
    return new EpochFiles(registersOf(this), () => {}).highest();
  }

  /** All processes stand still for so many seconds, as when a laptop is closed. */
  async sleep(seconds: number): Promise<void> {
    const awake = this.processes.filter(({ isStopped }) => !isStopped);
    for (const process of awake) process.stop();
    await this.clock.pass(seconds);
    for (const process of awake) process.goOn();
  }
}

function registersOf({ folder, spareFolder }: SimulatedMachine) {
  return [
    { folder, prefix: 'epoch-' },
    { folder: spareFolder, prefix: 'home-epoch-' },
  ];
}

/** A process that can be stopped, let go on and killed, and has a clock, a network and a view of the disk of its own. */
export class SimulatedProcess {
  readonly #machine: SimulatedMachine;
  #isStopped = false;
  isAlive = true;
  /** What has come due while it was stopped: timers, and what came from outside. */
  #waiting: { readonly happen: () => void; readonly isTimer: boolean }[] = [];
  readonly #channels = new Set<SimulatedChannel>();
  readonly clock: Clock;
  readonly network: Network;
  readonly epochs: Epochs;

  /** Processes reach only those that have the same. */
  readonly namespace: string;

  constructor(machine: SimulatedMachine, namespace = '') {
    this.#machine = machine;
    this.namespace = namespace;
    machine.processes.push(this);
    this.clock = {
      now: () => machine.clock.now(),
      today: () => dayAt(machine.wall()),
      after: (ms, callback) => this.#after(ms, callback),
    };
    this.network = {
      connect: (address) => this.#connect(address),
      listen: (address, met) => this.#listen(address, met),
    };
    const files = new EpochFiles(registersOf(machine), () => {});
    this.epochs = {
      highest: () => files.highest(),
      addressOf: (epoch) => files.addressOf(epoch),
      claim: (epoch, address) => files.claim(epoch, address),
      watch: (changed) => {
        const soon = () => void machine.clock.after(machine.latency, () => this.happens(changed));
        return files.watch(() => machine.tellsOfClaims && soon());
      },
    };
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  stop(): void {
    this.#isStopped = true;
  }

  goOn(): void {
    this.#isStopped = false;
    // As an event loop has it: timers first. One after the other, with all between that each of them sets going.
    const waiting = this.#waiting.splice(0).toSorted((one, other) => Number(other.isTimer) - Number(one.isTimer));
    for (const [place, { happen, isTimer }] of waiting.entries())
      this.#machine.clock.after(place * 1e-4, () => this.happens(happen, isTimer));
  }

  /** As `kill -9` does: nothing of it runs again, and the system closes what it held. */
  kill(): void {
    this.isAlive = false;
    this.#waiting = [];
    for (const [address, { process }] of this.#machine.listeners)
      if (process === this) this.#machine.listeners.delete(address);
    this.cut();
  }

  /** All its connections break, at both ends. */
  cut(): void {
    for (const channel of this.#channels) channel.dispose();
  }

  /** Sends a line of any kind over all its connections. */
  say(line: string): void {
    for (const channel of this.#channels) channel.send(line);
  }

  /** Something reaches the process: now, once it goes on, or never. */
  happens(happen: () => void, isTimer = false): void {
    if (!this.isAlive) return;
    if (this.#isStopped) this.#waiting.push({ happen, isTimer });
    else happen();
  }

  opened(channel: SimulatedChannel): void {
    this.#channels.add(channel);
  }

  #after(ms: number, callback: () => void): Disposable {
    let isOff = false;
    const timer = this.#machine.clock.after(ms, () =>
      this.happens(() => {
        if (!isOff) callback();
      }, true),
    );
    const dispose = () => {
      isOff = true;
      timer.dispose();
    };
    return { dispose };
  }

  #connect(address: string): Promise<Channel | null> {
    const { clock, latency, listeners, connections } = this.#machine;
    return new Promise((resolve, reject) => {
      clock.after(latency, () => {
        if (connections === 'failing') return this.happens(() => reject(new Error('EAGAIN')));
        const listener = connections === 'made' ? listeners.get(address) : undefined;
        if (listener?.process.namespace !== this.namespace) return this.happens(() => resolve(null));
        const [near, far] = channelsBetween(this.#machine, this, listener.process);
        // The system takes the connection, whether or not the process is running.
        listener.process.happens(() => listener.met(far));
        this.happens(() => resolve(near));
      });
    });
  }

  #listen(address: string, met: (channel: Channel) => void): Promise<Disposable | null> {
    const { clock, latency, listeners } = this.#machine;
    const own = { process: this, met };
    const isTaken = listeners.has(address);
    if (!isTaken) listeners.set(address, own);
    const dispose = () => {
      if (listeners.get(address) === own) listeners.delete(address);
    };
    return new Promise((resolve) => {
      clock.after(latency, () => this.happens(() => resolve(isTaken ? null : { dispose })));
    });
  }
}

class SimulatedChannel implements Channel {
  readonly #machine: SimulatedMachine;
  readonly #process: SimulatedProcess;
  #other: SimulatedChannel | null = null;
  #isOpen = true;
  /** When the last line arrives at the other end: none overtakes another. */
  #last = 0;
  readonly #received = new Emitter<string>();
  readonly #closed = new Emitter<void>();
  readonly onDidReceive = this.#received.event;
  readonly onDidClose = this.#closed.event;

  constructor(machine: SimulatedMachine, process: SimulatedProcess) {
    this.#machine = machine;
    this.#process = process;
    process.opened(this);
  }

  join(other: SimulatedChannel): void {
    this.#other = other;
  }

  send(line: string): void {
    const other = this.#other;
    if (!this.#isOpen || !this.#process.isAlive || !other) return;
    this.#machine.lines.push(line);
    this.#deliver(() => other.#process.happens(() => other.#isOpen && other.#received.fire(line)));
  }

  dispose(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const other = this.#other;
    if (other) this.#deliver(() => other.#process.happens(() => other.#end()));
    this.#machine.clock.after(0, () => this.#process.happens(() => this.#closed.fire()));
  }

  #end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#closed.fire();
  }

  #deliver(happen: () => void): void {
    const { clock, latency } = this.#machine;
    this.#last = Math.max(this.#last + 0.001, clock.now() + latency);
    clock.after(this.#last - clock.now(), happen);
  }
}

const day = 86_400_000;

/** As a process sees the calendar: days begin at multiples of 24 hours. */
function dayAt(wall: number) {
  const since = ((wall % day) + day) % day;
  return { day: new Date(wall - since).toISOString().slice(0, 10), untilTomorrow: (day - since) / 1000 };
}

/** The two ends of a connection. */
export function channelsBetween(machine: SimulatedMachine, one: SimulatedProcess, other: SimulatedProcess) {
  const [near, far] = [new SimulatedChannel(machine, one), new SimulatedChannel(machine, other)];
  near.join(far);
  far.join(near);
  return [near, far] as const;
}
