import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { LimitPast } from '../core/history/history.ts';
import type { LimitId } from '../core/model/limit.ts';
import type { AccountObservation } from '../core/model/observation.ts';
import type { NextCheck, Snapshot } from '../core/model/snapshot.ts';
import type { Announcement, PassedRequest } from '../engine/board.ts';
import type { ToolsBefore } from '../engine/keptKeys.ts';
import type { MakeRequest } from '../engine/ownRequest.ts';
import { EditorStorages } from './editorStorages.ts';
import { isHeard, isHeardLeaving } from './heardExchange.ts';
import type { HeardKeyChange } from './heardMarks.ts';
import { HeardTraffic } from './heardTraffic.ts';
import { holdersRequest } from './holdersRequest.ts';
import { HubWindow, heardFor, lastUsed, type WindowEnd, withGateway } from './hubWindow.ts';
import { isReplaced, type SharedKey, uniteKeys } from './keyUnion.ts';
import type { EngineWindows, LedEngine, Term } from './ledEngine.ts';
import { OrganizationReading } from './organizationReading.ts';
import { SharedPatience } from './sharedPatience.ts';
import { type HeldOrganization, identityOf, preferencesOf, type Told } from './told.ts';
import { type Shared, unite } from './union.ts';
import { WindowView } from './windowView.ts';

export interface HubParts {
  readonly clock: Clock;
  readonly term: Term;
  readonly shownBefore?: Snapshot | null;
  readonly toolsBefore?: readonly ToolsBefore[];
  engine(windows: EngineWindows): LedEngine;
}

/** Milliseconds without any window in use until that counts: the focus goes from one window to another. */
const betweenWindows = 1_000;

/** Milliseconds that a window may take to reload. */
const reloading = 15_000;

/** Milliseconds in which windows that are open join a leader that is new. */
const joining = 3_000;

/** Milliseconds that a snapshot serves for all windows, since making one takes longer with every limit. */
const moment = 50;

/** The leader's end of the bus: one engine for the keys, the use and the wishes of all windows. */
export class Hub implements Disposable {
  readonly #parts: HubParts;
  readonly #engine: LedEngine;
  readonly #windows: HubWindow[] = [];
  /** Windows that closed just now. */
  readonly #departed = new Map<HubWindow, Disposable>();
  readonly #storages = new EditorStorages();
  readonly #reading: OrganizationReading;
  readonly #traffic: HeardTraffic;
  readonly #patience = new SharedPatience();
  #keys: readonly SharedKey<HubWindow>[] = [];
  #organizations: readonly Shared<HubWindow, HeldOrganization>[] = [];
  #views = new Map<HubWindow, WindowView>();
  #uses = 0;
  /** What a window has wished last, for those that join later; `undefined` where none has wished anything. */
  #quietUntil: number | null | undefined;
  #isRestored: boolean;
  #latest: { readonly snapshot: Snapshot; readonly at: number } | null = null;
  #resting: Disposable | null = null;
  #awaiting: Disposable | null = null;

