import { Emitter } from '../base/disposable.ts';
import type { SeenKey } from '../core/model/account.ts';
import type { HiddenKey } from '../core/model/hiddenKey.ts';
import type { Observation } from '../core/model/observation.ts';
import type { SourceState } from '../core/model/snapshot.ts';
import type { Source, WatchedKey } from '../engine/source.ts';
import type { HeardExchange, HeardLeaving } from './heardExchange.ts';
import { heardKeyId, heardKeyOf } from './heardKey.ts';
import { type HeardKeyChange, HeardMarks } from './heardMarks.ts';
import type { SharedKey } from './keyUnion.ts';

/** The most keys known from traffic alone; the one silent for longest makes room. */
const mostHeard = 16;

/** The most requests remembered that leave with a key which nobody has answered yet. */
const mostEarly = 64;

/**
 * The engine's source of what windows hear. Each window listens to its own extensions; here a key that was heard is
 * recognised by its digest, or becomes one that is known from traffic alone.
 */
export class HeardTraffic implements Source {
  readonly id = 'listener';
  readonly hearsUse = true;
  readonly marks = new HeardMarks();
  readonly #changed = new Emitter<void>();
  readonly #keysChanged: () => void;
  #emit: (observation: Observation) => void = () => {};
  #shared: readonly SharedKey<unknown>[] = [];
  #isListening = false;
  /** Requests with keys that nobody has answered yet, by their ids, the oldest first. */
  readonly #early = new Map<string, HeardLeaving>();
  /** By digest and origin, the one silent for longest first. */
  readonly #heard = new Map<string, WatchedKey>();

  readonly onDidChangeState = this.#changed.event;

  /** `keysChanged` is called when `keys` has. */
  constructor(keysChanged: () => void) {
    this.#keysChanged = keysChanged;
  }

  get state(): SourceState {
    return { kind: this.#isListening ? 'live' : 'off' };
  }

  /** The keys known from traffic alone, hidden ones among them. */
  get keys(): readonly WatchedKey[] {
    return [...this.#heard.values()].map((key) => ({ ...key, label: this.marks.nameOf(key.id) ?? key.label }));
  }

  /** The keys that the user has hidden; one that they have added since is none. */
  get hidden(): HiddenKey[] {
    const isAdded = ({ digest, watched }: SharedKey<unknown>, id: string) =>
      digest !== null && heardKeyId(digest, watched.origin) === id;
    return this.marks.hidden.filter(({ id }) => !this.#shared.some((key) => isAdded(key, id)));
  }

  /** The user names, hides, shows again or forgets such a key. */
  change(keyId: string, change: HeardKeyChange): void {
    const [name, key] = [...this.#heard].find(([, { id }]) => id === keyId) ?? [];
    this.marks.change(keyId, change, key);
    if (change.kind === 'forget' && name !== undefined) this.#heard.delete(name);
    this.#keysChanged();
  }

  start(emit: (observation: Observation) => void): void {
    this.#emit = emit;
  }

  /** The windows' own keys, among which those that are heard are recognised. `isListening`: whether any window listens. */
  know(shared: readonly SharedKey<unknown>[], isListening: boolean): void {
    this.#shared = shared;
    for (const one of [...this.#heard.keys()])
      if (!isListening || shared.some((key) => isNamed(key, one))) this.#heard.delete(one);
    if (!isListening) this.#early.clear();
    if (isListening === this.#isListening) return;
    this.#isListening = isListening;
    this.#changed.fire();
  }

  /** A window has heard this; dropped if listening has ended in the meantime. */
  heard(observation: HeardExchange | HeardLeaving): void {
    if (!this.#isListening) return;
    const { account } = observation;
    const name = `${account.digest} ${account.origin}`;
    const own = this.#shared.find((key) => isNamed(key, name));
    // A request that nobody has answered yet does not make a key of one.
    if (!own && observation.kind === 'request' && !this.#heard.has(name)) {
      this.#remember(observation);
      return;
    }
    const keyId = own?.id ?? this.#fromTraffic(name, account);
    const provider = own?.watched.provider ?? account.provider;
    const key = { kind: 'key', provider, keyId } as const;
    const early = observation.kind === 'exchange' ? this.#earlier(observation.requestId) : null;
    if (early) this.#emit({ ...early, account: key });
    this.#emit({ ...observation, account: key });
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

  #fromTraffic(name: string, account: SeenKey): string {
    const known = this.#heard.get(name);
    const key = known ?? heardKeyOf(account);
    this.#heard.delete(name);
    this.#heard.set(name, key);
    if (known) return key.id;
    const [oldest] = this.#heard.keys();
    if (this.#heard.size > mostHeard && oldest !== undefined) this.#heard.delete(oldest);
    this.#keysChanged();
    return key.id;
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
