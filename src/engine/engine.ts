import { Emitter } from '../base/disposable.ts';
import { History } from '../core/history/history.ts';
import { KeptTime } from '../core/keptTime.ts';
import { Ledger } from '../core/limits/ledger.ts';
import { accountId } from '../core/model/account.ts';
import type { AccountObservation, Observation } from '../core/model/observation.ts';
import type { ProviderId } from '../core/model/provider.ts';
import type { ProviderStatus } from '../core/model/providerStatus.ts';
import type { KeySnapshot, LimitSnapshot, NextCheck, OrganizationIdentity, Snapshot } from '../core/model/snapshot.ts';
import { isCheckable, onlyHeard } from '../core/shown/checkable.ts';
import { rank } from '../core/shown/ranking.ts';
import { isAnyHolding, passOn, shownOf } from './allSources.ts';
import type { Announcement, Board, Request } from './board.ts';
import type { EngineParts, EnginePreferences } from './engineParts.ts';
import { type EngineKey, isLasting, KeptKeys, savedOf, type ToolsBefore } from './keptKeys.ts';
import { keyKnown } from './keyKnown.ts';
import { keySnapshot } from './keySnapshot.ts';
import { KeyState } from './keyState.ts';
import { notAbove } from './oneOfThese.ts';
import { Organizations } from './organizations.ts';
import { Presence } from './presence.ts';
import type { SavedKey } from './savedState.ts';
import type { Known, WatchedKey } from './source.ts';
import { takeExchange, takeRequest } from './takeExchange.ts';
import { Ticker } from './ticker.ts';

/**
 * Takes in what sources observe, keeps it in the state of each key and in the ledger, looks at the alarms and announces
 * changes. Surfaces get snapshots from it and nothing else. Knows no source by name, and no editor. A surface that throws
 * stops neither a source nor another surface: that is logged, and the engine goes on.
 */
export class Engine implements Board {
  readonly #parts: EngineParts;
  #preferences: EnginePreferences;
  readonly #ledger: Ledger;
  readonly #keys = new Map<string, EngineKey>();
  readonly #kept = new KeptKeys();
  /** What happened to each limit. */
  readonly history = new History();
  readonly #organizations = new Organizations();
  readonly #statuses = new Map<ProviderId, ProviderStatus>();
  readonly #ticker: Ticker;
  readonly #known: Known;
  readonly #presence = new Presence();
  readonly #changed = new Emitter<Snapshot>();
  readonly #announced = new Emitter<Announcement>();
  readonly #learnt = new Emitter<void>();

  /** Fires when something that is kept has changed: something was observed, told or chosen. */
  readonly onDidLearn = this.#learnt.event;
  readonly onDidChange = this.#changed.event;
  readonly onDidAnnounce = this.#announced.event;

  constructor(parts: EngineParts, preferences: EnginePreferences) {
    this.#parts = parts;
    this.#preferences = preferences;
    this.#ledger = new Ledger((unit) => this.#preferences.thresholds(unit));
    this.#ticker = new Ticker(parts.clock, () => this.#lookAgain());
    const engine = this;
    this.#known = {
      get budget() {
        return engine.#preferences.budget;
      },
      get windowInUse() {
        return engine.#presence.inUse;
      },
      get backAt() {
        return engine.#presence.backAt;
      },
      key: (id) => this.#knownOf(id),
    };
    for (const source of [parts.checks, ...parts.sources]) {
      source.onDidChangeState(() => this.#hear());
      source.start((observation) => this.observe(observation));
    }
    this.#allow();
    this.#hear();
  }