  constructor(parts: HubParts) {
    this.#parts = parts;
    this.#traffic = new HeardTraffic(() => this.#watch(), parts.shownBefore);
    this.#reading = new OrganizationReading(parts.clock);
    this.#engine = parts.engine({
      request: (...asked) => this.#request(...asked),
      accountOf: (keyId) => this.#accountOf(keyId),
      organizations: this.#reading,
      traffic: this.#traffic,
      heardMarks: this.#traffic.marks,
      patience: this.#patience,
      shownBefore: parts.shownBefore ?? null,
      editors: () => this.#windows.flatMap(({ editor }) => editor ?? []),
      term: parts.term,
    });
    this.#engine.restore([], parts.toolsBefore);
    this.#isRestored = this.#engine.restored === undefined;
    void this.#engine.restored?.then(() => {
      this.#isRestored = true;
    });
    this.#engine.onDidChange((snapshot) => {
      this.#latest = { snapshot, at: parts.clock.now() };
      this.#tellAll();
    });
    this.#engine.onDidAnnounce((announcement) => this.#announce(announcement));
  }

  /** A window joins. It is nobody's until it has told of itself. */
  join(end: WindowEnd): HubWindow {
    const window = new HubWindow(end, (closed) => this.#leave(closed));
    this.#windows.push(window);
    return window;
  }

  /** A window tells of its keys and wishes, or of others than before. */
  told(window: HubWindow, told: Told): void {
    if (this.#isRestored) this.#take(window, told);
    else void this.#engine.restored?.then(() => this.#take(window, told));
  }

  #take(window: HubWindow, told: Told): void {
    if (!this.#windows.includes(window)) return;
    const { store, replaced } = told;
    const others = this.#windows.filter((other) => other !== window && other.store === store);
    const isChanged = this.#storages.tell(told);
    this.#awaiting ??= this.#parts.clock.after(joining, () => this.#traffic.awaitNobody());
    if (!window.isKnown && this.#quietUntil !== undefined) window.end.quiet(this.#quietUntil);
    window.take(told);
    for (const gone of this.#departed.keys()) if (gone.store === store) this.#forget(gone);
    this.#unite(replaced === null ? null : { window, keyId: replaced });
    this.#prefer();
    if (isChanged) for (const { end } of others) end.keysChanged();
  }

  /** A window tells of an organization that it reads, or of a request that it has heard. */
  observed(window: HubWindow, observation: AccountObservation): void {
    if (!this.#parts.term.isLeader()) return;
    if (isHeard(observation) || isHeardLeaving(observation)) this.#traffic.heard(observation);
    else this.#reading.observed(window, observation);
  }

  /** The user names, hides, shows again or forgets a key that was heard. */
  changeHeard(keyId: string, change: HeardKeyChange): void {
    if (!this.#parts.term.isLeader()) return;
    this.#traffic.change(keyId, change);
    if (change.kind === 'forget') this.#engine.history.forget(keyId);
  }

  /** Somebody looks, or wishes something of the engine alone, in whichever window. */
  pass(request: PassedRequest): void {
    if (this.#parts.term.isLeader()) void this.#engine.ask(request);
  }

  /** The user wishes no window to notify until then, in milliseconds since 1970; `null`: each may again. */
  quiet(window: HubWindow, until: number | null): void {
    // What a window that joins remembers is older than what another has wished since.
    if (!window.isKnown && this.#quietUntil !== undefined) return;
    this.#quietUntil = until;
    for (const other of this.#windows) if (other !== window && other.isKnown) other.end.quiet(until);
  }

  use(window: HubWindow, inUse: boolean): void {
    // Said again it is no news, but that nobody has used any window yet is so from the first.
    if (window.inUse === inUse && this.#uses > 0) return;
    window.inUse = inUse;
    if (inUse) window.usedAt = ++this.#uses;
    this.#lookAtUse();
    if (inUse) this.#prefer();
    this.#tellAll();
  }

  checkNow(window: HubWindow, keyId: string | null): Promise<NextCheck | null> {
    const engineId = keyId === null ? null : this.#viewOf(window).engineId(keyId);
    return this.#engine.ask({ type: 'check-now', keyId: engineId ?? keyId });
  }

  /** What a window shows now. */
  snapshotFor(window: HubWindow): Snapshot {
    return this.#viewOf(window).snapshot(this.#engine.current);
  }

  /** The same for one of many windows, which may be a moment old. */
  recentFor(window: HubWindow): Snapshot {
    const isRecent = this.#latest !== null && this.#parts.clock.now() - this.#latest.at < moment;
    return this.#latest && isRecent ? this.#viewOf(window).snapshot(this.#latest.snapshot) : this.snapshotFor(window);
  }

  /** The past of a limit as a window names it; `null` where there is none. */
  past(window: HubWindow, limitId: LimitId): LimitPast | null {
    const view = this.#viewOf(window);
    const past = this.#engine.history.pastOf(view.engineLimit(limitId));
    return past && view.past(past);
  }

  /** The limits that have a past, as a window names them. */
  pasts(window: HubWindow): LimitId[] {
    return this.#viewOf(window).pasts(this.#engine.history.all);
  }

  /** Notifications are for the window in use, or else the one used last. */
  speaks(window: HubWindow): boolean {
    return window === lastUsed(this.#windows);
  }

  dispose(): void {
    this.#resting?.dispose();
    this.#awaiting?.dispose();
    for (const timer of this.#departed.values()) timer.dispose();
    this.#engine.dispose();
    for (const window of this.#windows.splice(0)) window.forget();
  }

  /** What only the window had stays for a while, since it may be reloading: its waits and readings must not begin anew. */
  #leave(window: HubWindow): void {
    const place = this.#windows.indexOf(window);
    if (place < 0) return;
    this.#windows.splice(place, 1);
    const timer = this.#parts.clock.after(reloading, () => this.#forget(window));
    this.#departed.set(window, timer);
    this.#reading.assign(this.#organizations, this.#windows);
    this.#lookAtUse();
    this.#tellAll();
  }

  #forget(window: HubWindow): void {
    this.#departed.get(window)?.dispose();
    this.#departed.delete(window);
    const { store } = window;
    if (![...this.#windows, ...this.#departed.keys()].some((other) => other.store === store))
      this.#storages.forget(store);
    this.#unite(null, true);
    this.#prefer();
  }

  /** `mayReturn`: whether what is gone is so because its window is. */
  #unite(replaced: { readonly window: HubWindow; readonly keyId: string } | null = null, mayReturn = false): void {
    const before = this.#keys;
    const holders = this.#holders;
    this.#keys = uniteKeys(holders, this.#storages.of('keys'), before);
    const organizations = this.#storages.of('organizations');
    this.#organizations = unite(holders, (holder) => holder.organizations, organizations, this.#organizations);
    this.#traffic.know(this.#keys, heardFor(holders));
    this.#watch(mayReturn);
    this.#engine.watchOrganizations(this.#organizations.map(({ id, first }) => ({ ...identityOf(first), id })));
    this.#reading.assign(this.#organizations, this.#windows);
    const again = replaced && this.#viewOf(replaced.window).engineId(replaced.keyId);
    for (const key of this.#keys) {
      const old = before.find(({ id }) => id === key.id);
      if (old && (key.id === again || isReplaced(old, key))) this.#engine.restart(key.watched);
    }
  }

  #watch(mayReturn = false): void {
    this.#views = new Map();
    this.#engine.restore(this.#traffic.takeBefore());
    this.#engine.watch([...this.#keys.map(({ watched }) => watched), ...this.#traffic.keys], mayReturn);
  }

  /** The wishes of the window used last count: it is where the user sees what comes of them. */
  #prefer(): void {
    const last = lastUsed(this.#windows.filter(({ isKnown }) => isKnown));
    this.#patience.know(this.#holders);
    if (!last?.preferences) return;
    const wishes = this.#viewOf(last).engineWishes(last.preferences);
    this.#engine.prefer(preferencesOf(withGateway(wishes, heardFor(this.#holders).has('gateway'))));
  }

  #lookAtUse(): void {
    this.#resting?.dispose();
    this.#resting = null;
    const tell = (inUse: boolean) => void this.#engine.ask({ type: 'in-use', inUse });
    if (this.#windows.some(({ inUse }) => inUse)) tell(true);
    else if (this.#uses === 0) tell(false);
    else this.#resting = this.#parts.clock.after(betweenWindows, () => tell(false));
  }

  /** Windows that have told of themselves, and those that may only be reloading. */
  get #holders(): readonly HubWindow[] {
    return [...this.#windows.filter(({ isKnown }) => isKnown), ...this.#departed.keys()];
  }

  #tellAll(): void {
    for (const { end } of this.#windows) end.changed();
  }

  /** Every window hears of it, since surfaces repaint; it is news in one of those that show the limit. */
  #announce(announcement: Announcement): void {
    if (!this.#parts.term.isLeader()) return;
    const hearing = this.#windows.flatMap((window) => {
      const own = this.#viewOf(window).announcement(announcement);
      return own === null ? [] : [{ window, own }];
    });
    const speaker = lastUsed(hearing.map(({ window }) => window));
    for (const { window, own } of hearing)
      window.end.announce({ ...own, isNews: announcement.isNews && window === speaker });
  }

  #request(...asked: Parameters<MakeRequest>) {
    const key = this.#keys.find(({ id }) => id === asked[0].id);
    const holders = (key?.holdings ?? []).filter(({ window }) => this.#windows.includes(window));
    return holdersRequest(holders, this.#parts.term, ...asked);
  }

  #accountOf(keyId: string): string | null {
    const key = this.#keys.find(({ id }) => id === keyId);
    return key?.watched.storage === 'demo' ? null : (key?.digest ?? keyId);
  }

  #viewOf(window: HubWindow): WindowView {
    const view =
      this.#views.get(window) ?? new WindowView(this.#keys, this.#organizations, window, this.#traffic.hidden);
    this.#views.set(window, view);
    return view;
  }
}
