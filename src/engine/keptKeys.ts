import type { KeptTime } from '../core/keptTime.ts';
import type { Ledger } from '../core/limits/ledger.ts';
import { MONTH } from '../core/model/limit.ts';
import type { ToolUse } from '../core/model/snapshot.ts';
import type { KeyState } from './keyState.ts';
import type { SavedKey } from './savedState.ts';
import type { WatchedKey } from './source.ts';

/** A watched key and what is known about it. */
export interface EngineKey {
  readonly watched: WatchedKey;
  readonly state: KeyState;
}

/** The tools of a key as the leader before showed them; they are never on disk. */
export interface ToolsBefore {
  readonly keyId: string;
  readonly tools: readonly ToolUse[];
  /** Milliseconds since 1970. */
  readonly shownAt: number;
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
  readonly #tools = new Map<string, ToolsBefore>();

  put(keys: readonly SavedKey[], tools: readonly ToolsBefore[] = []): void {
    for (const key of keys) this.#keys.set(key.id, key);
    for (const one of tools) this.#tools.set(one.keyId, one);
  }

  /**
   * Lets a key of which nothing was heard yet go on from what was kept of it. Returns whether anything was; what was kept of
   * another value or for another place is dropped, and so is what has come too late.
   */
  recall({ id, origin, fingerprint }: WatchedKey, state: KeyState, ledger: Ledger, time: KeptTime): boolean {
    this.#recallTools(id, state, time);
    const saved = this.#keys.get(id);
    this.#keys.delete(id);
    if (saved?.origin !== origin || saved.fingerprint !== fingerprint || state.pace.endedAt !== null) return false;
    state.restore(saved, time);
    ledger.restore(id, saved.limits, time);
    return true;
  }

  #recallTools(id: string, state: KeyState, time: KeptTime): void {
    const { tools = [], shownAt = 0 } = this.#tools.get(id) ?? {};
    const at = time.past(shownAt);
    if (at !== null) state.restoreTools(tools, at);
    this.#tools.delete(id);
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
