import type { Memento } from 'vscode';
import type { Access } from '../../providers/provider.ts';
import { type KeyRecord, parseRecords } from './keyRecord.ts';

const storedAs = 'keygauge.keys';

/** What the editor's global state repeats of the keys, so that a window can show them without waiting for anything. */
export interface KeyIndex {
  readonly records: readonly KeyRecord[];
  /** Keys that were removed while the secret storage has yet to delete their values. */
  readonly removed: readonly string[];
}

/** A key that lives with this window alone; `access` is `null` for one of the environment whose value is gone. */
export interface SessionKey {
  readonly record: KeyRecord;
  readonly access: Access | null;
}

/** The keys as this window knows them now: those of the index, and its own. */
export class KeyList {
  readonly #state: Memento;
  readonly session = new Map<string, SessionKey>();
  index: KeyIndex;

  constructor(state: Memento) {
    this.#state = state;
    this.index = this.stored();
  }

  records(): KeyRecord[] {
    const stored = this.index.records.filter(({ id }) => !this.session.has(id));
    return [...stored, ...[...this.session.values()].map(({ record }) => record)].sort(byPlace);
  }

  find(keyId: string): KeyRecord | undefined {
    return this.records().find(({ id }) => id === keyId);
  }

  /** The index as it was written last, by whichever window. */
  stored(): KeyIndex {
    const stored = this.#state.get<unknown>(storedAs);
    const marks: { id?: unknown }[] = Array.isArray(stored) ? stored.filter((one) => one?.storage === 'removed') : [];
    return { records: parseRecords(stored), removed: marks.map(({ id }) => id).filter((id) => typeof id === 'string') };
  }

  async save(): Promise<void> {
    const { records, removed } = this.index;
    const index = [...records, ...removed.map((id) => ({ id, storage: 'removed' }))];
    // Windows share the state as one object that the last writer replaces: none writes without need.
    if (JSON.stringify(index) !== JSON.stringify(this.#state.get(storedAs, [])))
      await this.#state.update(storedAs, index);
  }
}

/** Two windows may give one place to two keys, which then stand in the order of their ids. */
export function byPlace(one: KeyRecord, other: KeyRecord): number {
  return one.place - other.place || (one.id < other.id ? -1 : 1);
}
