import type { Memento, SecretStorage, SecretStorageChangeEvent } from 'vscode';
import { Emitter } from '../../src/base/disposable.ts';

/** A memento that forgets with the test. */
export class MemoryMemento implements Memento {
  readonly values = new Map<string, unknown>();
  /** Whether the disk takes nothing more; as in the editor, what is written stays in memory all the same. */
  isFull = false;

  keys(): readonly string[] {
    return [...this.values.keys()];
  }

  get<T>(key: string, fallback?: T): T {
    // What was stored comes back as a copy, as through the editor's own JSON.
    const value = this.values.get(key);
    return value === undefined ? (fallback as T) : (JSON.parse(JSON.stringify(value)) as T);
  }

  async update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, value);
    if (this.isFull) throw new Error('ENOSPC: no space left on device');
  }
}

/** A secret storage that forgets with the test, and can be made to fail as real ones do. */
export class MemorySecrets implements SecretStorage {
  readonly values = new Map<string, string>();
  /** `rejecting` like a keyring that is locked, `hanging` like one that waits for a dialog, `forgetful` like one that keeps nothing. */
  mood: 'working' | 'rejecting' | 'hanging' | 'forgetful' = 'working';
  #locked: (() => void)[] = [];
  readonly #changed = new Emitter<SecretStorageChangeEvent>();
  readonly onDidChange = this.#changed.event;

  async keys(): Promise<string[]> {
    return [...this.values.keys()];
  }

  async get(key: string): Promise<string | undefined> {
    await this.#behave();
    return this.values.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    await this.#behave();
    if (this.mood === 'forgetful') return;
    this.values.set(key, value);
    this.#changed.fire({ key });
  }

  async delete(key: string): Promise<void> {
    await this.#behave();
    this.values.delete(key);
    this.#changed.fire({ key });
  }

  /** Another window has stored this. */
  storeElsewhere(key: string, value: string): void {
    this.values.set(key, value);
    this.#changed.fire({ key });
  }

  /** The user answers the dialog that a hanging storage waits for; resolves when what waited has had its effect. */
  async unlock(): Promise<void> {
    this.mood = 'working';
    for (const go of this.#locked.splice(0)) go();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }

  #behave(): Promise<void> {
    if (this.mood === 'rejecting') return Promise.reject(new Error('The keyring is locked'));
    return this.mood === 'hanging' ? new Promise((resolve) => this.#locked.push(resolve)) : Promise.resolve();
  }
}
