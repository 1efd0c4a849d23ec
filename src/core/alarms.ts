import type { LimitState } from './snapshot.ts';

/** Fractions of the capacity below which a limit counts as low and as critical. */
export interface Thresholds {
  readonly low: number;
  readonly critical: number;
}

/** What one look at a limit tells the alarm. */
export interface AlarmInput {
  /** Fraction of the capacity that is left; `null` when unknown. */
  readonly left: number | null;
  /** Units that are left; less than one is empty. */
  readonly units: number | null;
  /** Seconds until empty at the present pace; `null` when the level does not fall. */
  readonly timeToEmpty: number | null;
  /** The provider has just refused a request by this limit. */
  readonly refused: boolean;
  readonly thresholds: Thresholds;
}

export type Crossing = 'low' | 'critical' | 'empty' | 'ready';

/** A level must rise this much above a threshold before that threshold can be crossed again. */
const margin = 0.05;
/** "Empty within a minute at this pace" is a warning; it is over when the pace leaves this much more time. */
const soon = 60;
const notSoon = 90;

const severity = { fine: 0, low: 1, critical: 2, empty: 3 } as const;
type Known = keyof typeof severity;

/**
 * One limit's alarm. An episode begins when the limit leaves `fine` and ends when it is fine again; within it each
 * state is announced once, however the level trembles. Coming back from critical or empty announces `ready`.
 */
export class LimitAlarm {
  #state: Known = 'fine';
  #worst: Known = 'fine';
  #soon = false;

  /** The state as it is shown; unknown levels keep the episode but are shown as unknown. */
  get state(): Exclude<LimitState, 'unknown'> {
    return this.#state;
  }

  /** Looks at the limit again; returns what has just been crossed, `null` for nothing new. */
  look(input: AlarmInput): Crossing | null {
    if (input.left === null && !input.refused) return null;
    const { timeToEmpty } = input;
    this.#soon = timeToEmpty !== null && timeToEmpty < (this.#soon ? notSoon : soon);
    this.#state = this.#next(input);
    if (this.#state === 'fine') {
      const recovered = severity[this.#worst] >= severity.critical;
      this.#worst = 'fine';
      return recovered ? 'ready' : null;
    }
    if (severity[this.#state] <= severity[this.#worst]) return null;
    this.#worst = this.#state;
    return this.#state;
  }

  #next({ left, units, refused, thresholds }: AlarmInput): Known {
    if (refused) return 'empty';
    const rising = (threshold: number, state: Known) =>
      Math.min(1, threshold + (severity[this.#state] >= severity[state] ? margin : 0));
    const fraction = left ?? 0;
    if (units !== null && units < 1) return 'empty';
    if (fraction < rising(thresholds.critical, 'critical')) return 'critical';
    if (fraction < rising(thresholds.low, 'low') || this.#soon) return 'low';
    return 'fine';
  }
}
