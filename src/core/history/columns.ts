import { type HistoryStep, otherTools } from './historyStep.ts';
import type { PastSession } from './pastSession.ts';
import { type SavedSessions, SessionCells } from './sessionCells.ts';

/** A fraction is kept in so many parts; one more stands for a step in which nothing was read. */
const parts = 10_000;
const nothing = parts + 1;
/** Counts beyond this are kept as this. */
const mostCounted = 0xffff;
/** Further tools share one column. */
const mostTools = 8;
const longestTool = 60;

const counts = ['least', 'mean', 'most', 'weight', 'refusals', 'checks'] as const;
type Count = (typeof counts)[number];

/** Steps as they are kept: one list for each number, and one for each tool. Older files know no sessions. */
export type SavedColumns = Readonly<Record<Count | 'at', readonly number[]>> & {
  readonly requests: Readonly<Record<string, readonly number[]>>;
  readonly sessions?: SavedSessions | undefined;
};

/**
 * Steps of one length, in the order of time, as columns of small numbers: fifty limits with all their steps take a few
 * megabytes, as objects they would take fifty.
 */
export class Columns {
  /** Milliseconds of a step. */
  readonly #length: number;
  #size = 0;
  /** Steps since 1970. */
  #at = new Uint32Array(16);
  readonly #counts = Object.fromEntries(counts.map((name) => [name, new Uint16Array(16)])) as Record<
    Count,
    Uint16Array
  >;
  readonly #requests = new Map<string, Uint16Array>();
  readonly #sessions: SessionCells;

  constructor(length: number) {
    this.#length = length;
    this.#sessions = new SessionCells(length);
  }

  get size(): number {
    return this.#size;
  }

