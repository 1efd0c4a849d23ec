import { Emitter } from '../base/disposable.ts';
import { meanings } from '../core/causes/meaning.ts';
import type { SeenKey } from '../core/model/account.ts';
import { type HeardSource, heardSources } from '../core/model/heardSource.ts';
import type { HiddenKey } from '../core/model/hiddenKey.ts';
import type { Observation } from '../core/model/observation.ts';
import type { Snapshot, SourceState } from '../core/model/snapshot.ts';
import type { SavedKey } from '../engine/savedState.ts';
import type { Source, WatchedKey } from '../engine/source.ts';
import { type HeardBefore, heardBefore } from './heardBefore.ts';
import type { HeardExchange, HeardLeaving } from './heardExchange.ts';
import { heardKeyId, heardKeyOf } from './heardKey.ts';
import { type HeardKeyChange, HeardMarks } from './heardMarks.ts';
import type { SharedKey } from './keyUnion.ts';

/** The most keys known from traffic alone; the one silent for longest makes room. */
const mostHeard = 16;

/** The most requests remembered that leave with a key which nobody has answered yet. */
const mostEarly = 64;

/** Milliseconds after which a key that was stopped has been replaced, where the same tool works with another. */
const untilReplaced = 180_000;

/** A key known from traffic alone, and who has heard it. */
interface HeardKey {
  readonly key: WatchedKey;
  readonly by: Set<HeardSource>;
  /** The tool whose last request told that nothing works with it, and when, in monotonic ms; `null` where it did not. */
  stopped: { readonly tool: string | null; readonly at: number } | null;
}

/**
 * The engine's source of what windows hear, and of what the leader's gateway does. Each window listens to its own extensions;
 * here a key that was heard is recognized by its digest, or becomes one that is known from traffic alone.
 */
export class HeardTraffic implements Source {
  readonly id = 'listener';
  readonly hearsUse = true;
  readonly marks = new HeardMarks();
  /** Where the leader's gateway listens while it does; `null` before it first did. */
  gatewayOrigin: string | null = null;
  readonly #changed = new Emitter<void>();
  readonly #keysChanged: () => void;
  #emit: (observation: Observation) => void = () => {};
  #shared: readonly SharedKey<unknown>[] = [];
  #hearing: ReadonlySet<HeardSource> = new Set();
  /** What was heard under the leader before by windows that have yet to join this one. */
  readonly #awaited = new Set<HeardSource>(heardSources);
  /** Requests with keys that nobody has answered yet, by their ids, the oldest first. */
  readonly #early = new Map<string, HeardLeaving>();
  /** By digest and origin, the one silent for longest first. */
  readonly #heard = new Map<string, HeardKey>();
  #before: readonly HeardBefore[];

  readonly onDidChangeState = this.#changed.event;

