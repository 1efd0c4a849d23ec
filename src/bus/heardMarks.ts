import type { HiddenKey } from '../core/model/hiddenKey.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import type { SavedHeardKey } from '../engine/savedState.ts';
import type { WatchedKey } from '../engine/source.ts';
import { byKind, oneOf, record, type Shape, text } from '../wire/shape.ts';
import { heardLabel } from './heardKey.ts';

/** More than anybody names or hides; the one chosen longest ago makes room. */
const most = 200;
/** Characters. */
const longestName = 60;

/** What the user wants of a heard key. `forget`: nothing is to be left of it, this choice included. */
export type HeardKeyChange =
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'hide' }
  | { readonly kind: 'show' }
  | { readonly kind: 'forget' };

const name: Shape<string> = (value) => text(value) && value !== '' && (value as string).length <= longestName;

export const heardKeyChange = byKind<HeardKeyChange>({
  rename: record<HeardKeyChange & { kind: 'rename' }>({ kind: oneOf(['rename']), name }),
  hide: record<HeardKeyChange & { kind: 'hide' }>({ kind: oneOf(['hide']) }),
  show: record<HeardKeyChange & { kind: 'show' }>({ kind: oneOf(['show']) }),
  forget: record<HeardKeyChange & { kind: 'forget' }>({ kind: oneOf(['forget']) }),
});

/** What the user has chosen for keys that are known from traffic alone. It outlasts the listening, and what was heard. */
export class HeardMarks {
  readonly #marks = new Map<string, SavedHeardKey>();

  /** The user's name for a key; `null` where there is none. */
  nameOf(id: string): string | null {
    return this.#marks.get(id)?.name ?? null;
  }

  isHidden(id: string): boolean {
    return this.#marks.get(id)?.isHidden ?? false;
  }

  get hidden(): HiddenKey[] {
    const hidden = this.save().filter(({ isHidden }) => isHidden);
    return hidden.map(({ name, isHidden: _, ...key }) => ({ ...key, label: name ?? heardLabel(key) }));
  }

  /** What is to be known of the world for the sake of those keys that are shown. */
  withoutHidden(snapshot: Snapshot): Snapshot {
    return { ...snapshot, keys: snapshot.keys.filter(({ id }) => !this.isHidden(id)) };
  }

  /** `key`: the one of this id, if it has been heard since listening began. */
  change(id: string, change: HeardKeyChange, key: WatchedKey | undefined): void {
    const known = this.#marks.get(id) ?? (key && markOf(key));
    this.#marks.delete(id);
    if (known && change.kind !== 'forget') this.#put(marked(known, change));
  }

  save(): SavedHeardKey[] {
    return [...this.#marks.values()];
  }

  /** Takes what was kept, behind what was chosen meanwhile. */
  restore(marks: readonly SavedHeardKey[]): void {
    for (const mark of [...marks, ...this.save()]) this.#put(mark);
  }

  #put(mark: SavedHeardKey): void {
    if (mark.name !== null || mark.isHidden) this.#marks.set(mark.id, mark);
    const [oldest] = this.#marks.keys();
    if (this.#marks.size > most && oldest !== undefined) this.#marks.delete(oldest);
  }
}

function markOf({ id, provider, origin, fingerprint }: WatchedKey): SavedHeardKey {
  return { id, provider, origin, fingerprint, name: null, isHidden: false };
}

function marked(mark: SavedHeardKey, change: Exclude<HeardKeyChange, { kind: 'forget' }>): SavedHeardKey {
  return change.kind === 'rename' ? { ...mark, name: change.name } : { ...mark, isHidden: change.kind === 'hide' };
}
