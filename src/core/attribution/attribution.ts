import type { Interval, Reading, Unit } from '../model/limit.ts';
import {
  atOnce,
  isBelowFull,
  isCountedWhole,
  type LevelsAt,
  levelsAt,
  nearlyFull,
  PastLevels,
  refilled,
} from './expectedLevels.ts';
import { isSure, type OpenAnswer, type Thread, Threads } from './threads.ts';

/** A request that names no model, and what its answer told. */
export interface Unnamed {
  readonly tool: string | null;
  /** Tokens of its prompt, by its bytes: probably and at most; 0 where nobody knows. */
  readonly input: number;
  readonly inputAtMost: number;
  /** A request that was refused has taken nothing. */
  readonly isAdmitted: boolean;
  /** Monotonic milliseconds. */
  readonly sentAt: number;
  readonly readings: readonly Reading[];
  /** What is told again once its model is known; left out where nothing is. */
  readonly answer?: OpenAnswer;
}

/** An answer whose model turned out later. */
export interface Decided extends OpenAnswer {
  readonly model: string;
}

/** Bytes of a token are at most this much more than usual (`heardExchange.ts`), so a prompt is at least this share. */
const leastOfInput = 0.82;
/** Levels closer than this share of the capacity cannot be told apart. */
const close = 0.01;
/** Levels that are so close are the same one, which chance hardly ever brings about. */
const same = 0.002;
/** Milliseconds for which a request that left is worth a look. */
const underWay = 3_000;
/** Milliseconds within which a model that was the only one to be used is expected to be so again. */
const lately = 600_000;

/** The most answers of a thread that are told again. */
const mostOpen = 8;

type Fit = 'unknown' | 'as expected' | 'too low' | 'too high';

/**
 * Tells for which of a key's models with limits of one size a request was: by the level that its answer names, which must lie
 * by the request's size below what was known of the bucket, by all such answers of one thread, and by our own checks, of
 * which one shows the level that a thread left.
 */
export class Attribution {
  readonly #buckets = new Map<string, PastLevels>();
  readonly #threads = new Threads();
  /** When each model last turned out to be the one that a request was for. */
  readonly #usedAt = new Map<string, number>();
  /** When a request last left that goes on with no thread that is known. */
  #leftAt = -Infinity;
  /** For how many models it may be. */
  #leftFor = 0;
  readonly #decided: Decided[] = [];

  /** The model of `candidates` that a request was for; `null` while it may be one of several. */
  decide(request: Unnamed, candidates: readonly string[]): string | null {
    const { tool, input, sentAt, readings } = request;
    const levels = levelsAt(readings, sentAt);
    const fitting = this.#fitting(request, levels, candidates);
    const isLarge = isTooLarge(request, levels);
    const known = input > 0 ? this.#threads.find(tool, input, sentAt, isLarge) : null;
    const expected = known && (isLarge || isSure(known, sentAt)) ? known : null;
    const both = expected?.candidates.filter((model) => fitting.includes(model)) ?? [];
    // Where it contradicts the thread it was another one, of which nothing is known yet.
    const left = both.length > 0 ? both : fitting.length > 0 ? fitting : candidates;
    if (known) this.#threads.drop(known);
    const isNew = both.length === 0 || fitting.length === 1;
    const confirmedAt = isNew ? sentAt : (expected?.confirmedAt ?? sentAt);
    const open = both.length > 0 && known ? known.open : [];
    const thread: Thread = { tool, input, levels, candidates: left, confirmedAt, open };
    this.#threads.add(thread);
    for (const model of left)
      for (const told of this.#of(model).since(sentAt)) confirm(thread, this.#judge(thread, model, told), sentAt);
    const [only = null] = thread.candidates;
    if (thread.candidates.length !== 1 || only === null) {
      if (request.answer) thread.open = [...thread.open.slice(1 - mostOpen), request.answer];
      return null;
    }
    this.#settle(thread, only);
    return only;
  }

  /** The answers whose models have turned out since this was asked last. */
  takeDecided(): readonly Decided[] {
    return this.#decided.splice(0);
  }

  /** A response about a model that is known. Returns whether it decided of which model some thread was. */
  read(model: string, readings: readonly Reading[], sentAt: number, receivedAt: number): boolean {
    const levels = levelsAt(readings, receivedAt, sentAt);
    if (levels.levels.size === 0) return false;
    let hasDecided = false;
    for (const thread of this.#threads.undecided(receivedAt)) {
      const after = this.#judge(thread, model, levels);
      if (after === thread.candidates || after.length === 0) continue;
      confirm(thread, after, receivedAt);
      const [only] = after;
      if (after.length > 1 || only === undefined) continue;
      hasDecided = true;
      this.#settle(thread, only);
    }
    this.#of(model).add(levels);
    return hasDecided;
  }

  /**
   * Whether a response of this model shows the first time that a request has taken its part of the bucket, though nobody has
   * answered it yet.
   */
  shows(request: Omit<Unnamed, 'readings'>, model: string, readings: readonly Reading[], receivedAt: number): boolean {
    if (this.#of(model).since(request.sentAt).length > 0) return false;
    return this.#fit(model, { ...request, readings }, levelsAt(readings, receivedAt)) === 'as expected';
  }

  /** Whether some thread may still be for one of several models. */
  isOpen(now: number): boolean {
    return this.#threads.undecided(now).length > 0;
  }

  /** A request leaves, for one of so many models. Our own checks tell the more of it the sooner they follow. */
  leaves(input: number, sentAt: number, models: number): void {
    if (this.#threads.isExpected(input, sentAt)) return;
    this.#leftAt = sentAt;
    this.#leftFor = models;
  }

  /**
   * Whether our own check of this model would tell for which model some thread is. Of two, of which only one has been used of
   * late, a look at the other tells as much, and the one that is used is left alone.
   */
  isWorthALook(model: string, now: number): boolean {
    const isOnlyUsed = this.#onlyUsed(now) === model;
    if (now - this.#leftAt < underWay && !(isOnlyUsed && this.#leftFor === 2)) return true;
    return this.#threads.undecided(now).some(({ candidates, levels }) => {
      if (!candidates.includes(model) || (isOnlyUsed && candidates.length === 2)) return false;
      return [...levels.levels].some(([unit, { capacity }]) => {
        const left = isCountedWhole(unit) ? null : refilled(levels, unit, now);
        return left !== null && left.high < nearlyFull * capacity;
      });
    });
  }

  /** The lowest level that a thread has left which may have been for this model; `null` if there is none. */
  lowest(model: string, unit: Unit, now: number): Interval | null {
    const levels = this.#threads
      .undecided(now)
      .flatMap(({ candidates, levels }) => (candidates.includes(model) ? (refilled(levels, unit, now) ?? []) : []));
    return levels.sort((a, b) => a.low - b.low)[0] ?? null;
  }

  #onlyUsed(now: number): string | null {
    const used = [...this.#usedAt].filter(([, at]) => now - at < lately);
    return used.length === 1 ? (used[0]?.[0] ?? null) : null;
  }

  #settle(thread: Thread, model: string): void {
    const { levels, open } = thread;
    this.#usedAt.set(model, levels.at);
    this.#of(model).add(levels);
    this.#decided.push(...open.map((answer) => ({ ...answer, model })));
    thread.open = [];
  }

  #of(model: string): PastLevels {
    const past = this.#buckets.get(model) ?? new PastLevels();
    this.#buckets.set(model, past);
    return past;
  }

