import { between, type Estimate, nothing, type Possibility } from './estimate.ts';
import { othersHalfLife } from './parameters.ts';

/** The last requests of others whose sizes are remembered. */
const mostSizes = 5;
/** More than this many requests between two looks make no difference any more. */
const mostRequests = 4;

/** Share by which the next request of others differs from one of their last. */
const unlike = 0.1;

/** Use of a limit by requests that nobody here saw, such as another machine's: how often, and how much. */
export class OthersUse {
  #seconds = 0;
  #requests = 0;
  readonly #sizes: number[] = [];

  /** So many units are missing after `seconds`; `units` may be below zero, since both ends are estimates. */
  look(seconds: number, units: Estimate): void {
    const kept = 0.5 ** (seconds / othersHalfLife);
    this.#seconds = this.#seconds * kept + seconds;
    this.#requests *= kept;
    if (units.likely <= 0 || units.likely <= 4 * units.doubt) return;
    const typical = this.#size().likely;
    const count = typical > 0 ? Math.min(mostRequests, Math.max(1, Math.round(units.likely / typical))) : 1;
    this.#requests += count;
    this.#sizes.push(units.likely / count);
    if (this.#sizes.length > mostSizes) this.#sizes.shift();
  }

  /**
   * What may be gone `seconds` after a look, where `level` units would be left if nothing is: each possibility with its
   * probability; together 1. What does not fit cannot have been taken; it waits, and comes as soon as it fits.
   */
  taken(seconds: number, level: number): readonly Possibility[] {
    const possibilities: { probability: number; units: Estimate }[] = [];
    const expected = this.#requests === 0 ? 0 : (this.#requests / Math.max(this.#seconds, 1)) * Math.max(0, seconds);
    let untouched = 0;
    for (const size of this.#sizes) {
      const most = Math.min(mostRequests, Math.floor(level / size));
      let probability = Math.exp(-expected) / this.#sizes.length;
      let left = 1 / this.#sizes.length;
      for (let count = 0; count < most; count++) {
        if (count === 0) untouched += probability;
        else possibilities.push({ probability, units: { likely: count * size, doubt: unlike * size } });
        left -= probability;
        probability *= expected / (count + 1);
      }
      if (most > 0) possibilities.push({ probability: left, units: { likely: most * size, doubt: unlike * size } });
      else untouched += left;
    }
    possibilities.push({ probability: this.#sizes.length === 0 ? 1 : untouched, units: nothing });
    return possibilities;
  }

  #size(): Estimate {
    if (this.#sizes.length === 0) return between(0, 0);
    const mean = this.#sizes.reduce((sum, size) => sum + size, 0) / this.#sizes.length;
    const squares = this.#sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0);
    // Few sizes say little of how much they differ.
    return { likely: mean, doubt: Math.sqrt((squares + (mean / 3) ** 2) / this.#sizes.length) };
  }
}
