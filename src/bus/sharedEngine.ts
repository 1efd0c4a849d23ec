import { type Disposable, Emitter } from '../base/disposable.ts';
import type { LimitPast } from '../core/history/history.ts';
import type { LimitId } from '../core/model/limit.ts';
import type { Observation } from '../core/model/observation.ts';
import type { NextCheck, Snapshot } from '../core/model/snapshot.ts';
import type { Announcement, Board, PassedRequest, Request } from '../engine/board.ts';
import type { Election, Seat } from './election.ts';
import { Follower, type FollowerParts } from './follower.ts';
import { toolsIn } from './heardBefore.ts';
import type { HeardKeyChange } from './heardMarks.ts';
import { Hub, type HubParts } from './hub.ts';
import type { HubWindow, WindowEnd } from './hubWindow.ts';
import type { Term } from './ledEngine.ts';
import { RemoteWindow } from './remoteWindow.ts';
import type { Told } from './told.ts';

export interface SharedEngineParts extends FollowerParts, Pick<HubParts, 'engine'> {
  /** `null` where the windows cannot meet: then each has an engine of its own. */
  readonly election: Election | null;
  /** What to show before there is anything. */
  starting(): Snapshot;
  /** What this window knows of the user's wish to be left alone, as `quiet` tells it. */
  quietUntil(): number | null;
  /** This window has taken another seat. */
  seated(seat: Seat): void;
  /** A surface threw; the others are shown all the same. */
  fault(thrown: unknown): void;
}

/** This window's way to the engine: its own hub where it leads, the bus where another does. */
interface Way extends Disposable {
  readonly current: Snapshot | null;
  /** The same without being made anew, right after a change. */
  readonly changed: Snapshot | null;
  readonly speaks: boolean;
  readonly mayRead: boolean;
  tell(told: Told): void;
  use(inUse: boolean): void;
  pass(request: PassedRequest): void;
  quiet(until: number | null): void;
  observed(observation: Observation): void;
  changeHeard(keyId: string, change: HeardKeyChange): void;
  checkNow(keyId: string | null): Promise<NextCheck | null>;
  past(limitId: LimitId): Promise<LimitPast | null>;
  pasts(): Promise<readonly LimitId[] | null>;
}

/**
 * The one engine of all windows, as each of them has it: it runs in the window that leads, and is mirrored in the
 * others. Surfaces keep this board whoever leads.
 */
export class SharedEngine implements Board, Disposable {
  readonly #parts: SharedEngineParts;
  #way: Way | null = null;
  #told: Told | null = null;
  #inUse = false;
  #last: Snapshot | null = null;
  readonly #opened = Promise.withResolvers<void>();
  readonly #changed = new Emitter<Snapshot>();
  readonly #announced = new Emitter<Announcement>();

  readonly onDidChange = this.#changed.event;
  readonly onDidAnnounce = this.#announced.event;

  constructor(parts: SharedEngineParts) {
    this.#parts = parts;
  }