  /** `keysChanged` is called when `keys` has. `shownBefore`: by the leader before, from which it goes on. */
  constructor(keysChanged: () => void, shownBefore: Snapshot | null = null) {
    this.#keysChanged = keysChanged;
    this.#before = shownBefore === null ? [] : heardBefore(shownBefore);
    for (const { name, key, by } of this.#before) this.#heard.set(name, { key, by: new Set(by), stopped: null });
  }

  get state(): SourceState {
    return { kind: this.#hearing.has('listener') ? 'live' : 'off' };
  }

  /** The keys known from traffic alone, hidden ones among them. */
  get keys(): readonly WatchedKey[] {
    return [...this.#heard.values()].map(({ key }) => ({ ...key, label: this.marks.nameOf(key.id) ?? key.label }));
  }

  /** What the leader before knew of those keys that are still there; once. */
  takeBefore(): SavedKey[] {
    const known = this.#before.filter(({ name }) => this.#heard.has(name));
    this.#before = [];
    return known.map(({ saved }) => saved);
  }

  /** The keys that the user has hidden; one that they have added since is none. */
  get hidden(): HiddenKey[] {
    const isAdded = ({ digest, watched }: SharedKey<unknown>, id: string) =>
      digest !== null && heardKeyId(digest, watched.origin) === id;
    return this.marks.hidden.filter(({ id }) => !this.#shared.some((key) => isAdded(key, id)));
  }

  /** The user names, hides, shows again or forgets such a key. */
  change(keyId: string, change: HeardKeyChange): void {
    const [name, heard] = [...this.#heard].find(([, { key }]) => key.id === keyId) ?? [];
    this.marks.change(keyId, change, heard?.key);
    if (change.kind === 'forget' && name !== undefined) this.#heard.delete(name);
    this.#keysChanged();
  }

  start(emit: (observation: Observation) => void): void {
    this.#emit = emit;
  }

  /** The windows' own keys, among which those that are heard are recognized. `hearing`: those that the user wants to hear. */
  know(shared: readonly SharedKey<unknown>[], hearing: ReadonlySet<HeardSource>): void {
    this.#shared = shared;
    for (const source of hearing) this.#awaited.delete(source);
    const ended = heardSources.filter((source) => !hearing.has(source) && !this.#awaited.has(source));
    for (const [name, { by }] of [...this.#heard]) {
      for (const source of ended) by.delete(source);
      if (by.size === 0 || shared.some((key) => isNamed(key, name))) this.#heard.delete(name);
    }
    for (const { id, source } of [...this.#early.values()]) if (!hearing.has(source)) this.#early.delete(id);
    const wasListening = this.#hearing.has('listener');
    this.#hearing = hearing;
    if (hearing.has('listener') !== wasListening) this.#changed.fire();
  }

  /** All windows that were open have joined: what none of them hears is over. */
  awaitNobody(): void {
    this.#awaited.clear();
    const known = this.#heard.size;
    this.know(this.#shared, this.#hearing);
    if (this.#heard.size < known) this.#keysChanged();
  }

  /** This was heard; dropped if the user has ended that in the meantime. */
  heard(observation: HeardExchange | HeardLeaving): void {
    const { account, source } = observation;
    if (!this.#hearing.has(source)) return;
    // What extensions send to the gateway of this machine it sees itself.
    const isSeenThere = source === 'listener' && account.origin === this.gatewayOrigin;
    if (isSeenThere && this.#hearing.has('gateway')) return;
    const name = `${account.digest} ${account.origin}`;
    const own = this.#shared.find((key) => isNamed(key, name));
    // A request that nobody has answered yet does not make a key of one.
    if (!own && observation.kind === 'request' && !this.#heard.has(name)) {
      this.#remember(observation);
      return;
    }
    const keyId = own?.id ?? this.#fromTraffic(name, account, source);
    const provider = own?.watched.provider ?? account.provider;
    const key = { kind: 'key', provider, keyId } as const;
    const early = observation.kind === 'exchange' ? this.#earlier(observation.requestId) : null;
    if (early) this.#emit({ ...early, account: key });
    this.#emit({ ...observation, account: key });
    if (observation.kind === 'exchange') this.#follow(name, observation);
  }

  /** The engine's name of a key that is heard; `null` before it is known. */
  keyIdOf({ digest, origin }: Pick<SeenKey, 'digest' | 'origin'>): string | null {
    const name = `${digest} ${origin}`;
    return this.#shared.find((key) => isNamed(key, name))?.id ?? this.#heard.get(name)?.key.id ?? null;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #remember(request: HeardLeaving): void {
    this.#early.set(request.id, request);
    const [oldest] = this.#early.keys();
    if (this.#early.size > mostEarly && oldest !== undefined) this.#early.delete(oldest);
  }

  /** The request that made its key known, now that it is answered: it says how much of the limits is its own. */
  #earlier(id: string | null): HeardLeaving | null {
    const early = id === null ? null : (this.#early.get(id) ?? null);
    if (early) this.#early.delete(early.id);
    return early;
  }

  /** A key that a tool was refused with is dropped once the tool is answered with another: nothing would ever end it. */
  #follow(name: string, { account: { origin }, tool, failure, receivedAt }: HeardExchange): void {
    const heard = this.#heard.get(name);
    if (heard) heard.stopped = failure && meanings[failure.cause].needsUser ? { tool, at: receivedAt } : null;
    // Of two that nobody can name each may have a key of its own.
    if (failure !== null || tool === null) return;
    const replaced = [...this.#heard].filter(([, { key, stopped }]) => {
      if (key.origin !== origin || this.marks.nameOf(key.id) !== null) return false;
      return stopped?.tool === tool && receivedAt - stopped.at >= untilReplaced;
    });
    for (const [other] of replaced) this.#heard.delete(other);
    if (replaced.length > 0) this.#keysChanged();
  }

  #fromTraffic(name: string, account: SeenKey, source: HeardSource): string {
    const known = this.#heard.get(name);
    const heard = known ?? { key: heardKeyOf(account), by: new Set(), stopped: null };
    heard.by.add(source);
    this.#heard.delete(name);
    this.#heard.set(name, heard);
    const { id } = heard.key;
    if (known) return id;
    const [oldest] = this.#heard.keys();
    if (this.#heard.size > mostHeard && oldest !== undefined) this.#heard.delete(oldest);
    this.#keysChanged();
    return id;
  }
}

/**
 * One value at one origin is one key, as it is among the windows' own; a value that nobody could read has no name. Of a
 * demo no digest is told; its origin is its own.
 */
function isNamed({ digest, watched }: SharedKey<unknown>, name: string): boolean {
  if (watched.storage === 'demo') return name.endsWith(` ${watched.origin}`);
  return digest !== null && `${digest} ${watched.origin}` === name;
}
