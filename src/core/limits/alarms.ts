import { Warning, type WarningRule } from '../forecast/warning.ts';
import type { KeptTime } from '../keptTime.ts';
import type { AlarmState, SavedAlarm } from './savedLimit.ts';

/** Fractions of the capacity below which a limit counts as low and as critical. */
export interface Thresholds {
  readonly low: number;
  readonly critical: number;
}

/** Findings of one look at a limit, for its alarm. */
export interface AlarmInput {
  /** Fraction of the capacity that is left; `null` when unknown. */
  readonly left: number | null;
  /** The last reading showed nothing left, and the refill since is not worth a request. */
  readonly usedUp: boolean;
  /** Probability from 0 to 1 that a request is refused within the next minute. */
  readonly refusalWithinMinute: number;
  /** The probabilities at which that alarm begins and ends. */
  readonly warningRule: WarningRule;
  /** Whether a long window is being used up much faster than it refills. */
  readonly burning: boolean;
  /** Whether the provider has just refused a request because of this limit. */
  readonly refused: boolean;
  readonly thresholds: Thresholds;
  /** A minute's limit refills past a threshold within seconds, so it stays low until twice as much is left. */
  readonly refillsQuickly: boolean;
}

/** From best to worst. `ready`: it can be used again after it was critical or empty. `over`: the episode has ended. */
export const crossings = ['over', 'ready', 'low', 'soon', 'critical', 'empty'] as const;
export type Crossing = (typeof crossings)[number];

/** A level must rise this much above a threshold before that threshold can be crossed again. */
const margin = 0.05;
/**
 * An episode is over once the limit was fine, or unknown, for this many milliseconds: whoever pauses for less is still at
 * the same work.
 */
const calm = 180_000;

/** The fraction of the capacity down to which an alarm in this state has nothing to say. */
export function silentDownTo(state: AlarmState, { low, critical }: Thresholds): number {
  if (state === 'fine') return low;
  return state === 'low' || state === 'soon' ? critical : 0;
}

const severity: Readonly<Record<AlarmState, number>> = { fine: 0, low: 1, soon: 2, critical: 3, empty: 4 };

/**
 * One limit's alarm: fine, low, soon empty, critical, empty. An episode begins when the limit leaves `fine` and ends a
 * while after it is fine again; within it each state is announced once, however much the level or the reset times
 * jitter.
 */
export class LimitAlarm {
  #state: AlarmState = 'fine';
  /** The state that holds on to thresholds which it has crossed; a level that was unknown is judged anew. */
  #held: AlarmState = 'fine';
  #worst: AlarmState = 'fine';
  #wasReady = false;
  /** Monotonic ms at which the episode began; `null` while there is none. */
  #since: number | null = null;
  /** Monotonic ms at which the limit became fine or unknown; `null` while it is neither. */
  #calmSince: number | null = null;
  #isSoon = false;
  /** Monotonic ms since when the level has been low; `null` while it is not. */
  #lowSince: number | null = null;
  readonly #warning = new Warning();

  /** The state as it is shown; unknown levels keep the episode but are shown as unknown. */
  get state(): AlarmState {
    return this.#state;
  }

  /** Whether it was critical or empty in this episode and is not ready again. */
  get isHurt(): boolean {
    return severity[this.#worst] >= severity.critical && !this.#wasReady;
  }

  /** Whether a refusal is likely within a minute, or a long window is being used up. */
  get isSoon(): boolean {
    return this.#isSoon;
  }

  /** Seconds for which the episode has lasted; 0 while there is none. */
  lasted(now: number): number {
    return this.#since === null ? 0 : Math.max(0, (now - this.#since) / 1000);
  }

  /** Milliseconds until the episode is over if nothing more happens; `null` if none is about to end. */
  endsIn(now: number): number | null {
    return this.#calmSince === null ? null : Math.max(0, this.#calmSince + calm - now);
  }

  /** Looks at the limit again at `now`, monotonic ms. Returns what was just crossed, `null` for nothing new. */
  look(input: AlarmInput, now: number): Crossing | null {
    const isUnknown = input.left === null && !input.refused;
    if (isUnknown) this.#forget();
    else this.#state = this.#held = this.#next(input, now);
    if (isUnknown || this.#state === 'fine') return this.#rest(isUnknown, now);
    this.#calmSince = null;
    if (severity[this.#state] <= severity[this.#worst]) return null;
    this.#worst = this.#state;
    this.#since ??= now;
    return this.#state;
  }

  save(time: KeptTime): SavedAlarm {
    const kept = (at: number | null) => (at === null ? null : time.kept(at));
    const [since, calmSince] = [kept(this.#since), kept(this.#calmSince)];
    return { state: this.#state, worst: this.#worst, wasReady: this.#wasReady, since, calmSince };
  }

  /**
   * Goes on with an episode that was kept, if it is not over by now. `calmSince`: monotonic ms since when the limit is
   * unknown; `null` while it is known or refuses. Returns whether the episode goes on.
   */
  restore(saved: SavedAlarm, calmSince: number | null, time: KeptTime): boolean {
    const wasCalmSince = saved.calmSince === null ? null : (time.past(saved.calmSince) ?? time.now);
    const calmFrom = wasCalmSince ?? calmSince;
    if (saved.worst === 'fine' || (calmFrom !== null && time.now - calmFrom >= calm)) return false;
    this.#state = this.#held = saved.state;
    this.#worst = saved.worst;
    this.#wasReady = saved.wasReady;
    this.#since = (saved.since === null ? null : time.past(saved.since)) ?? time.now;
    this.#calmSince = calmFrom;
    return true;
  }

  #rest(isUnknown: boolean, now: number): Crossing | null {
    if (this.#worst === 'fine') return null;
    this.#calmSince ??= now;
    if (now - this.#calmSince >= calm) {
      this.#state = 'fine';
      this.#worst = 'fine';
      this.#wasReady = false;
      this.#since = null;
      this.#calmSince = null;
      return 'over';
    }
    if (isUnknown || !this.isHurt) return null;
    this.#wasReady = true;
    return 'ready';
  }

  #forget(): void {
    this.#warning.end();
    this.#lowSince = null;
    this.#held = 'fine';
  }

  #next(input: AlarmInput, now: number): AlarmState {
    const { left, usedUp, refusalWithinMinute, warningRule, burning, refused, thresholds, refillsQuickly } = input;
    // `thresholds` decides when the level is low.
    this.#isSoon = this.#warning.look(refusalWithinMinute, null, { ...warningRule, low: 0, notLow: 0 }) || burning;
    const fraction = left ?? 0;
    const wasLow = severity[this.#held] >= severity.low;
    const rising = (threshold: number, state: AlarmState) =>
      Math.min(1, threshold + (severity[this.#held] >= severity[state] ? margin : 0));
    const low = refillsQuickly && wasLow ? Math.min(1, 2 * thresholds.low) : rising(thresholds.low, 'low');
    this.#lowSince = fraction < low ? (this.#lowSince ?? now) : null;
    if (refused || usedUp) return 'empty';
    if (fraction < rising(thresholds.critical, 'critical')) return 'critical';
    if (this.#isSoon) return 'soon';
    if (this.#lowSince === null) return 'fine';
    return wasLow || now - this.#lowSince >= warningRule.lowFor * 1000 ? 'low' : 'fine';
  }
}
