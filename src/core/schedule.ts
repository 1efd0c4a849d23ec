import { watching } from './forecast/parameters.ts';
import { DAY, MINUTE } from './model/limit.ts';
import type { Budget, CheckReason, LimitSnapshot, NextCheck } from './model/snapshot.ts';

/** A model of which no limit is known yet is looked at this often; seconds. */
const firstGap = 30;
/** An endpoint that has shown no headers twice will hardly show them soon. */
const noHeadersGap = 1800;
/** A model that the provider will not serve is asked for again this rarely. */
const refusedModelGap = 1800;
const troubleGap = 30;
const longestTroubleGap = 300;
const noCreditGap = 1800;
/** An offline provider is tried again after at most this long. */
const longestOfflineGap = 300;
/** A timer that is a little early must not find yesterday's money still counting; seconds. */
const afterMidnight = 0.1;
/** Checks that are wished for no more often than this share a day's allowance evenly; seconds. */
const evenGap = 600;

/** What is known of a watched model when its next check is planned. Times are monotonic milliseconds. */
export interface ModelPace {
  readonly checkedAt: number | null;
  /** When it was checked within the last hour, the oldest first. */
  readonly recentChecks: readonly number[];
  /** When anything was last read of its limits, by whatever source; `null` before. */
  readonly readAt: number | null;
  /** Seconds from that reading until the forecast finds the next one worth its price; `null` before any. */
  readonly wish: number | null;
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
  /** When somebody last came back to the window, monotonic ms; `null` while nobody has been away. */
  readonly backAt: number | null;
  readonly budget: Budget;
  /** Requests that checking with this key has made today. */
  readonly requestsToday: number;
  /** US dollars left of today's budget, and seconds until it starts anew. */
  readonly dollarsLeft: number;
  readonly untilTomorrow: number;
  /** US dollars a check of this model costs at most. */
  readonly costOfCheck: number;
}

interface Gap {
  /** Seconds between two checks. */
  readonly gap: number;
  readonly reason: CheckReason;
}

/** When to check a model next, and why then. Pure: the caller keeps the state and the clock. */
export function planCheck(model: ModelPace, key: KeyPace, around: Surroundings): NextCheck {
  if (key.blocked !== null) return { wait: null, reason: key.blocked };
  const { now, untilTomorrow } = around;
  const tomorrow = untilTomorrow + afterMidnight;
  const since = (at: number | null) => (at === null ? Infinity : Math.max(0, now - at) / 1000);
  const after = (gap: number, at: number | null) => Math.max(0, gap - since(at));

  const asked = key.waitUntil === null ? 0 : (key.waitUntil - now) / 1000;
  if (asked > 0) return { wait: asked, reason: 'retry-after' };
  if (!around.windowInUse) return { wait: null, reason: 'window-idle' };
  if (around.costOfCheck > around.dollarsLeft) return { wait: tomorrow, reason: 'budget-money' };
  if (key.offlineStreak > 0)
    return { wait: after(backoff(key.offlineStreak, key.jitter), key.endedAt), reason: 'offline' };
  if (key.troubleStreak > 0) {
    const gap = Math.min(longestTroubleGap, troubleGap * 2 ** (key.troubleStreak - 1));
    return { wait: after(gap, key.endedAt), reason: 'trouble' };
  }
  if (key.noCredit) return { wait: after(noCreditGap, key.endedAt), reason: 'no-credit' };
  const { checkedAt, readAt } = model;
  if (checkedAt === null && readAt === null) return { wait: 0, reason: 'first' };
  const knownAt = Math.max(checkedAt ?? -Infinity, readAt ?? -Infinity);

  // The first look after a wait is due when the wait is over, as far as the budget allows.
  const waited = key.waitUntil !== null && knownAt < key.waitUntil;
  const wished: Gap = waited ? { gap: 0, reason: 'retry-after' } : wish(model, knownAt, around.backAt);
  const share = shareWait(model, around);
  if (!Number.isFinite(share)) return { wait: null, reason: 'budget-rate' };
  const left = checksLeft(model.limits, around);
  if (left < 1) return { wait: tomorrow, reason: 'budget-rate' };
  const dealt = spread(wished.gap, left, untilTomorrow);
  const waits = [
    { wait: after(wished.gap, knownAt), reason: wished.reason },
    { wait: after(dealt.gap, checkedAt), reason: dealt.reason },
    { wait: share, reason: 'budget-rate' },
  ] as const;
  // The first of equals: a reason of its own counts for more than the budget's.
  return waits.reduce((longest, one) => (one.wait > longest.wait ? one : longest));
}

