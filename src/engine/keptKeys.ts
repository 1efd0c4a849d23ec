import type { KeptTime } from '../core/keptTime.ts';
import type { Ledger } from '../core/limits/ledger.ts';
import { MONTH } from '../core/model/limit.ts';
import type { KeyState } from './keyState.ts';
import type { SavedKey } from './savedState.ts';
import type { WatchedKey } from './source.ts';

/** A watched key and what is known about it. */
export interface EngineKey {
  readonly watched: WatchedKey;
  readonly state: KeyState;
}

/** The storages whose keys are there again after a reload. */
const lasting: ReadonlySet<WatchedKey['storage']> = new Set(['secret', 'environment']);

/** Whether anything of a key is worth keeping: the demo's are of no use to anybody later. */
export function isLasting({ storage }: WatchedKey): boolean {
  return lasting.has(storage);
}

/** What was kept of keys that are not watched yet: another editor's, or one that its storage has not given out yet. */
export class KeptKeys {
  readonly #keys = new Map<string, SavedKey>();

  put(keys: readonly SavedKey[]): void {
    for (const key of keys) this.#keys.set(key.id, key);
  }

  /**
   * Lets a key that was not watched before go on from what was kept of it. Returns whether anything was; what was kept of
   * another value or for another place is dropped.
   */
  recall({ id, origin, fingerprint }: WatchedKey, state: KeyState, ledger: Ledger, time: KeptTime): boolean {
    const saved = this.#keys.get(id);
    this.#keys.delete(id);
    if (saved?.origin !== origin || saved.fingerprint !== fingerprint) return false;
    state.restore(saved, time);
    ledger.restore(id, saved.limits, time);
    return true;
  }

  /** The watched keys as they are kept, and all that nobody has asked for, as long as it may be of use. */
  save(keys: Iterable<EngineKey>, ledger: Ledger, time: KeptTime): SavedKey[] {
    const isOfUse = ({ heardAt }: SavedKey) => time.kept(time.now) - heardAt < MONTH * 1000;
    return [...savedOf(keys, ledger, time), ...[...this.#keys.values()].filter(isOfUse)];
  }
}

/** Keys as they are kept. */
export function savedOf(keys: Iterable<EngineKey>, ledger: Ledger, time: KeptTime): SavedKey[] {
  const heardAt = time.kept(time.now);
  const lasting = [...keys].filter(({ watched }) => isLasting(watched));
  return lasting.map(({ watched: { id, origin, fingerprint }, state }) => {
    return { id, origin, fingerprint, heardAt, ...state.save(time), limits: ledger.save(id, time) };
  });
}
