import type { ExchangeSeen, RequestSeen } from '../model/observation.ts';
import { isBelowFull, type LevelsAt } from './expectedLevels.ts';

/** Requests of one tool that grow as those of one conversation do; all of them are for one model. */
export interface Thread {
  readonly tool: string | null;
  /** Tokens of its last prompt, estimated from bytes. */
  input: number;
  /** When its last request left, and what its answer told. */
  levels: LevelsAt;
  /** The models that it may be for; one once that is decided. */
  candidates: readonly string[];
  /** When levels last told these from all others, whatever was known of the thread before; monotonic milliseconds. */
  confirmedAt: number;
  /** Its answers of which nobody could tell the model, the oldest first. */
  open: readonly OpenAnswer[];
}

/** A request that was answered before anybody could tell for which model it was. */
export interface OpenAnswer {
  /** `null` where nobody saw it leave. */
  readonly request: RequestSeen | null;
  readonly exchange: ExchangeSeen;
}

/** The most threads remembered; the one silent for longest makes room. */
const most = 24;
/** Milliseconds after which a thread is not expected to go on. */
const longestRest = 300_000;
/**
 * The most tokens by which the next prompt is longer: of recorded ones three in four grow by no more, and the others are taken
 * for new threads, which costs a look at most.
 */
const mostGrowth = 1_500;

/** Milliseconds after which one is not where even a full bucket has no room for it: conversations so long are few. */
const longestRestTooLarge = 3_600_000;
/** The share by which the next prompt of such a one is longer at most. */
const mostGrowthTooLarge = 0.1;

/** Milliseconds for which sizes alone tell that a thread goes on: another conversation may be as long. */
const sure = 60_000;

/** Whether levels have confirmed a thread of late. */
export function isSure({ confirmedAt }: Thread, now: number): boolean {
  return now - confirmedAt <= sure;
}

/** Whether a prompt can be the next of a thread: it holds all that the one before did. */
function isNext({ input }: Thread, next: number, growth = mostGrowth): boolean {
  return next >= input && next <= input + growth;
}

/** The threads of one key. */
export class Threads {
  #threads: Thread[] = [];

  /** Whether a request of this size goes on with a thread that is decided, whoever sends it. */
  isExpected(input: number, sentAt: number): boolean {
    return this.#threads.some((one) => {
      return one.candidates.length === 1 && isSure(one, sentAt) && isNext(one, input);
    });
  }

  /**
   * The thread that a request goes on with; `null` if none does, or if two do that are for different models. `isTooLarge`: even a
   * full bucket has no room for it.
   */
  find(tool: string | null, input: number, sentAt: number, isTooLarge: boolean): Thread | null {
    const rest = isTooLarge ? longestRestTooLarge : longestRest;
    const growth = isTooLarge ? Math.max(mostGrowth, mostGrowthTooLarge * input) : mostGrowth;
    const fitting = this.#threads.filter((one) => {
      const isRecent = sentAt >= one.levels.at && sentAt - one.levels.at < rest;
      return one.tool === tool && isRecent && isNext(one, input, growth);
    });
    const [closest, next] = fitting.sort((a, b) => Math.abs(input - a.input) - Math.abs(input - b.input));
    if (!closest) return null;
    return next && next.candidates.join() !== closest.candidates.join() ? null : closest;
  }

  add(thread: Thread): void {
    this.#threads.push(thread);
    if (this.#threads.length > most) this.#threads.shift();
  }

  drop(thread: Thread): void {
    this.#threads = this.#threads.filter((one) => one !== thread);
  }

  /**
   * Those that may be for more than one model, until the bucket of their last answer is full again, whichever it was: then
   * nobody can tell any more, and nothing hangs on it.
   */
  undecided(now: number): readonly Thread[] {
    return this.#threads.filter(({ candidates, levels }) => candidates.length > 1 && isBelowFull(levels, now));
  }
}
