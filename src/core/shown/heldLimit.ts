import type { LimitSnapshot, LimitState } from '../model/snapshot.ts';
import { severityOfState, stepOf, viewOf } from './limitView.ts';

/** Milliseconds for which a limit must be better before it is shown to be. */
const stateHeld = 50_000;
/** Milliseconds for which a number stays, and for which it stays before it rises. */
const percentHeld = 15_000;
const riseHeld = 15_000;
/** A fall, and a rise, by so many points. A fall by `far` is shown at once. */
const fall = 5;
const rise = 10;
const far = 15;
/** Share of the capacity above which a limit counts as full. */
const asGoodAsFull = 0.997;
/** A request's size is shown anew once it differs by this share, and not before so many milliseconds. */
const otherSize = 0.4;
const sizeHeld = 30_000;

/** What surfaces show of one limit: steps instead of every movement, and no state that comes and goes. */
export class HeldLimit {
  #state: LimitState = 'unknown';
  /** When it was last as bad as shown. */
  #badAt = -Infinity;
  #percent: number | null = null;
  #percentAt = -Infinity;
  #size: number | null = null;
  #sizeAt = -Infinity;

  /** Whether the limit is in a worse state than shown. */
  isWorse(limit: LimitSnapshot): boolean {
    return severityOfState(limit.state) > severityOfState(this.#state);
  }

  /** The limit as it is to be shown at `now`, in monotonic milliseconds. */
  show(limit: LimitSnapshot, now: number): LimitSnapshot {
    const before = this.#state;
    const state = this.#holdState(limit.state, now);
    const { level, soon, capacity } = limit;
    const { percent } = viewOf(limit);
    if (!level || !soon || !capacity || percent === null) {
      this.#percent = null;
      return { ...limit, state };
    }
    const isNew = severityOfState(state) !== severityOfState(before);
    // Our own check takes a request from a full limit, which is as good as full.
    const exact = level.estimate > asGoodAsFull * capacity ? 100 : percent;
    const step = (this.#holdPercent(exact, isNew, now) / 100) * capacity;
    // A trace is shown as one percent, and is still a trace.
    const estimate = percent <= 1 ? Math.min(step, level.estimate) : step;
    // It stays as it is for some seconds, and so must its doubt.
    const shown = { low: Math.min(soon.low, estimate), estimate, high: Math.max(soon.high, estimate) };
    return { ...limit, state, level: shown, requestSize: this.#holdSize(limit.requestSize, now) };
  }

  #holdState(state: LimitState, now: number): LimitState {
    const isBetter = severityOfState(state) < severityOfState(this.#state);
    if (!isBetter) this.#badAt = now;
    // Once a request fits again, nothing may say that none does.
    const held = this.#state === 'empty' ? 'critical' : this.#state;
    const isHeld = isBetter && state !== 'unknown' && now - this.#badAt < stateHeld;
    this.#state = isHeld ? held : state;
    return this.#state;
  }

  #holdPercent(percent: number, isNew: boolean, now: number): number {
    const shown = this.#percent;
    const step = stepOf(percent);
    if (shown !== null && !isNew && !this.#isWorthIt(shown, percent, now - this.#percentAt)) return shown;
    if (step !== shown) this.#percentAt = now;
    this.#percent = step;
    return step;
  }

  /** Whether `percent` differs enough from what is shown, which has stood for `held` milliseconds. */
  #isWorthIt(shown: number, percent: number, held: number): boolean {
    const fell = shown - stepOf(percent);
    if (fell >= far) return true;
    if (fell >= fall || (fell > 0 && percent < fall)) return held >= percentHeld;
    const rises = stepOf(percent) - shown >= rise || (percent === 100 && shown < 100);
    return rises && held >= riseHeld;
  }

  #holdSize(size: number | null, now: number): number | null {
    const isKnown = size !== null && this.#size !== null;
    const isOther = !isKnown || Math.abs(size - (this.#size ?? 0)) > otherSize * (this.#size ?? 0);
    if (isOther && (!isKnown || now - this.#sizeAt >= sizeHeld)) {
      this.#size = size;
      this.#sizeAt = now;
    }
    return this.#size;
  }
}
