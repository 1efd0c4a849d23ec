import type { Clock } from '../../../src/base/clock.ts';
import { Emitter } from '../../../src/base/disposable.ts';
import { Election, type Seat } from '../../../src/bus/election.ts';
import { SharedEngine } from '../../../src/bus/sharedEngine.ts';
import type { HeldKey, HeldOrganization, Told } from '../../../src/bus/told.ts';
import type { NextCheck } from '../../../src/core/model/snapshot.ts';
import type { Announcement } from '../../../src/engine/board.ts';
import type { MakeRequest } from '../../../src/engine/ownRequest.ts';
import { Purse } from '../../../src/engine/purse.ts';
import type { Source } from '../../../src/engine/source.ts';
import { KeptEngine, type OpenKept } from '../../../src/host/keptEngine.ts';
import type { Access, ProviderClient } from '../../../src/providers/provider.ts';
import { ownRequests } from '../../../src/sources/probe/ownRequest.ts';
import { ProbeSource } from '../../../src/sources/probe/probeSource.ts';
import { KeptState } from '../../../src/state/keptState.ts';
import type { MemoryFiles } from '../../support/memoryFiles.ts';
import type { MemorySpending } from '../../support/memorySpending.ts';
import { ScriptedProvider } from '../engine/scriptedProvider.ts';
import { access, budget, preferences as choices, key, reading } from '../engine/stage.ts';
import { type SimulatedMachine, SimulatedProcess } from './simulatedMachine.ts';

const thresholds = { low: 0.2, critical: 0.05 };
export const preferences: Told['preferences'] = {
  budget,
  thresholds: {
    requests: thresholds,
    tokens: thresholds,
    'input-tokens': thresholds,
    'output-tokens': thresholds,
    images: thresholds,
  },
  muted: [],
  budgets: {},
  unwanted: [],
};

/** What a window with nothing tells. */
export const someTold: Told = {
  store: 'editor',
  editor: null,
  keys: [],
  organizations: [],
  replaced: null,
  preferences,
};

/** A key as a window holds it; its digest names the value. */
export function held(more: Partial<HeldKey> = {}): HeldKey {
  return { ...key(), digest: 'digest', ...more };
}

/** An organization as a window holds it. */
export function heldOrganization(more: Partial<HeldOrganization> = {}): HeldOrganization {
  return {
    id: 'acme',
    label: 'Acme',
    provider: 'openai',
    origin: 'https://provider.invalid',
    fingerprint: '…dmin',
    storage: 'secret',
    digest: 'admin digest',
    ...more,
  };
}

export interface WindowOptions {
  readonly keys?: readonly HeldKey[];
  readonly organizations?: readonly HeldOrganization[];
  readonly store?: string;
  readonly version?: string;
  readonly inUse?: boolean;
  /** What its editor remembers of the user's wish for quiet. */
  readonly quietUntil?: number;
  /** Windows see only the sockets of their own. */
  readonly namespace?: string;
  readonly preferences?: Told['preferences'];
  readonly access?: (keyId: string) => Promise<Access | 'changed' | null>;
  /** In place of the scripted provider. */
  readonly clientOf?: (clock: Clock) => ProviderClient;
  /** Where what is kept lies; else nothing is. */
  readonly files?: MemoryFiles;
}

/** A source that notes what it is told. */
class NotedSource implements Source {
  readonly id = 'status';
  readonly state = { kind: 'live' } as const;
  readonly #changed = new Emitter<void>();
  readonly onDidChangeState = this.#changed.event;
  readonly #note: (sign: string) => void;
  constructor(note: (sign: string) => void) {
    this.#note = note;
  }
  start(): void {}
  allow(isAllowed: boolean): void {
    this.#note(isAllowed ? 'allowed' : 'unwanted');
  }
  look(): void {
    this.#note('look');
  }
  sendNow(holdId: string): void {
    this.#note(`send ${holdId}`);
  }
  dispose(): void {}
}

/** A window with a whole engine, as a process of a simulated machine. */
export class SimulatedWindow {
  readonly process: SimulatedProcess;
  readonly provider: ScriptedProvider;
  readonly engine: SharedEngine;
  readonly election: Election;
  readonly announced: Announcement[] = [];
  /** The checks that it had made while it led, and how often each was counted, and whether on disk. */
  readonly ordered: { readonly account: string | null; counts: number; isStored: boolean }[] = [];
  /** Epochs in which this window led, and what it was told of others' changes. */
  readonly led: number[] = [];
  keysChanged = 0;
  /** Times that it had to say that the leader is of another version. */
  outdated = 0;
  /** Until when it knows that the user wants no notification; milliseconds since 1970. */
  quietUntil: number | null = null;
  /** What the source of status pages was told in this window. */
  readonly pages: string[] = [];
  /** The organizations that it was told to read. */
  reads: { readonly organizations: readonly string[]; readonly inUse: boolean } = { organizations: [], inUse: false };
  readonly faults: unknown[] = [];
  seat: Seat['kind'] | null = null;
  epoch = 0;
  #told: Told;

