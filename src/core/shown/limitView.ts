import { type LimitId, MINUTE } from '../model/limit.ts';
import type { LimitSnapshot, LimitState } from '../model/snapshot.ts';
import { type NextRequest, nextRequest } from './nextRequest.ts';

/**
 * A limit as every surface shows it: one number, the bar that ends at it, one state, one answer to "does the next
 * request fit?". Surfaces draw from this alone, so they cannot contradict each other.
 */
export interface LimitView {
  readonly limit: LimitSnapshot;
  /**
   * Whole percent of the capacity, rounded down below 100, and 0 once it is used up; `null` where nothing was read, or the
   * capacity is unknown.
   */
  readonly percent: number | null;
  /** Units: what `percent` stands for. `null` where nothing was read. */
  readonly left: number | null;
  /** Percent; the level may be as low as this. At most `percent`. */
  readonly low: number | null;
  /** The number is that of the last reading, `limit.age` seconds ago, and says nothing about now. */
  readonly isOld: boolean;
  readonly state: LimitState;
  /** It has just refused a request although something is left: counted in slices, or by somebody else's clock. */
  readonly isRefusing: boolean;
  /** What becomes of the next request; `unknown` for an old number. */
  readonly next: NextRequest;
}

/** Share of the capacity that counts as nothing. */
const nothing = 0.005;
/** Least percent that is shown in steps of five. */
const coarse = 5;

export function viewOf(limit: LimitSnapshot): LimitView {
  const { level, lastLevel, capacity, state } = limit;
  const isOld = level === null;
  const estimate = level ? level.estimate : lastLevel ? (lastLevel.low + lastLevel.high) / 2 : null;
  const lowest = level?.low ?? lastLevel?.low ?? null;
  const isEmpty = state === 'empty';
  const isTrace = (estimate ?? 0) < Math.max(1, nothing * (capacity ?? 0));
  // What is called used up has nothing left, even where a few units would be.
  const left = estimate && isEmpty && isTrace ? 0 : estimate;
  const percent = percentOf(left, capacity);
  const low = percentOf(lowest, capacity);
  return {
    limit,
    percent,
    left,
    low: percent === null || low === null ? null : Math.min(percent, low),
    isOld,
    state,
    isRefusing: isEmpty && !isTrace,
    next: isOld ? { kind: 'unknown' } : nextRequest(limit),
  };
}

/** Whole percent, rounded down; never 0 while there is at least a unit, never 100 while anything is missing. */
function percentOf(left: number | null, capacity: number | null): number | null {
  if (left === null || capacity === null || capacity <= 0) return null;
  if (left >= capacity) return 100;
  const percent = Math.min(99, Math.floor((100 * left) / capacity + 1e-9));
  return left >= 1 ? Math.max(1, percent) : percent;
}

/** The step of five percent, rounded down, at which a number is drawn; whole percent below the least step. */
export function stepOf(percent: number): number {
  return percent < coarse ? percent : Math.floor(percent / coarse) * coarse;
}

/** How urgent a limit is: the worse its state, then the fewer requests fit, then the less is left, the sooner. */
export function byUrgency(a: LimitView, b: LimitView): number {
  return (
    severity(b) - severity(a) ||
    requestsThatFit(a) - requestsThatFit(b) ||
    (a.percent ?? 101) - (b.percent ?? 101) ||
    (b.limit.window ?? MINUTE) - (a.limit.window ?? MINUTE)
  );
}

const severities = { unknown: 0, fine: 0, low: 1, soon: 2, critical: 3, empty: 4 } as const;
/** That of a limit with nothing left that would fit. */
export const worstSeverity = severities.empty;

/** 0 for a limit that is fine or unknown, more the worse it is. */
export function severity({ state, next }: Pick<LimitView, 'state' | 'next'>): number {
  return next.kind === 'never' ? severities.empty : severityOfState(state);
}

/** The same of a state alone, whatever becomes of the next request. */
export function severityOfState(state: LimitState): number {
  return severities[state];
}

function requestsThatFit({ next }: LimitView): number {
  switch (next.kind) {
    case 'never':
    case 'later':
      return 0;
    case 'fits':
      return Math.min(next.more, 10);
    case 'unknown':
      return 10;
  }
}

/** The view of a limit among several; `null` where none has the id. */
export function findView(views: readonly LimitView[], id: LimitId | null): LimitView | null {
  return views.find(({ limit }) => limit.id === id) ?? null;
}