  /**
   * The candidates of which the level that an answer named can be. What is lower than expected may be so by somebody who is
   * not heard, so that counts only where it is just as expected of another.
   */
  #fitting(request: Unnamed, levels: LevelsAt, candidates: readonly string[]): string[] {
    const fits = new Map(candidates.map((model) => [model, this.#fit(model, request, levels)]));
    const isAny = [...fits.values()].includes('as expected');
    return candidates.filter((model) => {
      const fit = fits.get(model);
      return fit !== 'too high' && (fit !== 'too low' || !isAny);
    });
  }

  /** The level that an answer named against that which this model's bucket must have after the request. */
  #fit(model: string, { input, inputAtMost, isAdmitted, sentAt }: Unnamed, { levels }: LevelsAt): Fit {
    let fit: Fit = 'unknown';
    const bucket = this.#of(model).before(sentAt);
    if (!bucket) return fit;
    for (const [unit, { level, capacity }] of levels) {
      const expected = refilled(bucket, unit, sentAt);
      if (!expected || unit === 'output-tokens') continue;
      const isWhole = isCountedWhole(unit);
      const least = isWhole || !isAdmitted || unit !== 'tokens' ? 0 : input * leastOfInput;
      const most = isWhole || !isAdmitted ? 0 : input === 0 ? capacity : inputAtMost;
      const slack = isWhole ? 2 : close * capacity;
      // What is not decided yet may have been its too.
      const low = Math.min(expected.low, this.lowest(model, unit, sentAt)?.low ?? Infinity);
      if (level.low > expected.high - least + slack) return 'too high';
      if (level.high < low - most - slack) fit = 'too low';
      else if (!isWhole && fit === 'unknown') fit = 'as expected';
    }
    return fit;
  }

  /** The candidates that are left of a thread once a response has told the levels of one of them. */
  #judge({ candidates, levels }: Thread, model: string, told: LevelsAt): readonly string[] {
    if (!candidates.includes(model)) return candidates;
    for (const [unit, { level, capacity }] of told.levels) {
      const left = refilled(levels, unit, Math.max(told.at, levels.at));
      if (isCountedWhole(unit) || !left || left.high > nearlyFull * capacity) continue;
      // It would have been no fuller than the thread has left it.
      if (level.low > left.high + same * capacity)
        return told.at < levels.at + atOnce ? candidates : candidates.filter((one) => one !== model);
      const before = this.#of(model).before(Math.min(told.at, levels.at));
      const expected = before && refilled(before, unit, told.at);
      const isNews = !expected || expected.low > left.high + close * capacity;
      const isSame = level.high >= left.low - same * capacity && level.low <= left.high + same * capacity;
      if (isNews && isSame) return [model];
    }
    return candidates;
  }
}

/** Whether even a full bucket has no room for a prompt: no level will tell of it, and nothing hangs on it. */
function isTooLarge({ isAdmitted, inputAtMost }: Unnamed, { at, levels }: LevelsAt): boolean {
  if (isAdmitted || isBelowFull({ at, levels }, at)) return false;
  return [...levels].some(([unit, { capacity }]) => !isCountedWhole(unit) && inputAtMost > capacity);
}

/** What levels have told of a thread. */
function confirm(thread: Thread, candidates: readonly string[], at: number): void {
  if (candidates === thread.candidates || candidates.length === 0) return;
  thread.candidates = candidates;
  thread.confirmedAt = at;
}
