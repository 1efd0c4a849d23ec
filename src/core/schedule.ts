import { watching } from './forecast/parameters.ts';
import { DAY, MINUTE } from './model/limit.ts';
import type { Budget, CheckReason, LimitShape, NextCheck } from './model/snapshot.ts';

/** Seconds between looks at a model of which no limit is known yet. */
const firstGap = 30;
/** Seconds between looks at an endpoint that has shown no headers twice: it will hardly show them soon. */
const noHeadersGap = 1800;
/** Seconds between tries of a model that the provider will not serve. */
const refusedModelGap = 1800;
const troubleGap = 30;
const longestTroubleGap = 300;
const noCreditGap = 1800;
/** The most seconds until an offline provider is tried again. */
const longestOfflineGap = 300;
/** Seconds that a model is left alone after a request of the user's told its limits: the next will tell more. */
const restWhileUsed = 180;
/** A timer that is a little early must not find yesterday's money still counting; seconds. */
const afterMidnight = 0.1;
/** Checks wished for at gaps of at least this many seconds share a day's allowance evenly. */
const evenGap = 600;

/** The facts about a watched model from which its next check is planned. Times are monotonic milliseconds. */
export interface ModelPace {
  readonly checkedAt: number | null;
  /** Times of its checks within the last hour, the oldest first. */
  readonly recentChecks: readonly number[];
  /** Time of the last reading of any of its limits, by any source; `null` before the first. */
  readonly readAt: number | null;
  /** Time of the last that a request of the user's brought; `null` before the first. */
  readonly usedAt: number | null;
  /**
   * Seconds from that reading until the forecast finds the next one worth its price; `null` before the first reading.
   */
  readonly wish: number | null;
  /** Whether that is to tell for which model a request of the user's was. */
  readonly toDecide?: boolean;
  /** Answers in a row without rate-limit headers. */
  readonly bareAnswers: number;
  /** Whether the provider knows the key but does not know this model or does not offer it to the key. */
  readonly refused: boolean;
  readonly limits: readonly LimitShape[];
}

/** Whatever stands between a key and its next check, besides pace. */
export interface KeyPace {
  readonly isRefused: boolean;
  /** Monotonic ms until which the provider asked to wait. */
  readonly waitUntil: number | null;
  /** The model with which the provider asked to wait; `null` where that was no model's request. */
  readonly waitsWith: string | null;
  /**
   * Failures in a row: those without an answer, those in which something other than the provider answered or the
   * provider had trouble, and those in which Keygauge itself could send nothing.
   */
  readonly offlineStreak: number;
  readonly troubleStreak: number;
  readonly ownStreak: number;
  readonly noCredit: boolean;
  /** Time at which the last request of this key ended. */
  readonly endedAt: number | null;
  /** From 0 to 1, drawn once per failure: spreads retries. */
  readonly jitter: number;
}

export interface Surroundings {
  readonly now: number;
  readonly windowInUse: boolean;
  /** Monotonic ms of the last return to the window; `null` while nobody has been away. */
  readonly backAt: number | null;
  readonly budget: Budget;
  /** Requests that checking with this key has made today. */
  readonly requestsToday: number;
  /** US dollars left of today's budget, and seconds until it starts anew. */
  readonly dollarsLeft: number;
  readonly untilTomorrow: number;
  /** The most US dollars that a check of this model can cost. */
  readonly costOfCheck: number;
}

interface Gap {
  /** Seconds between two checks. */
  readonly gap: number;
  readonly reason: CheckReason;
}

/** Plans when to check a model next and gives the reason. Pure: the caller keeps the state and the clock. */
export function planCheck(model: ModelPace, key: KeyPace, around: Surroundings): NextCheck {
  if (key.isRefused) return { wait: null, reason: 'key-refused' };
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
  if (key.troubleStreak > 0) return { wait: after(doubled(key.troubleStreak), key.endedAt), reason: 'trouble' };
  if (key.ownStreak > 0) return { wait: after(doubled(key.ownStreak), key.endedAt), reason: 'own-fault' };
  if (key.noCredit) return { wait: after(noCreditGap, key.endedAt), reason: 'no-credit' };
  const { checkedAt, readAt, usedAt } = model;
  if (since(usedAt) < restWhileUsed) return { wait: after(restWhileUsed, usedAt), reason: 'heard' };
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

function wish({ wish, toDecide, bareAnswers, refused }: ModelPace, knownAt: number, backAt: number | null): Gap {
  if (refused) return { gap: refusedModelGap, reason: 'model-refused' };
  if (bareAnswers >= 2) return { gap: noHeadersGap, reason: 'no-headers' };
  if (toDecide && wish !== null) return { gap: wish, reason: 'which-model' };
  // A user who comes back is likely to start work, whatever the limit looked like in the meantime.
  const isBack = backAt !== null && knownAt - backAt < watching.settled * 1000;
  const gap = Math.min(wish ?? firstGap, isBack ? watching.calm : Infinity);
  return { gap, reason: gap < watching.calm ? 'level-moves' : 'calm' };
}

/**
 * Spreads the rest of a day's allowance so that it lasts until tomorrow: a check wished for n² times as often as a calm
 * one may come n times as often. Each check spent makes the rest rarer, so the allowance never quite runs out.
 */
function spread(wished: number, left: number, untilTomorrow: number): Gap {
  return { gap: (untilTomorrow / (left + 1)) * Math.sqrt(Math.min(1, wished / evenGap)), reason: 'budget-spread' };
}

/** The number of further checks that today's money and the share of requests per day allow. */
function checksLeft(limits: readonly LimitShape[], around: Surroundings): number {
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
 * Seconds until another check keeps within the user's shares of requests. Checks that the last minute left unspent may
 * be spent quickly, each doubling the gap to the next, so that a new loop is soon understood; still no minute ever
 * holds more than the share. A share of less than one request means a gap of more than a minute, or day.
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
    // An unknown window counts as a minute.
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

/** The gap after so many troubles in a row. */
function doubled(streak: number): number {
  return Math.min(longestTroubleGap, troubleGap * 2 ** (streak - 1));
}

/** Exponential with full jitter, at least five seconds, at most five minutes. */
function backoff(streak: number, jitter: number): number {
  return 5 + jitter * Math.min(longestOfflineGap - 5, 5 * 2 ** Math.min(10, streak));
}
