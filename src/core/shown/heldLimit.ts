import type { LimitSnapshot, LimitState } from '../model/snapshot.ts';
import { severity, stepOf, viewOf } from './limitView.ts';

/** Milliseconds for which a state stays unless it gets worse. */
const stateHeld = 15_000;
/** A number rises only when the level is this many points above it, and no sooner after its last change; ms. */
const rise = 7;
const riseHeld = 10_000;
/** A request's size is shown anew once it differs by this share. */
const otherSize = 0.25;

/** What surfaces show of one limit: steps instead of every movement, and no state that comes and goes. */
export class HeldLimit {
  #state: LimitState = 'unknown';
  #stateAt = -Infinity;
  #percent: number | null = null;
  #percentAt = -Infinity;
  #size: number | null = null;

  /** Whether the limit is in a worse state than shown. */
  isWorse(limit: LimitSnapshot): boolean {
    return rankOf(limit.state) > rankOf(this.#state);
  }

  /** The limit as it is to be shown at `now`, in monotonic milliseconds. */
  show(limit: LimitSnapshot, now: number): LimitSnapshot {
    const state = this.#holdState(limit.state, now);
    const { level, capacity } = limit;
    const { percent } = viewOf(limit);
    if (!level || !capacity || percent === null) {
      this.#percent = null;
      return { ...limit, state };
    }
    const estimate = (this.#holdPercent(percent, now) / 100) * capacity;
    const shown = { low: Math.min(level.low, estimate), estimate, high: Math.max(level.high, estimate) };
    return { ...limit, state, level: shown, requestSize: this.#holdSize(limit.requestSize) };
  }

  #holdState(state: LimitState, now: number): LimitState {
    const isBetter = rankOf(state) < rankOf(this.#state);
    // Once a request fits again, nothing may say that none does.
    const held = this.#state === 'empty' ? 'critical' : this.#state;
    const next = isBetter && state !== 'unknown' && now - this.#stateAt < stateHeld ? held : state;
    if (next !== this.#state && !(this.#state === 'empty' && next === 'critical')) this.#stateAt = now;
    this.#state = next;
    return next;
  }

  #holdPercent(percent: number, now: number): number {
    const step = stepOf(percent);
    const shown = this.#percent;
    const rises = shown !== null && step > shown;
    const isHeld = rises && step < 100 && (percent < shown + rise || now - this.#percentAt < riseHeld);
    if (step === shown || isHeld) return shown ?? step;
    this.#percent = step;
    this.#percentAt = now;
    return step;
  }

  #holdSize(size: number | null): number | null {
    const isOther = size === null || this.#size === null || Math.abs(size - this.#size) > otherSize * this.#size;
    if (isOther) this.#size = size;
    return this.#size;
  }
}

function rankOf(state: LimitState): number {
  return severity({ state, next: { kind: 'unknown' } });
}
