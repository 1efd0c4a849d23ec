import type { Memento, SecretStorage } from 'vscode';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, Emitter } from '../../base/disposable.ts';
import { inTime } from '../../base/inTime.ts';
import type { OrganizationIdentity } from '../../core/model/snapshot.ts';
import type { Access } from '../../providers/provider.ts';
import { type AdminKeyEntry, adminFingerprint, entryText, parseAdminEntry } from './adminKeyEntry.ts';

const prefix = 'keygauge.adminKey.';
/** Where ids stand that were removed while the storage did not delete their entries. */
const leftAs = 'keygauge.leftAdminKeys';
/** Milliseconds before giving up on a storage that may be waiting for a dialog nobody sees. */
const storagePatience = 5_000;

export interface RemovedAdminKey {
  readonly entry: AdminKeyEntry;
  /** Whether the secret storage no longer holds it. */
  readonly erased: boolean;
}

/**
 * The user's admin keys, apart from all others: none is ever sent where an ordinary key goes, nor counted with one. Each is
 * one entry of the editor's secret storage. One that the storage does not take lives in this session's memory.
 */
export class AdminKeyRing {
  readonly #secrets: SecretStorage;
  readonly #state: Memento;
  readonly #clock: Clock;
  readonly #entries = new Map<string, AdminKeyEntry>();
  readonly #session = new Set<string>();
  /** Removed here while the storage has yet to delete them. */
  readonly #removed = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #abort = new AbortController();
  #turn: Promise<unknown> = Promise.resolve();
  readonly #changed = new Emitter<void>();
  readonly #subscription: Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(secrets: SecretStorage, state: Memento, clock: Clock) {
    this.#secrets = secrets;
    this.#state = state;
    this.#clock = clock;
    // This window's own changes come back here as well, and then change nothing more.
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) void this.refresh();
    });
  }

  organizations(): OrganizationIdentity[] {
    return [...this.#entries.values()].map((entry) => {
      const { id, label, provider } = entry.record;
      return {
        id,
        label,
        provider,
        origin: new URL(entry.access.baseUrl).origin,
        fingerprint: adminFingerprint(entry),
      };
    });
  }

  /** The key's value and the one place that it goes to; `null` if there is no such key. */
  access(id: string): Access | null {
    return this.#entries.get(id)?.access ?? null;
  }

  /** Where a key is kept; `session` for one that the storage did not take. */
  placeOf(id: string): 'secret' | 'session' {
    return this.#session.has(id) ? 'session' : 'secret';
  }

  /** The label of the key that has this value already. */
  labelOf(apiKey: string): string | null {
    const known = [...this.#entries.values()].find(({ access }) => access.apiKey === apiKey);
    return known?.record.label ?? null;
  }

  /** Every value seen in this session, for the redactor to remove. */
  values(): Iterable<string> {
    return this.#seen;
  }

  /** Reads what is stored, since another window may have changed it. Never rejects: what is known stays if it fails. */
  refresh(): Promise<void> {
    return this.#inTurn(() => this.#read());
  }

  /** Keeps a key. Resolves with `session` if the secret storage does not take it: then it is forgotten with the window. */
  put(entry: AdminKeyEntry): Promise<'secret' | 'session'> {
    this.#seen.add(entry.access.apiKey);
    return this.#inTurn(() => this.#put(entry));
  }

  /** Removes a key; `null` if there is none. */
  remove(id: string): Promise<RemovedAdminKey | null> {
    return this.#inTurn(() => this.#remove(id));
  }

  dispose(): void {
    this.#abort.abort();
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #read(): Promise<void> {
    const names = await this.#ask(() => this.#secrets.keys());
    if (names === null) return;
    const ids = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    for (const id of ids) if (this.#left().includes(id)) await this.#erase(id);
    const found = await Promise.all(
      ids.map(async (id) => {
        // An empty text is no entry, and neither is what the storage does not give.
        const text = await this.#ask(async () => (await this.#secrets.get(prefix + id)) ?? '');
        return { id, entry: text === null ? (this.#entries.get(id) ?? null) : parseAdminEntry(id, text) };
      }),
    );
    const before = this.#text();
    // What a storage has taken late, once the user has unlocked it, is as any other of its entries.
    for (const { id, entry } of found) if (entry) this.#session.delete(id);
    for (const id of this.#entries.keys()) if (!this.#session.has(id)) this.#entries.delete(id);
    for (const { id, entry } of found)
      if (entry && !this.#removed.has(id) && !this.#left().includes(id)) this.#keep(entry);
    if (this.#text() !== before) this.#changed.fire();
  }

  async #put(entry: AdminKeyEntry): Promise<'secret' | 'session'> {
    const { id } = entry.record;
    const [name, text] = [prefix + id, entryText(entry)];
    this.#removed.delete(id);
    await this.#leave(id, false);
    const stored = await this.#ask(async () => {
      await this.#secrets.store(name, text);
      return (await this.#secrets.get(name)) === text;
    });
    if (stored === true) this.#session.delete(id);
    else this.#session.add(id);
    this.#keep(entry);
    this.#changed.fire();
    return stored === true ? 'secret' : 'session';
  }

  async #remove(id: string): Promise<RemovedAdminKey | null> {
    const entry = this.#entries.get(id);
    if (!entry) return null;
    this.#entries.delete(id);
    const isStored = !this.#session.delete(id);
    this.#removed.add(id);
    this.#changed.fire();
    const erased = await this.#erase(id);
    return { entry, erased: erased || !isStored };
  }

  /** `false` if the storage fails: then another window, or the next, is to try again. */
  async #erase(id: string): Promise<boolean> {
    const erased = await this.#ask(async () => {
      await this.#secrets.delete(prefix + id);
      return true;
    });
    await this.#leave(id, erased === null);
    return erased === true;
  }

  #left(): unknown[] {
    return [this.#state.get<unknown>(leftAs, [])].flat();
  }

  async #leave(id: string, isLeft: boolean): Promise<void> {
    const left = this.#left();
    if (left.includes(id) === isLeft) return;
    const now = isLeft ? [...left, id] : left.filter((one) => one !== id);
    await this.#ask(() => this.#state.update(leftAs, now));
  }

  #keep(entry: AdminKeyEntry): void {
    this.#seen.add(entry.access.apiKey);
    this.#entries.set(entry.record.id, entry);
  }

  /** One after the other: none may build on what another is about to replace. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(act);
    this.#turn = done.catch(() => {});
    return done;
  }

  #text(): string {
    return JSON.stringify([[...this.#entries.values()].map(entryText).sort(), ...this.#session]);
  }

  /** The storage's answer; `null` if it fails or takes too long. */
  #ask<T>(ask: () => Promise<T> | Thenable<T>): Promise<T | null> {
    return inTime(async () => ask(), storagePatience, this.#clock, this.#abort.signal).catch(() => null);
  }
}