  /** Takes a seat; resolves once there is something to show. `told` is what there is to tell of this window. */
  async open(told: Told): Promise<void> {
    this.#told = told;
    const { election } = this.#parts;
    if (election === null) return this.#sit({ kind: 'alone', reason: null });
    election.onDidChange((seat) => this.#sit(seat));
    election.onDidJoin((link) => {
      if (this.#way instanceof OwnWay) new RemoteWindow(link, this.#parts.clock, this.#way.hub);
    });
    void election.start();
    return this.#opened.promise;
  }

  get current(): Snapshot {
    return this.#way?.current ?? this.#last ?? this.#parts.starting();
  }

  /** Whether what there is to notify is this window's to show. */
  get speaks(): boolean {
    return this.#way?.speaks ?? false;
  }

  /** This window has other keys or wishes than before. */
  tell(told: Told): void {
    this.#told = told;
    this.#way?.tell(told);
  }

  /** This window has read something of an organization, as the leader has it do, or heard a request of the user's. */
  observed(observation: Observation): void {
    this.#way?.observed(observation);
  }

  /** Whether this window may read what the leader has it read: not once it leads no more without having noticed. */
  get mayRead(): boolean {
    return this.#way?.mayRead ?? false;
  }

  /** The user wishes no window to notify until then, in milliseconds since 1970; `null`: each may again. */
  quiet(until: number | null): void {
    this.#way?.quiet(until);
  }

  /** The user names, hides, shows again or forgets a key that was heard. Throws where nobody leads now. */
  changeHeard(keyId: string, change: HeardKeyChange): void {
    if (this.#way === null) throw new Error('No window leads now');
    this.#way.changeHeard(keyId, change);
  }

  /** The past of a limit; `null` where there is none, or nobody leads now. */
  async past(limitId: LimitId): Promise<LimitPast | null> {
    return this.#way?.past(limitId) ?? null;
  }

  /** The limits that have a past; none where nobody leads now. */
  async pasts(): Promise<readonly LimitId[]> {
    return (await this.#way?.pasts()) ?? [];
  }

  async ask(request: Request): Promise<NextCheck | null> {
    switch (request.type) {
      case 'check-now':
        return this.#way?.checkNow(request.keyId) ?? null;
      case 'in-use':
        this.#inUse = request.inUse;
        this.#parts.election?.watch(request.inUse);
        this.#way?.use(request.inUse);
        return null;
      case 'look':
      case 'send-now':
        this.#way?.pass(request);
        return null;
    }
  }

  dispose(): void {
    this.#parts.election?.dispose();
    this.#way?.dispose();
    this.#way = null;
    this.#changed.dispose();
    this.#announced.dispose();
    this.#opened.resolve();
  }

  #sit(seat: Seat | null): void {
    this.#last = this.#way?.current ?? this.#last;
    this.#way?.dispose();
    this.#way = null;
    // The next leader says anew who reads what.
    this.#parts.read([], false);
    if (seat === null) return;
    this.#parts.seated(seat);
    const way = seat.kind === 'follower' ? this.#followed(seat) : this.#led(seat);
    this.#way = way;
    way.use(this.#inUse);
    // Before it tells of itself: what it remembers is no wish of this moment.
    const quietUntil = this.#parts.quietUntil();
    if (quietUntil !== null) way.quiet(quietUntil);
    if (this.#told) way.tell({ ...this.#told, replaced: null });
    if (way.current !== null) this.#show();
  }

  #followed({ leader }: Seat & { readonly kind: 'follower' }): Follower {
    const follower = new Follower(leader, this.#parts);
    follower.onDidChange(() => this.#show());
    follower.onDidAnnounce((announcement) => this.#announce(announcement));
    return follower;
  }

  #led(seat: Seat): OwnWay {
    const { clock, engine, election, request, read, keysChanged, quiet } = this.#parts;
    const isAlone = seat.kind === 'alone';
    const term = { epoch: isAlone ? null : seat.epoch, isLeader: () => isAlone || (election?.isLeader() ?? false) };
    const [shownBefore, toolsBefore] = [this.#last, toolsIn(this.#last, this.#told?.keys ?? [])];
    const hub = new Hub({ clock, engine, term, shownBefore, toolsBefore });
    return new OwnWay(hub, term, {
      changed: () => this.#show(),
      announce: (announcement) => this.#announce(announcement),
      request,
      read,
      keysChanged,
      quiet,
    });
  }

  #show(): void {
    const changed = this.#way?.changed ?? null;
    if (changed === null) return;
    this.#opened.resolve();
    this.#safely(() => this.#changed.fire(changed));
  }

  #announce(announcement: Announcement): void {
    this.#safely(() => this.#announced.fire(announcement));
  }

  #safely(act: () => void): void {
    try {
      act();
    } catch (thrown) {
      this.#parts.fault(thrown);
    }
  }
}

/** The leader's own window at its hub. */
class OwnWay implements Way {
  readonly hub: Hub;
  readonly #term: Term;
  readonly #window: HubWindow;

  constructor(hub: Hub, term: Term, end: WindowEnd) {
    this.hub = hub;
    this.#term = term;
    this.#window = hub.join(end);
  }

  /** `null` until its engine knows what was kept: what other windows and this one have shown last is better. */
  get current(): Snapshot | null {
    return this.#window.isKnown ? this.hub.snapshotFor(this.#window) : null;
  }

  get changed(): Snapshot | null {
    return this.#window.isKnown ? this.hub.recentFor(this.#window) : null;
  }

  get speaks(): boolean {
    return this.hub.speaks(this.#window);
  }

  get mayRead(): boolean {
    return this.#term.isLeader();
  }

  tell(told: Told): void {
    this.hub.told(this.#window, told);
  }

  use(inUse: boolean): void {
    this.hub.use(this.#window, inUse);
  }

  pass(request: PassedRequest): void {
    this.hub.pass(request);
  }

  quiet(until: number | null): void {
    this.hub.quiet(this.#window, until);
  }

  observed(observation: Observation): void {
    if (observation.kind !== 'status') this.hub.observed(this.#window, observation);
  }

  changeHeard(keyId: string, change: HeardKeyChange): void {
    this.hub.changeHeard(keyId, change);
  }

  checkNow(keyId: string | null): Promise<NextCheck | null> {
    return this.hub.checkNow(this.#window, keyId);
  }

  async past(limitId: LimitId): Promise<LimitPast | null> {
    return this.hub.past(this.#window, limitId);
  }

  async pasts(): Promise<readonly LimitId[]> {
    return this.hub.pasts(this.#window);
  }

  dispose(): void {
    this.hub.dispose();
  }
}
