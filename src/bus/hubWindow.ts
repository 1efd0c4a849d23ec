import type { Disposable } from '../base/disposable.ts';
import { type HeardSource, heardSources } from '../core/model/heardSource.ts';
import type { ProviderId } from '../core/model/provider.ts';
import type { Announcement } from '../engine/board.ts';
import type { MakeRequest } from '../engine/ownRequest.ts';
import type { HeldKey, HeldOrganization, Told, ToldPreferences } from './told.ts';

/** What the leader asks of a window, its own among them. */
export interface WindowEnd {
  /** There is something new to show. */
  changed(): void;
  announce(announcement: Announcement): void;
  /** Makes a request with a key of the window's. */
  readonly request: MakeRequest;
  /** Reads exactly these organizations with its admin keys, by its own names of them, and rests while no window is in use. */
  read(organizations: readonly string[], inUse: boolean): void;
  /** Another window of its editor has changed its keys. */
  keysChanged(): void;
  /** No window is to notify until then, in milliseconds since 1970; `null`: each may again. */
  quiet(until: number | null): void;
}

/** A window as the leader knows it. */
export class HubWindow implements Disposable {
  readonly end: WindowEnd;
  readonly #leave: (window: HubWindow) => void;
  store = '';
  editor: ProviderId | null = null;
  keys: readonly HeldKey[] = [];
  organizations: readonly HeldOrganization[] = [];
  preferences: Told['preferences'] | null = null;
  /** As it is told. */
  patience: number | undefined;
  inUse = false;
  /** Grows with every use of any window; 0 before its first. */
  usedAt = 0;
  /** Keys whose values it did not find when it was asked for them, or with which it did not answer. */
  readonly unreadable = new Set<string>();

  /** `leave` is called when it closes. */
  constructor(end: WindowEnd, leave: (window: HubWindow) => void) {
    this.end = end;
    this.#leave = leave;
  }

  /** Whether it has told of itself, and is still there to be shown something. */
  get isKnown(): boolean {
    return this.preferences !== null;
  }

  take({ store, editor, keys, organizations, preferences, patience }: Told): void {
    this.store = store;
    this.editor = editor;
    this.keys = keys;
    this.organizations = organizations;
    this.preferences = preferences;
    this.patience = patience;
    this.unreadable.clear();
  }

  /** Its hub is over. */
  forget(): void {
    this.preferences = null;
  }

  dispose(): void {
    this.#leave(this);
  }
}

/** The window in use, or else the one used last; of windows that nobody has used the first. */
export function lastUsed(windows: readonly HubWindow[]): HubWindow | undefined {
  const isLater = (one: HubWindow, other: HubWindow) =>
    one.inUse === other.inUse ? one.usedAt > other.usedAt : one.inUse;
  return windows.reduce<HubWindow | undefined>((last, one) => (last && !isLater(one, last) ? last : one), undefined);
}

/** What the user wishes to be heard: listening while a window does that, the gateway while any window wishes it. */
export function heardFor(windows: readonly HubWindow[]): Set<HeardSource> {
  const isWished = (source: HeardSource) =>
    windows.some(({ preferences }) => preferences !== null && !preferences.unwanted.includes(source));
  return new Set(heardSources.filter(isWished));
}

/** One window's wishes, but for the gateway: tools depend on it, so it does not go with the focus to another window. */
export function withGateway(wishes: ToldPreferences, isWished: boolean): ToldPreferences {
  const others = wishes.unwanted.filter((source) => source !== 'gateway');
  return { ...wishes, unwanted: isWished ? others : [...others, 'gateway'] };
}
