import { alarm } from './parameters.ts';

/**
 * The bounds at which a warning begins and ends: `enter` and `leave` are probabilities, `low` and `notLow` shares of
 * the capacity. A limit's alarm takes a level for low once it has been low for `lowFor` seconds.
 */
export interface WarningRule {
  readonly enter: number;
  readonly leave: number;
  readonly low: number;
  readonly notLow: number;
  readonly lowFor: number;
}

/**
 * Warns that a limit is about to be hit. It begins when that is likely or little is left, and ends when both are well
 * past.
 */
export class Warning {
  #on = false;

  /** `left`: share of the capacity, `null` when unknown. */
  look(refusalWithinMinute: number, left: number | null, { enter, leave, low, notLow }: WarningRule = alarm): boolean {
    const share = left ?? 1;
    this.#on = this.#on ? refusalWithinMinute >= leave || share < notLow : refusalWithinMinute >= enter || share < low;
    return this.#on;
  }

  /** Ends it, whatever the probability: it begins again as if it had not been on. */
  end(): void {
    this.#on = false;
  }
}
