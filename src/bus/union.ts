import type { KeyStorage } from '../core/model/snapshot.ts';

/** Something with a value that a window has, and all that may be told of it: the value stays where it is. */
export interface Held {
  readonly id: string;
  readonly label: string;
  /** The only origin that the value is sent to. */
  readonly origin: string;
  readonly fingerprint: string;
  readonly storage: KeyStorage;
  /** The same for the same value in every window of this user (`docs/threats.md`); `null` where it could not be read. */
  readonly digest: string | null;
}

/** Something as one window knows it. */
export interface Holding<Window, One extends Held> {
  readonly window: Window;
  readonly key: One;
}

/** One of the union: the same value at the same origin is one, whoever has it. */
export interface Shared<Window, One extends Held> {
  /** The engine's name of it (`nameOf`). */
  readonly id: string;
  readonly identity: string;
  readonly digest: string | null;
  /** As the engine shows it: as the first window does that has it. */
  readonly first: One;
  readonly holdings: readonly Holding<Window, One>[];
}

/** What was told last of the storage of each editor. */
export type Stored<One extends Held> = ReadonlyMap<string, readonly One[]>;

/**
 * What all windows have, as `heldBy` says. Those `before` keep their names. The windows of one editor share its storage, so
 * that what one of them told last of it, as `stored` says, counts for all.
 */
export function unite<Window extends { readonly store: string }, One extends Held>(
  windows: readonly Window[],
  heldBy: (window: Window) => readonly One[],
  stored: Stored<One>,
  before: readonly Pick<Shared<Window, One>, 'id' | 'identity'>[],
): Shared<Window, One>[] {
  const found = new Map<string, Holding<Window, One>[]>();
  for (const [place, window] of windows.entries()) {
    for (const key of withStored(heldBy(window), stored.get(window.store))) {
      const named = identityOf(key, isStored(key) ? window.store : `${place} ${window.store}`);
      // A user may have added one value twice, and then sees two.
      const isFree = (name: string) => !found.get(name)?.some((one) => one.window === window);
      const identity = firstFree(named, isFree);
      found.set(identity, [...(found.get(identity) ?? []), { window, key }]);
    }
  }
  const known = new Map(before.map(({ identity, id }) => [identity, id]));
  const taken = new Set([...found.keys()].flatMap((identity) => known.get(identity) ?? []));
  return [...found].flatMap(([identity, holdings]) => {
    const [first] = holdings;
    if (!first) return [];
    const id = known.get(identity) ?? firstFree(nameOf(first.key), (name) => !taken.has(name));
    taken.add(id);
    return [{ id, identity, digest: first.key.digest, first: first.key, holdings }];
  });
}

/**
 * The name of a value at its origin, the same whichever window leads, so that what is kept is found again. Something whose
 * value nobody could read, or of a demo, has the name that its window gave it, where that is free.
 */
export function nameOf({ digest, origin, id, storage }: Held): string {
  if (digest === null || storage === 'demo') return id;
  return nameAt(digest, origin);
}

/** Names a value at its origin. No slash: a limit's id begins with its key's, up to the first. */
export function nameAt(digest: string, origin: string): string {
  return `${digest}@${origin.replace('://', ':')}`.replaceAll('/', '_');
}

/** What lives with the window alone takes the place of what is stored by its name. */
function withStored<One extends Held>(held: readonly One[], stored: readonly One[] = []): One[] {
  const own = held.filter((one) => !isStored(one));
  const others = stored.filter(({ id }) => !own.some((one) => one.id === id));
  return [...others, ...own];
}

/** Whether something lies where all windows of an editor find it. */
export function isStored({ storage }: Pick<Held, 'storage'>): boolean {
  return storage === 'secret' || storage === 'environment';
}

/** Something whose value nobody could read is that of its own place alone. */
function identityOf({ digest, origin, id }: Held, place: string): string {
  return JSON.stringify(digest === null ? [place, id, origin] : [digest, origin]);
}

/** The name itself, or else with a number. */
function firstFree(name: string, isFree: (name: string) => boolean): string {
  let free = name;
  for (let number = 2; !isFree(free); number++) free = `${name}+${number}`;
  return free;
}
