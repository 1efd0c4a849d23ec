import { nameOf, type PastSession, type SessionRequests, sessionOf } from './pastSession.ts';

/** The most sessions of a day that are told apart; the smallest makes room and counts for its tool alone. */
const mostOfDay = 8;
/** A cell is the number of its step times this, and the requests in it: half the memory of two numbers. */
const scale = 0x1_0000;
const day = 86_400_000;

/** By session, pairs of numbers: how many steps after the one before it, and the requests in that step. */
export type SavedSessions = Readonly<Record<string, readonly number[]>>;

/** The requests of sessions in steps of one length. In most steps a session has none, so these are cells and no columns. */
export class SessionCells {
  readonly #stepsOfDay: number;
  /** By the name of the session, in the order of time. */
  readonly #rows = new Map<string, readonly number[]>();

  /** `length`: milliseconds of a step. */
  constructor(length: number) {
    this.#stepsOfDay = day / length;
  }

  /** When a session was seen first, its agents or itself, in milliseconds since 1970; `null` where it was not. */
  began({ tool, id }: Pick<PastSession, 'tool' | 'id'>): number | null {
    for (const name of this.#rows.keys()) {
      const session = name.startsWith(id) ? sessionOf(name) : null;
      if (session?.id === id && session.tool === tool) return session.began;
    }
    return null;
  }

  add({ requests, ...session }: SessionRequests, step: number): void {
    const name = nameOf(session);
    // What could not be read again is not kept.
    if (!this.#rows.has(name) && sessionOf(name) === null) return;
    const cells = this.#rows.get(name) ?? [];
    const place = placeOf(cells, step);
    const known = cells[place] ?? 0;
    const isKnown = stepOf(known) === step;
    const cell = cellOf(step, requests + (isKnown ? known % scale : 0));
    this.#rows.set(name, cells.toSpliced(place, isKnown ? 1 : 0, cell));
    if (!isKnown) this.#makeRoom(this.#dayOf(cell), name);
  }

  /** Those that made requests, by step, from one step until another. */
  within(from: number, to: number): Map<number, SessionRequests[]> {
    const steps = new Map<number, SessionRequests[]>();
    for (const [name, cells] of this.#rows) {
      const session = sessionOf(name);
      for (let place = placeOf(cells, from); session && place < cells.length; place++) {
        const cell = cells[place] ?? 0;
        const step = stepOf(cell);
        if (step >= to) break;
        const found = { ...session, requests: cell % scale };
        const others = steps.get(step);
        if (others) others.push(found);
        else steps.set(step, [found]);
      }
    }
    return steps;
  }

  dropBefore(step: number): void {
    for (const [name, cells] of this.#rows) this.#keep(name, cells.slice(placeOf(cells, step)));
  }

  /** What was in steps from one on. */
  save(from: number): SavedSessions {
    const saved = [...this.#rows].map(([name, cells]) => {
      const kept = cells.slice(placeOf(cells, from));
      const pairs = kept.flatMap((cell, place) => [stepOf(cell) - stepOf(kept[place - 1] ?? 0), cell % scale]);
      return [name, pairs] as const;
    });
    return Object.fromEntries(saved.filter(([, pairs]) => pairs.length > 0));
  }

  /** Adds what was kept of some steps; whatever was kept, what comes of it is sound. */
  restore(saved: SavedSessions, isWanted: (step: number) => boolean): void {
    for (const [name, pairs] of Object.entries(saved)) {
      if (sessionOf(name) === null) continue;
      const found: number[] = [];
      let step = 0;
      for (let place = 0; place + 1 < pairs.length; place += 2) {
        step += pairs[place] ?? 0;
        const requests = pairs[place + 1] ?? 0;
        if (isWanted(step) && Number.isInteger(requests) && requests > 0) found.push(cellOf(step, requests));
      }
      const cells = [...(this.#rows.get(name) ?? []), ...found].sort((one, next) => one - next);
      // What is not sound may name a step twice.
      this.#keep(
        name,
        cells.filter((cell, place) => place === 0 || stepOf(cell) !== stepOf(cells[place - 1] ?? 0)),
      );
      for (const day of new Set(found.map((cell) => this.#dayOf(cell)))) this.#makeRoom(day, name);
    }
  }

  /** Of a day with too many sessions, forgets the one with the fewest requests, the first of several; never `latest`. */
  #makeRoom(day: number, latest: string): void {
    const [from, to] = [day * this.#stepsOfDay, (day + 1) * this.#stepsOfDay];
    const names: string[] = [];
    for (const [name, cells] of this.#rows) if (placeOf(cells, from) < placeOf(cells, to)) names.push(name);
    if (names.length <= mostOfDay) return;
    const others = names.flatMap((name) => {
      const cells = this.#rows.get(name) ?? [];
      const [first, end] = [placeOf(cells, from), placeOf(cells, to)];
      const sum = cells.slice(first, end).reduce((all, cell) => all + (cell % scale), 0);
      return name === latest ? [] : [{ name, sum, rest: cells.toSpliced(first, end - first) }];
    });
    const [smallest] = others.sort((one, other) => one.sum - other.sum);
    if (smallest) this.#keep(smallest.name, smallest.rest);
  }

  #dayOf(cell: number): number {
    return Math.floor(stepOf(cell) / this.#stepsOfDay);
  }

  #keep(name: string, cells: readonly number[]): void {
    if (cells.length === 0) this.#rows.delete(name);
    else this.#rows.set(name, cells);
  }
}

function cellOf(step: number, requests: number): number {
  return step * scale + Math.min(scale - 1, requests);
}

function stepOf(cell: number): number {
  return Math.floor(cell / scale);
}

/** The first place whose step is not before one. */
function placeOf(cells: readonly number[], step: number): number {
  const least = step * scale;
  // Time mostly goes on, and most sessions are over.
  if ((cells.at(-1) ?? -1) < least) return cells.length;
  let [low, high] = [0, cells.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cells[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
