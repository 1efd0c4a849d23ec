import { DAY, MINUTE } from './limits.ts';
import type { Budget, CheckReason, LimitSnapshot, NextCheck } from './snapshot.ts';

/** How often a model is checked while its levels move or are low, and the bounds of the calm pace; seconds. */
const busyGap = 15;
const calmGap = 30;
const longestCalmGap = 300;
/** An endpoint that has shown no headers twice will hardly show them soon. */
const noHeadersGap = 1800;
/** A model that the provider will not serve is asked for again this rarely. */
const refusedModelGap = 1800;
const troubleGap = 30;
const noCreditGap = 1800;
/** An offline provider is tried again after at most this long. */
const longestOfflineGap = 300;

/** What is known of a watched model when its next check is planned. Times are monotonic milliseconds. */
export interface ModelPace {
  readonly checkedAt: number | null;
  /** Checks in a row that met nothing new. */
  readonly calmChecks: number;
  /** Answers in a row without rate-limit headers. */
  readonly bareAnswers: number;
  /** The provider knows the key but not, or not for it, this model. */
  readonly refused: boolean;
  readonly limits: readonly LimitSnapshot[];
}

/** What stands between a key and its next check, besides pace. */
export interface KeyPace {
  readonly blocked: 'key-missing' | 'key-refused' | null;
  /** Monotonic ms until which the provider asked to wait. */
  readonly waitUntil: number | null;
  /** Failures in a row without an answer, and with a 5xx answer. */
  readonly offlineStreak: number;
  readonly troubleStreak: number;
  readonly noCredit: boolean;
  /** When the last request of this key ended. */
  readonly endedAt: number | null;
  /** From 0 to 1, drawn once per failure: spreads retries. */
  readonly jitter: number;
}

export interface Surroundings {
  readonly now: number;
  readonly windowInUse: boolean;
  readonly budget: Budget;
  /** US dollars left of today's budget, and seconds until it starts anew. */
  readonly dollarsLeft: number;
  readonly untilTomorrow: number;
  /** US dollars a check of this model costs at most. */
  readonly costOfCheck: number;
}

/** When to check a model next, and why then. Pure: the caller keeps the state and the clock. */
export function planCheck(model: ModelPace, key: KeyPace, around: Surroundings): NextCheck {
  if (key.blocked !== null) return { wait: null, reason: key.blocked };
  const { now } = around;
  const since = (at: number | null) => (at === null ? Infinity : Math.max(0, now - at) / 1000);
  const after = (gap: number, at: number | null) => Math.max(0, gap - since(at));

  const asked = key.waitUntil === null ? 0 : (key.waitUntil - now) / 1000;
  if (asked > 0) return { wait: asked, reason: 'retry-after' };
  if (!around.windowInUse) return { wait: null, reason: 'window-idle' };
  if (around.costOfCheck > around.dollarsLeft) return { wait: around.untilTomorrow, reason: 'budget-money' };
  if (key.offlineStreak > 0)
    return { wait: after(backoff(key.offlineStreak, key.jitter), key.endedAt), reason: 'offline' };
  if (key.troubleStreak > 0) {
    return { wait: after(troubleGap * 2 ** Math.min(3, key.troubleStreak - 1), key.endedAt), reason: 'trouble' };
  }
  if (key.noCredit) return { wait: after(noCreditGap, key.endedAt), reason: 'no-credit' };
  if (model.checkedAt === null) return { wait: 0, reason: 'first' };

  // The first look after a wait is due when the wait is over, as far as the share allows.
  const waited = key.waitUntil !== null && model.checkedAt < key.waitUntil;
  const paced = waited ? ({ gap: 0, reason: 'retry-after' } as const) : pace(model);
  const share = shareGap(model.limits, around.budget);
  if (!Number.isFinite(share)) return { wait: null, reason: 'budget-rate' };
  const byShare = after(share, model.checkedAt);
  const byPace = after(paced.gap, model.checkedAt);
  return byShare > byPace ? { wait: byShare, reason: 'budget-rate' } : { wait: byPace, reason: paced.reason };
}

function pace({ limits, calmChecks, bareAnswers, refused }: ModelPace): { gap: number; reason: CheckReason } {
  if (refused) return { gap: refusedModelGap, reason: 'model-refused' };
  if (bareAnswers >= 2) return { gap: noHeadersGap, reason: 'no-headers' };
  if (limits.some(isBusy)) return { gap: busyGap, reason: 'level-moves' };
  return { gap: Math.min(longestCalmGap, calmGap * 1.6 ** Math.max(0, calmChecks - 1)), reason: 'calm' };
}

/** Somebody uses it, or it is low, or a minute's bucket was found so far from full that somebody used it just before. */
function isBusy({ burnRate, state, lastLevel, capacity, window }: LimitSnapshot): boolean {
  if ((burnRate ?? 0) > 0 || (state !== 'fine' && state !== 'unknown')) return true;
  return lastLevel !== null && capacity !== null && (window ?? MINUTE) === MINUTE && lastLevel.high < 0.95 * capacity;
}

/**
 * Seconds between two checks that keep within the user's share of requests per minute and per day. A gap, not a count
 * per window: it cannot be overdrawn, whatever the capacity. Unknown limits are checked at the calm pace.
 */
function shareGap(limits: readonly LimitSnapshot[], budget: Budget): number {
  return Math.max(
    0,
    ...limits.map(({ unit, window, capacity }) => {
      if (unit !== 'requests' || !capacity) return 0;
      if (window === DAY) return DAY / (budget.shareOfRequestsPerDay * capacity);
      // A window not yet known is taken for a minute's.
      return (window ?? MINUTE) / (budget.shareOfRequestsPerMinute * capacity);
    }),
  );
}

/** Exponential with full jitter, at least five seconds, at most five minutes. */
function backoff(streak: number, jitter: number): number {
  return 5 + jitter * Math.min(longestOfflineGap - 5, 5 * 2 ** Math.min(10, streak));
}