  /** When the step at a place begins; milliseconds since 1970. */
  timeOf(place: number): number {
    return (this.#at[place] ?? 0) * this.#length;
  }

  /** When a session was seen first, in milliseconds since 1970; `null` where it was not. */
  began(session: Pick<PastSession, 'tool' | 'id'>): number | null {
    return this.#sessions.began(session);
  }

  /** The steps that end after `from` and begin before `to`; milliseconds since 1970. */
  steps(from: number, to: number): HistoryStep[] {
    const first = this.placeOf(from);
    const sessions = this.#sessions.within(this.#at[first] ?? 0, to / this.#length);
    const steps: HistoryStep[] = [];
    for (let place = first; place < this.#size && this.timeOf(place) < to; place++)
      steps.push(this.#stepAt(place, sessions.get(this.#at[place] ?? 0)));
    return steps;
  }

  #stepAt(place: number, sessions: HistoryStep['sessions']): HistoryStep {
    const count = (name: Count) => this.#counts[name][place] ?? 0;
    const level = { least: count('least') / parts, mean: count('mean') / parts, most: count('most') / parts };
    const requests = [...this.#requests].map(([tool, column]) => [tool, column[place] ?? 0] as const);
    return {
      at: this.timeOf(place),
      level: count('least') === nothing ? null : level,
      refusals: count('refusals'),
      checks: count('checks'),
      requests: Object.fromEntries(requests.filter(([, sent]) => sent > 0)),
      ...(sessions && { sessions }),
    };
  }

  /** The place of the first step that ends after `at`. */
  placeOf(at: number): number {
    let [low, high] = [0, this.#size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timeOf(middle) + this.#length <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Adds to the step of its time. `weight`: what its mean counts beside the others that were added. */
  add({ at, level, refusals, checks, requests, sessions = [] }: HistoryStep, weight = 1): void {
    const step = Math.floor(at / this.#length);
    const place = this.#place(step);
    const { least, mean, most, weight: weights } = this.#counts;
    if (level) {
      const before = weights[place] ?? 0;
      least[place] = Math.min(least[place] ?? nothing, partsOf(level.least));
      most[place] = Math.max(most[place] ?? 0, partsOf(level.most));
      mean[place] = Math.round(((mean[place] ?? 0) * before + partsOf(level.mean) * weight) / (before + weight));
      weights[place] = Math.min(mostCounted, before + weight);
    }
    const count = (column: Uint16Array, more: number) => {
      column[place] = Math.min(mostCounted, (column[place] ?? 0) + more);
    };
    count(this.#counts.refusals, refusals);
    count(this.#counts.checks, checks);
    for (const [tool, sent] of Object.entries(requests)) count(this.#columnOf(tool), sent);
    for (const session of sessions) if (this.#requests.has(session.tool)) this.#sessions.add(session, step);
  }

  dropFirst(count: number): void {
    for (const column of this.#all()) column.copyWithin(0, count, this.#size);
    this.#size = Math.max(0, this.#size - count);
    this.#sessions.dropBefore(this.#size === 0 ? Infinity : (this.#at[0] ?? 0));
  }

  /** The steps from a place on. */
  save(from = 0): SavedColumns {
    const list = (column: Uint16Array | Uint32Array) => Array.from(column.subarray(from, this.#size));
    const counted = Object.fromEntries(counts.map((name) => [name, list(this.#counts[name])])) as Record<
      Count,
      number[]
    >;
    const requests = [...this.#requests].map(([tool, column]) => [tool, list(column)]);
    const sessions = this.#sessions.save(this.#at[from] ?? 0);
    const told = from < this.#size && Object.keys(sessions).length > 0 ? { sessions } : {};
    return { at: list(this.#at), ...counted, requests: Object.fromEntries(requests), ...told };
  }

  /** Adds kept steps where there is none of their time; whatever was kept, what comes of it is sound. */
  restore(saved: SavedColumns): void {
    const tools = Object.entries(saved.requests);
    const restored = new Set<number>();
    for (const [row, number] of saved.at.entries()) {
      if (!isWhole(number, 0xffff_ffff)) continue;
      const before = this.#size;
      const place = this.#place(number);
      if (this.#size === before) continue;
      for (const name of counts) this.#counts[name][place] = whole(saved[name][row], mostCounted);
      for (const [tool, list] of tools) this.#columnOf(tool)[place] = whole(list[row], mostCounted);
      this.#repair(place);
      restored.add(number);
    }
    this.#sessions.restore(saved.sessions ?? {}, (step) => restored.has(step));
  }

  /** Makes a level that is none of one, and puts least and most around the mean. */
  #repair(place: number): void {
    const { least, mean, most, weight } = this.#counts;
    const isKnown = (least[place] ?? nothing) <= parts && (weight[place] ?? 0) > 0;
    const middle = Math.min(parts, mean[place] ?? 0);
    least[place] = isKnown ? Math.min(middle, least[place] ?? 0) : nothing;
    mean[place] = isKnown ? middle : 0;
    most[place] = isKnown ? Math.min(parts, Math.max(middle, most[place] ?? 0)) : 0;
    if (!isKnown) weight[place] = 0;
  }

  /** The place of a step, which is made if it is not there. */
  #place(number: number): number {
    const last = this.#size - 1;
    // Time mostly goes on.
    const isLast = last < 0 || number >= (this.#at[last] ?? 0);
    const place = isLast ? last + Number(number !== this.#at[last]) : this.placeOf(number * this.#length);
    if (place < this.#size && this.#at[place] === number) return place;
    if (this.#size === this.#at.length) this.#grow();
    if (place < this.#size) for (const column of this.#all()) column.copyWithin(place + 1, place, this.#size);
    for (const name of counts) this.#counts[name][place] = 0;
    for (const column of this.#requests.values()) column[place] = 0;
    this.#size++;
    this.#at[place] = number;
    this.#counts.least[place] = nothing;
    return place;
  }

  #columnOf(tool: string): Uint16Array {
    const known = this.#requests.get(tool);
    if (known) return known;
    if (tool !== otherTools && (this.#requests.size >= mostTools || tool.length > longestTool))
      return this.#columnOf(otherTools);
    const column = new Uint16Array(this.#at.length);
    this.#requests.set(tool, column);
    return column;
  }

  #grow(): void {
    const length = Math.ceil(this.#at.length * 1.5);
    const larger = <Column extends Uint16Array | Uint32Array>(column: Column, longer: Column): Column => {
      longer.set(column);
      return longer;
    };
    this.#at = larger(this.#at, new Uint32Array(length));
    for (const name of counts) this.#counts[name] = larger(this.#counts[name], new Uint16Array(length));
    for (const [tool, column] of this.#requests) this.#requests.set(tool, larger(column, new Uint16Array(length)));
  }

  #all(): (Uint16Array | Uint32Array)[] {
    return [this.#at, ...Object.values(this.#counts), ...this.#requests.values()];
  }
}

function partsOf(fraction: number): number {
  return Math.round(Math.min(1, Math.max(0, fraction)) * parts);
}

function isWhole(value: unknown, largest: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= largest;
}

function whole(value: unknown, largest: number): number {
  return isWhole(value, largest) ? value : 0;
}
