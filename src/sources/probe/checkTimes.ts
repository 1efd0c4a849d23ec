import { DAY, HOUR } from '../../core/model/limit.ts';
import type { ModelPace } from '../../core/schedule.ts';
import type { ModelKnown } from '../../engine/source.ts';

/** No two checks of a model begin within this many milliseconds, whoever asks and whatever went wrong. */
const floor = 1000;

/** The times at which each model was checked, in monotonic milliseconds. */
export class CheckTimes {
  readonly #recent = new Map<string, readonly number[]>();
  readonly #last = new Map<string, number>();
  readonly #asked = new Map<string, readonly number[]>();
  /** Also of checks that came to nothing, and of models that are no longer watched: they may be again. */
  readonly #begun = new Map<string, number>();

  /** A check begins; `isAsked`: because the user asked. */
  begun(model: string, at: number, isAsked: boolean): void {
    for (const [name, then] of this.#begun) if (at - then >= floor) this.#begun.delete(name);
    this.#begun.set(model, at);
    if (isAsked) this.#asked.set(model, [...this.asked(model).filter((then) => at - then < DAY * 1000), at]);
  }

  /** A check has ended in an answer or a failure. */
  checked(model: string, at: number): void {
    const recent = (this.#recent.get(model) ?? []).filter((then) => at - then < HOUR * 1000);
    this.#recent.set(model, [...recent, at]);
    this.#last.set(model, at);
  }

  /** The time before which no check of the model may begin. */
  restsUntil(model: string): number {
    return (this.#begun.get(model) ?? -Infinity) + floor;
  }

  /** A model's pace, by what is known of it; that may reach back to before this window was opened. */
  pace(model: string, known: ModelKnown): ModelPace {
    const recentChecks = union(known.checks, this.#recent.get(model) ?? []);
    return { ...known, checkedAt: this.#last.get(model) ?? known.checks.at(-1) ?? null, recentChecks };
  }

  /** When the user asked for checks of the model within the last day, the oldest first. */
  asked(model: string): readonly number[] {
    return this.#asked.get(model) ?? [];
  }

  keepOnly(models: readonly string[]): void {
    for (const times of [this.#last, this.#recent, this.#asked]) {
      for (const model of [...times.keys()]) if (!models.includes(model)) times.delete(model);
    }
  }
}

/** The times of two lists, each with the oldest first, as one; it is asked for at every look, so nothing is sorted anew. */
function union(one: readonly number[], other: readonly number[]): number[] {
  const all: number[] = [];
  for (let [a, b] = [0, 0]; a < one.length || b < other.length; ) {
    const [first = Infinity, second = Infinity] = [one[a], other[b]];
    all.push(Math.min(first, second));
    // Put so that it ends whatever the lists hold: of what is no number, neither is the later one.
    if (!(first > second)) a++;
    if (!(second > first)) b++;
  }
  return all;
}