  constructor(machine: SimulatedMachine, spending: MemorySpending, options: WindowOptions = {}) {
    const { keys = [held()], organizations = [], store = 'editor', version = '1.0.0', quietUntil = null } = options;
    this.quietUntil = quietUntil;
    this.process = new SimulatedProcess(machine, options.namespace);
    this.#told = { ...someTold, store, keys, organizations, preferences: options.preferences ?? preferences };
    const { clock, network, epochs } = this.process;
    const provider = new ScriptedProvider(clock);
    provider.script = { readings: [reading(10_000)] };
    this.provider = provider;
    const { random } = machine;
    let nonces = 0;
    const nonce = () => `${++nonces} ${random()}`;
    const addressOf = (epoch: number) => `${options.namespace ?? ''} ${epoch}`;
    const handshake = { clock, secret: 'secret', version, nonce };
    this.election = new Election({ ...handshake, network, epochs, addressOf, random });
    const counts = spending.window();
    let accountOf: (keyId: string) => string | null = () => null;
    const purse = new Purse(clock, counts, (keyId) => accountOf(keyId));
    const wall = () => machine.wall();
    const nothing = () => ({ at: wall(), keys: [], organizations: [], statuses: [], budget, sources: [], ranking: [] });
    const log = { observation: () => {}, fault: (thrown: unknown) => console.error(thrown) };
    this.engine = new SharedEngine({
      clock,
      election: this.election,
      starting: nothing,
      seated: (seat) => this.#sit(seat),
      request: ownRequests({
        clock,
        wall,
        clientOf: () => options.clientOf?.(clock) ?? provider,
        access: options.access ?? (async () => access),
      }),
      fault: (thrown) => this.faults.push(thrown),
      read: (organizations, inUse) => {
        this.reads = { organizations, inUse };
      },
      keysChanged: () => void this.keysChanged++,
      quiet: (until) => {
        this.quietUntil = until;
      },
      quietUntil: () => this.quietUntil,
      outdated: () => {
        this.outdated++;
        return nothing();
      },
      engine: ({ request, ...windows }) => {
        accountOf = windows.accountOf;
        const noted = this.#noting(windows.accountOf, request, spending);
        const checks = new ProbeSource({ clock, random, wall, purse, request: noted });
        const pages = new NotedSource((sign) => this.pages.push(sign));
        const sources = [windows.organizations, windows.traffic, pages];
        const parts = { clock, wall, random, purse, checks, sources, log };
        return new KeptEngine(parts, choices, windows, this.#openIn(options.files, wall));
      },
    });
    this.engine.onDidAnnounce((announcement) => this.announced.push(announcement));
    if (options.inUse) void this.engine.ask({ type: 'in-use', inUse: true });
    void this.engine.open(this.#told);
  }

  #sit(seat: Seat): void {
    this.seat = seat.kind;
    if (seat.kind !== 'alone') this.epoch = seat.epoch;
    if (seat.kind === 'leader') this.led.push(seat.epoch);
  }

  #noting(accountOf: (keyId: string) => string | null, request: MakeRequest, spending: MemorySpending): MakeRequest {
    return (key, ask, signal, count) => {
      const order = { account: accountOf(key.id), counts: 0, isStored: false };
      this.ordered.push(order);
      const countIt = async () => {
        order.counts++;
        await count();
        order.isStored = !spending.isFull;
      };
      return request(key, ask, signal, countIt);
    };
  }

  #openIn(files: MemoryFiles | undefined, wall: () => number): OpenKept | null {
    const { clock } = this.process;
    const place = { folder: '/state', user: 1000, clock, wall, warn: (message: string) => this.faults.push(message) };
    return files ? async (kept, writer) => new KeptState({ ...place, files }, writer, kept) : null;
  }

  get leads(): boolean {
    return this.process.isAlive && this.led.length > 0 && this.election.isLeader();
  }

  tell(change: Partial<Told>): void {
    this.#told = { ...this.#told, replaced: null, ...change };
    this.engine.tell(this.#told);
  }

  use(inUse: boolean): void {
    void this.engine.ask({ type: 'in-use', inUse });
  }

  checkNow(): Promise<NextCheck | null> {
    return this.engine.ask({ type: 'check-now', keyId: null });
  }

  get labels(): string[] {
    return this.engine.current.keys.map(({ label }) => label);
  }
}