  /** Takes what was kept of keys; each goes on from there once it is watched, unless it is another or was heard since. */
  restore(keys: readonly SavedKey[], tools?: readonly ToolsBefore[]): void {
    this.#kept.put(keys, tools);
    if (keys.length === 0) return;
    for (const { watched, state } of this.#keys.values()) this.#recall(watched, state);
    this.#replan();
  }

  /** What is known of the keys, to be kept. */
  readonly save = (): SavedKey[] => this.#kept.save(this.#keys.values(), this.#ledger, this.#keptTime);

  /** Watches exactly these keys from now on. `mayReturn`: whether others are kept, since nobody has removed them. */
  watch(keys: readonly WatchedKey[], mayReturn = false): void {
    const gone = [...this.#keys.values()].filter(({ watched }) => !keys.some(({ id }) => id === watched.id));
    if (mayReturn) this.#kept.put(savedOf(gone, this.#ledger, this.#keptTime));
    for (const { watched } of gone) this.#keys.delete(watched.id);
    for (const watched of keys) {
      const { state } = this.#keys.get(watched.id) ?? { state: this.#recall(watched) };
      state.watch(watched.models);
      // Deleted and set again, so that the keys stay in the user's order.
      this.#keys.delete(watched.id);
      this.#keys.set(watched.id, { watched, state });
    }
    this.#ledger.keepOnly(
      [...this.#keys].flatMap(([owner, { state }]) => state.models.map((model) => ({ owner, model }))),
    );
    this.#parts.checks.watch(keys.filter(isCheckable));
    this.#replan();
  }

  /** Knows exactly these organizations from now on. */
  watchOrganizations(organizations: readonly OrganizationIdentity[]): void {
    this.#organizations.watch(organizations);
    this.#change();
  }

  /** Forgets a key's standing with its provider and its limits, because its value was replaced. */
  restart(key: WatchedKey): void {
    this.#ledger.forget(key.id);
    this.#keys.set(key.id, { watched: key, state: new KeyState(key.models) });
    this.#parts.checks.restart(key);
    this.#replan();
  }

  prefer(preferences: EnginePreferences): void {
    this.#preferences = preferences;
    this.#allow();
    this.#replan();
  }

  async ask(request: Request): Promise<NextCheck | null> {
    switch (request.type) {
      case 'check-now': {
        const key = request.keyId === null ? undefined : this.#keys.get(request.keyId);
        return key && !isCheckable(key.watched) ? onlyHeard : this.#parts.checks.checkNow(request.keyId);
      }
      case 'in-use':
        this.#setWindowInUse(request.inUse);
        return null;
      case 'look':
      case 'send-now':
        passOn(request, this.#parts.sources);
        return null;
    }
  }

  /**
   * Takes an observation from any source; one about a key or an organization that is not the user's holds nothing to
   * show, so it is dropped.
   */
  observe(observation: Observation): void {
    this.#safely(() => this.#parts.log.observation(observation));
    if (observation.kind === 'status') {
      this.#statuses.set(observation.status.provider, observation.status);
      this.#change();
    } else if (observation.account.kind === 'organization') {
      const { id } = observation.account;
      this.#safely(() => this.#takeOf(id, observation));
      this.#change();
    } else if (observation.account.kind === 'key') {
      const key = this.#keys.get(observation.account.keyId);
      if (!key) return;
      this.#safely(() => this.#take(observation, key));
      this.#parts.checks.plan(this.#known);
      this.#lookAgain();
      this.#safely(() => this.#learnt.fire());
    }
  }

  #takeOf(organization: string, observation: AccountObservation): void {
    const keys = [...this.#keys.values()].map(({ watched }) => watched);
    const at = this.#parts.wall();
    for (const told of this.#organizations.take(organization, observation, keys, at))
      this.#keys.get(accountId(told.account))?.state.takeMoney(told, at);
  }

  #take(observation: AccountObservation, { watched, state }: EngineKey): void {
    const { wall, random } = this.#parts;
    if (observation.kind === 'money' || observation.kind === 'missing') state.takeMoney(observation, wall());
    else if (observation.kind === 'key-check') state.takeCheck(observation, random());
    else if (observation.kind === 'exchange') {
      const touched = takeExchange(observation, watched.id, state, this.#ledger, random());
      this.history.take(observation, touched, this.#keptTime.kept(observation.receivedAt), isLasting(watched));
    } else if (observation.kind === 'request') takeRequest(observation, watched.id, state, this.#ledger);
    else this.#ledger.take(observation);
  }

  get current(): Snapshot {
    const [now, at] = [this.#parts.clock.now(), this.#parts.wall()];
    const keys = [...this.#keys.values()].map((key) => this.#snapshotOf(key, now));
    return {
      at,
      keys,
      organizations: this.#organizations.snapshot(at, this.#preferences.budgets),
      statuses: [...this.#statuses.values()],
      budget: this.#preferences.budget,
      ...shownOf([this.#parts.checks, ...this.#parts.sources]),
      ranking: rank(keys),
    };
  }

  dispose(): void {
    this.#ticker.dispose();
    for (const source of [this.#parts.checks, ...this.#parts.sources]) source.dispose();
    this.#keys.clear();
    for (const emitter of [this.#changed, this.#announced, this.#learnt]) emitter.dispose();
  }

  /** An unused window checks nothing; once used again, it makes any check that is due within two seconds. */
  #setWindowInUse(inUse: boolean): void {
    if (!this.#presence.set(inUse, this.#parts.clock.now())) return;
    if (inUse) this.#parts.checks.wakeUp();
    for (const source of this.#parts.sources) source.setWindowInUse?.(inUse);
    this.#replan();
  }

  /** A key as it was kept, or one of which nothing is known. */
  #recall(key: WatchedKey, state = new KeyState(key.models)): KeyState {
    // Who opens a window is likely to start work.
    if (this.#kept.recall(key, state, this.#ledger, this.#keptTime)) this.#presence.opened(this.#parts.clock.now());
    return state;
  }

  get #keptTime(): KeptTime {
    return new KeptTime(this.#parts.clock.now(), this.#parts.wall());
  }

  /** Follows whether the user's requests are heard. */
  #hear(): void {
    const isHeard = this.#parts.sources.some(({ hearsUse, state }) => hearsUse && state.kind === 'live');
    this.#ledger.hears(isHeard, this.#parts.clock.now());
    this.#change();
  }

  #allow(): void {
    for (const source of this.#parts.sources) source.allow?.(!this.#preferences.unwanted.has(source.id));
  }

  #snapshotOf({ watched, state }: EngineKey, now: number): KeySnapshot {
    const { id, label } = watched;
    return keySnapshot(watched, {
      status: state.status(now),
      models: state.snapshot((model) => this.#limitsOf(id, model), now),
      failure: state.failure(now),
      nextCheck: isCheckable(watched) ? this.#parts.checks.nextCheck(id) : onlyHeard,
      tools: state.tools(now),
      today: this.#parts.purse.today(id),
      money: state.money(this.#parts.wall(), this.#preferences.budgets.get(label) ?? null),
    });
  }

  #knownOf(id: string): ReturnType<Known['key']> {
    const key = this.#keys.get(id);
    return key ? keyKnown(key, this.#ledger, this.#parts.clock, (name) => this.#limitsOf(id, name)) : null;
  }

  #limitsOf(keyId: string, model: string): LimitSnapshot[] {
    const now = this.#parts.clock.now();
    const attribution = this.#keys.get(keyId)?.state.attribution ?? null;
    return notAbove(this.#ledger.limits(keyId, model, now, this.#preferences.muted), attribution, now);
  }

  #replan(): void {
    this.#safely(() => this.#learnt.fire());
    this.#parts.checks.plan(this.#known);
    this.#change();
  }

  #lookAgain(): void {
    this.#safely(() => {
      const crossed = this.#ledger.look(this.#parts.clock.now(), this.#preferences.muted);
      if (crossed.length === 0) return;
      this.#learnt.fire();
      if (!this.#announced.hasListeners) return;
      const snapshot = this.current;
      for (const one of crossed) this.#safely(() => this.#announced.fire({ ...one, snapshot }));
    });
    this.#change();
  }

  #change(): void {
    this.#safely(() => this.#tick());
    this.#safely(() => this.#changed.hasListeners && this.#changed.fire(this.current));
  }

  #tick(): void {
    const now = this.#parts.clock.now();
    const expiry = this.#ledger.nextExpiry(now);
    const ofKeys = [...this.#keys.values()].map(({ state }) => state.movesIn(now));
    const held = isAnyHolding(this.#parts.sources) ? 0 : null;
    this.#ticker.set([...ofKeys, held, this.#ledger.movesIn(now), expiry === null ? null : expiry - now + 1]);
  }

  #safely(act: () => void): void {
    try {
      act();
    } catch (thrown) {
      this.#parts.log.fault(thrown);
    }
  }
}
