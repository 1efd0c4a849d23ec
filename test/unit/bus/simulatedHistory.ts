import assert from 'node:assert/strict';
import type { Crossing } from '../../../src/core/limits/alarms.ts';
import type { MemorySpending } from '../../support/memorySpending.ts';
import type { SimulatedMachine } from './simulatedMachine.ts';
import type { SimulatedWindow } from './simulatedWindow.ts';

/** A request that left. */
interface Sent {
  /** Milliseconds. */
  readonly at: number;
  readonly day: string;
  readonly account: string;
  readonly window: SimulatedWindow;
  /** In which the window led that sent it, and for itself; `null` for one that followed, or was alone. */
  readonly epoch: number | null;
  /** Otherwise it is lost before the provider has it. */
  readonly arrives: boolean;
}

interface Announced {
  readonly at: number;
  readonly epoch: number;
  readonly limit: string;
  readonly crossing: Crossing;
  readonly isNews: boolean;
}

/** A leader looks at the epochs once in so many milliseconds at least. */
const look = 1_000;
const minute = 60_000;
/** No limit of a minute is in trouble for so long; milliseconds. */
const longestEpisode = 30 * minute;
/** What one check costs at most, with the model of the simulation; US dollars. */
export const costOfCheck = 20e-6;

/** All that eight windows did, to be judged. */
export class SimulatedHistory {
  readonly sent: Sent[] = [];
  readonly #machine: SimulatedMachine;
  readonly #spending: MemorySpending;
  readonly #announced: Announced[] = [];
  readonly #claims: { readonly epoch: number; readonly at: number }[] = [];
  readonly #windows: SimulatedWindow[] = [];

  constructor(machine: SimulatedMachine, spending: MemorySpending) {
    this.#machine = machine;
    this.#spending = spending;
    for (const folder of [machine.folder, machine.spareFolder])
      folder.watch(() => this.#claims.push({ epoch: machine.highest, at: machine.clock.now() }));
  }

  /** Notes what a window does. `accountOf` names what its keys are counted on. */
  follow(window: SimulatedWindow, accountOf: (keyId: string) => string): void {
    this.#windows.push(window);
    window.engine.onDidAnnounce(({ id, crossing, isNews }) => {
      const [keyId = '', ...limit] = id.split('/');
      const name = [accountOf(keyId), ...limit].join('/');
      if (window.seat !== 'alone')
        this.#announced.push({ at: this.#machine.clock.now(), epoch: window.epoch, limit: name, crossing, isNews });
    });
  }

  /** A request leaves a window. */
  send(window: SimulatedWindow, account: string, arrives: boolean): void {
    const epoch = window.seat === 'leader' ? (window.led.at(-1) ?? null) : null;
    const at = this.#machine.clock.now();
    const { day } = window.process.clock.today();
    this.sent.push({ at, day, account, window, epoch, arrives });
  }

  /** Fails unless all that was promised was kept. */
  judge(dollarsPerDay: number, perMinute: number): void {
    this.#twoLeaders();
    this.#lateRequests();
    this.#counts();
    this.#money(dollarsPerDay);
    this.#shares(perMinute);
    this.#toldTwice();
  }

  #twoLeaders(): void {
    const led = this.#windows.flatMap((window) => window.led);
    assert.equal(new Set(led).size, led.length, 'two leaders in one epoch');
  }

  /** Nobody sends for itself once another has taken over. */
  #lateRequests(): void {
    const late = this.sent.flatMap(({ at, epoch }) => {
      const next = this.#claims.find((claim) => epoch !== null && claim.epoch > epoch && at - claim.at > look);
      return next ? [`in epoch ${epoch} ${at - next.at} ms after ${next.epoch} began`] : [];
    });
    assert.deepEqual(late, [], 'requests of a leader that was replaced');
  }

  /** What left is counted, once; what was lost on the way may be counted too. */
  #counts(): void {
    const orders = this.#windows.flatMap(({ ordered }) => ordered);
    assert.ok(
      orders.every(({ counts }) => counts <= 1),
      'a request counted twice',
    );
    for (const account of new Set(this.sent.map((one) => one.account))) {
      const sent = this.sent.filter((one) => one.account === account);
      const counted = this.#spending.requests(account);
      const ordered = orders.filter((one) => one.account === account && one.counts > 0);
      const inMemory = ordered.filter(({ isStored }) => !isStored).length;
      assert.ok(counted <= ordered.length, `${account}: ${counted} counted of ${ordered.length}`);
      assert.ok(counted >= sent.length - inMemory, `${account}: ${counted} counted of ${sent.length} sent`);
    }
  }

  /** What is counted in memory alone, because the disk is full, is lost with its window. */
  #money(dollarsPerDay: number): void {
    const inMemory = this.#windows.flatMap(({ ordered }) => ordered).filter(({ isStored }) => !isStored).length;
    for (const [day, sent] of Map.groupBy(this.sent, (one) => one.day)) {
      const spent = (sent.filter(({ arrives }) => arrives).length - inMemory) * costOfCheck;
      assert.ok(spent <= dollarsPerDay * 1.001, `${spent} of ${dollarsPerDay} dollars on ${day}`);
    }
  }

  /** Within a term. */
  #shares(perMinute: number): void {
    const arrived = this.sent.filter(({ arrives }) => arrives);
    const terms = Map.groupBy(arrived, ({ epoch, account }) => `${epoch} ${account}`);
    for (const [term, sent] of terms) {
      if (sent[0]?.epoch === null) continue;
      for (const [place, { at }] of sent.entries()) {
        const after = sent[place + perMinute];
        if (after) assert.ok(after.at - at >= minute, `${term}: ${perMinute + 1} in ${(after.at - at) / 1000} s`);
      }
    }
  }

  /**
   * An episode begins when a limit is no longer fine and ends with `ready` or `over`, or unsaid with the last window that has
   * the key; in it each state is told once.
   */
  #toldTwice(): void {
    const terms = Map.groupBy(this.#announced, ({ epoch, limit }) => `${epoch} ${limit}`);
    for (const [term, announced] of terms) {
      const told = new Map<Crossing, number>();
      for (const { at, crossing, isNews } of announced) {
        const before = told.get(crossing) ?? -Infinity;
        assert.ok(!isNews || at - before > longestEpisode, `${term}: ${crossing} told twice`);
        if (isNews) told.set(crossing, at);
        if (crossing === 'ready' || crossing === 'over') told.clear();
      }
    }
  }
}
