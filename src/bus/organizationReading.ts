import type { Clock } from '../base/clock.ts';
import { type Disposable, Emitter } from '../base/disposable.ts';
import { presets } from '../core/dialects/presets.ts';
import type { AccountObservation, Observation } from '../core/model/observation.ts';
import type { SourceState } from '../core/model/snapshot.ts';
import type { Source } from '../engine/source.ts';
import type { HubWindow } from './hubWindow.ts';
import type { HeldOrganization } from './told.ts';
import type { Holding, Shared } from './union.ts';

/**
 * Milliseconds within which a window that reads an organization tells of it, in use: of the team of an editor's users it asks
 * once an hour, of others a question is answered every few minutes.
 */
const longestSilence = { team: 90 * 60_000, others: 15 * 60_000 };

/** Who reads an organization, and by when it tells something if it is well; monotonic milliseconds. */
interface Reader extends Holding<HubWindow, HeldOrganization> {
  due: number;
}

/**
 * The engine's source of what admin APIs tell. Admin keys do not cross the bus, so each organization is read by one window
 * that has its key: the leader's own if it does. One that falls silent, because its process is stopped, makes way.
 */
export class OrganizationReading implements Source {
  readonly id = 'admin';
  /** Who reads each, by the engine's name of it. */
  readonly #readers = new Map<string, Reader>();
  readonly #silent = new Set<HubWindow>();
  readonly #clock: Clock;
  #organizations: readonly Shared<HubWindow, HeldOrganization>[] = [];
  #windows: readonly HubWindow[] = [];
  #timer: Disposable | null = null;
  /** What each window was told to read. */
  readonly #orders = new Map<HubWindow, string>();
  readonly #changed = new Emitter<void>();
  #emit: (observation: Observation) => void = () => {};
  #inUse = true;

  readonly onDidChangeState = this.#changed.event;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get state(): SourceState {
    return { kind: this.#readers.size > 0 ? 'live' : 'off' };
  }

  start(emit: (observation: Observation) => void): void {
    this.#emit = emit;
  }

  /** All windows rest while none is in use. */
  setWindowInUse(inUse: boolean): void {
    // Whoever was silent had nothing to tell.
    if (inUse && !this.#inUse) for (const reader of this.#readers.values()) reader.due = this.#dueOf(reader.key);
    this.#inUse = inUse;
    this.#order([...this.#orders.keys()]);
    this.#listen();
  }

  /** Has exactly these read, by `windows` in their order. */
  assign(organizations: readonly Shared<HubWindow, HeldOrganization>[], windows: readonly HubWindow[]): void {
    this.#organizations = organizations;
    this.#windows = windows.slice();
    for (const window of this.#silent) if (!windows.includes(window)) this.#silent.delete(window);
    const before = new Map(this.#readers);
    this.#readers.clear();
    const inOrder = windows.toSorted((one, other) => Number(this.#silent.has(one)) - Number(this.#silent.has(other)));
    for (const { id, holdings } of organizations) {
      const [first] = inOrder.flatMap((window) => holdings.find((one) => one.window === window) ?? []);
      const old = before.get(id);
      const due = first && old?.window === first.window ? old.due : this.#dueOf(first?.key);
      if (first) this.#readers.set(id, { ...first, due });
    }
    this.#listen();
    for (const window of this.#orders.keys()) if (!windows.includes(window)) this.#orders.delete(window);
    this.#order(windows);
    this.#changed.fire();
  }

  /** A window tells something of an organization, by its own name of it; dropped if it is not the one to read that. */
  observed(window: HubWindow, observation: AccountObservation): void {
    const { account } = observation;
    if (account.kind !== 'organization') return;
    this.#silent.delete(window);
    for (const [id, reader] of this.#readers) {
      if (reader.window !== window || reader.key.id !== account.id) continue;
      // What is missing is asked for again when it says; what was refused never.
      const later = observation.kind === 'missing' ? (observation.retryIn ?? Infinity) * 1000 : 0;
      reader.due = Math.max(reader.due, this.#dueOf(reader.key) + later);
      this.#emit({ ...observation, source: this.id, account: { ...account, id } });
    }
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#changed.dispose();
  }

  #dueOf(organization: HeldOrganization | undefined): number {
    const isTeam = organization !== undefined && presets[organization.provider].isEditor;
    return this.#clock.now() + longestSilence[isTeam ? 'team' : 'others'];
  }

  /** Comes back when the next reader should have told something. */
  #listen(): void {
    this.#timer?.dispose();
    this.#timer = null;
    const next = Math.min(...[...this.#readers.values()].map(({ due }) => due));
    if (!this.#inUse || next === Infinity) return;
    this.#timer = this.#clock.after(Math.max(0, next - this.#clock.now()), () => this.#lookAtSilent());
  }

  #lookAtSilent(): void {
    const now = this.#clock.now();
    for (const reader of this.#readers.values()) {
      if (reader.due > now) continue;
      this.#silent.add(reader.window);
      reader.due = this.#dueOf(reader.key);
    }
    this.assign(this.#organizations, this.#windows);
  }

  #order(windows: readonly HubWindow[]): void {
    for (const window of windows) {
      const ids = [...this.#readers.values()].flatMap((one) => (one.window === window ? one.key.id : []));
      const order = JSON.stringify([ids, ids.length > 0 && this.#inUse]);
      // A window that never had any need not hear so.
      const before = this.#orders.get(window) ?? JSON.stringify([[], false]);
      this.#orders.set(window, order);
      if (order !== before) window.end.read(ids, this.#inUse);
    }
  }
}