function wish({ wish, bareAnswers, refused }: ModelPace, knownAt: number, backAt: number | null): Gap {
  if (refused) return { gap: refusedModelGap, reason: 'model-refused' };
  if (bareAnswers >= 2) return { gap: noHeadersGap, reason: 'no-headers' };
  // Whoever comes back is likely to go to work, whatever the limit looked like meanwhile.
  const sinceBack = backAt === null ? Infinity : (knownAt - backAt) / 1000;
  const gap = Math.min(wish ?? firstGap, Math.max(watching.calm, sinceBack));
  return { gap, reason: gap < watching.calm ? 'level-moves' : 'calm' };
}

/**
 * What is left of a day's allowance, dealt so that it lasts until tomorrow: a check that is wished for n² times as often
 * as a calm one may come n times as often. Each one that is spent makes the rest rarer, so it never quite runs out.
 */
function spread(wished: number, left: number, untilTomorrow: number): Gap {
  return { gap: (untilTomorrow / (left + 1)) * Math.sqrt(Math.min(1, wished / evenGap)), reason: 'budget-spread' };
}

/** How many more checks today's money and the share of requests per day allow. */
function checksLeft(limits: readonly LimitSnapshot[], around: Surroundings): number {
  const { budget, requestsToday, dollarsLeft, costOfCheck } = around;
  const byDay = limits.map(({ unit, window, capacity }) => {
    if (unit !== 'requests' || window !== DAY || !capacity) return Infinity;
    const share = budget.shareOfRequestsPerDay * capacity;
    // A share of less than one request is a gap of more than a day (see `shareWait`), not an allowance.
    return share < 1 ? Infinity : share - requestsToday;
  });
  return Math.min(costOfCheck > 0 ? dollarsLeft / costOfCheck : Infinity, ...byDay);
}

/**
 * Seconds until a further check keeps within the user's shares of requests. Of those per minute, what the last minute
 * left unspent may be spent quickly, each check doubling the gap to the next, so that a loop that has just begun is soon
 * understood; and no minute ever holds more than the share. A share of less than one request is a gap of more than a
 * minute, or day.
 */
function shareWait({ limits, recentChecks }: ModelPace, { now, budget }: Surroundings): number {
  const last = recentChecks.at(-1) ?? -Infinity;
  const after = (gap: number, at: number) => Math.max(0, gap - Math.max(0, now - at) / 1000);
  const waits = limits.map(({ unit, window, capacity }) => {
    if (unit !== 'requests' || !capacity) return 0;
    if (window === DAY) {
      const share = budget.shareOfRequestsPerDay * capacity;
      return share < 1 ? after(DAY / share, last) : 0;
    }
    // A window not yet known is taken for a minute's.
    const seconds = window ?? MINUTE;
    const share = budget.shareOfRequestsPerMinute * capacity;
    const even = seconds / share;
    const most = Math.floor(share);
    if (most < 2) return after(Math.max(seconds, even), last);
    const within = recentChecks.filter((at) => now - at < seconds * 1000);
    const unspent = most - within.length;
    const oldest = within[within.length - most];
    if (oldest !== undefined) return after(seconds, oldest);
    return after(even / 2 ** (unspent - 1), last);
  });
  return Math.max(0, ...waits);
}

/** Exponential with full jitter, at least five seconds, at most five minutes. */
function backoff(streak: number, jitter: number): number {
  return 5 + jitter * Math.min(longestOfflineGap - 5, 5 * 2 ** Math.min(10, streak));
}
