import type { TouchedLimit } from '../limits/ledger.ts';
import type { LimitId } from '../model/limit.ts';
import type { ExchangeSeen } from '../model/observation.ts';
import { shortId } from './pastSession.ts';
import { type SavedSeries, Series } from './series.ts';
import { Sleeps } from './sleeps.ts';
import type { TimeSpan } from './timeSpan.ts';

/** What a past is of. */
export type HistorySubject = TouchedLimit['limit'];

/** The past of one limit. */
export interface LimitHistory {
  readonly about: HistorySubject;
  readonly series: Series;
  /** Whether it outlives this session. */
  readonly isKept: boolean;
}

/** The past of one limit, whole. */
export interface SavedPast {
  readonly about: HistorySubject;
  readonly past: SavedSeries;
}

/** The past of one limit with what is the same for all: when the machine slept. */
export interface LimitPast extends SavedPast {
  readonly sleeps: readonly TimeSpan[];
}

export interface SavedHistory {
  /** Up to when everything is in it; milliseconds since 1970. */
  readonly until: number;
  readonly limits: readonly SavedPast[];
  readonly sleeps: readonly TimeSpan[];
}

/** More limits than anybody watches; the one that was silent for longest makes room. */
const mostLimits = 300;

/** What happened to each limit within the last month. All times are milliseconds since 1970. */
export class History {
  readonly #limits = new Map<LimitId, LimitHistory>();
  readonly sleeps = new Sleeps();

  /** Takes in an exchange that ended at `at`, and the limits that it was about. `isKept`: whether to keep it on disk. */
  take(
    {
      by,
      source,
      tool,
      session,
      leavesAgain,
    }: Pick<ExchangeSeen, 'by' | 'source' | 'tool' | 'session' | 'leavesAgain'>,
    touched: readonly TouchedLimit[],
    at: number,
    isKept: boolean,
  ): void {
    const requests: Record<string, number> = leavesAgain ? {} : { [tool ?? source]: 1 };
    const sessions =
      session && tool && !leavesAgain
        ? [{ tool, id: shortId(session.id), isSubagent: session.isSubagent, began: at, requests: 1 }]
        : [];
    const counts = by === 'keygauge' ? { checks: 1, requests: {} } : { checks: 0, requests, sessions };
    for (const { limit, left, hasRefused } of touched) {
      const level = left === null || !Number.isFinite(left) ? null : { least: left, mean: left, most: left };
      this.#seriesOf(limit, isKept).add({ at, level, refusals: hasRefused ? 1 : 0, ...counts });
    }
  }

  /** The past of a limit; `null` where there is none. */
  of(id: LimitId): LimitHistory | null {
    return this.#limits.get(id) ?? null;
  }

  get all(): readonly LimitHistory[] {
    return [...this.#limits.values()];
  }

  /** The past of a limit, whole; `null` where there is none. */
  pastOf(id: LimitId): LimitPast | null {
    const known = this.of(id);
    return known && { about: known.about, past: known.series.save(), sleeps: this.sleeps.all };
  }

  /** All of it until `now`, or what was added from `since` on. */
  save(now: number, since?: number): SavedHistory {
    const kept = this.all.filter(({ isKept }) => isKept);
    const limits = kept.map(({ about, series }) => ({ about, past: series.save(since) }));
    const filled = limits.filter(({ past }) => past.minutes.at.length + past.hours.at.length > 0);
    return { until: now, limits: filled, sleeps: this.sleeps.since(since) };
  }

  /** Adds what was kept where nothing newer is known, and forgets what began before `from`. */
  restore({ limits, sleeps }: Pick<SavedHistory, 'limits' | 'sleeps'>, from: number): void {
    this.sleeps.add(sleeps);
    this.sleeps.forget(from);
    for (const { about, past } of limits) {
      const series = this.#seriesOf(about, true);
      series.restore(past);
      series.forget(from);
      if (series.lastAt === null) this.#limits.delete(about.id);
    }
  }

  /** Forgets the past of all limits of a key. */
  forget(keyId: string): void {
    for (const { about } of this.all) if (about.keyId === keyId) this.#limits.delete(about.id);
  }

  #seriesOf(limit: HistorySubject, isKept: boolean): Series {
    const known = this.#limits.get(limit.id);
    const series = known?.series ?? new Series();
    if (known && known.about.window === limit.window && known.about.capacity === limit.capacity) return series;
    if (!known && this.#limits.size >= mostLimits) this.#makeRoom();
    const { id, keyId, model, unit, pool, window, capacity } = limit;
    this.#limits.set(id, { about: { id, keyId, model, unit, pool, window, capacity }, series, isKept });
    return series;
  }

  #makeRoom(): void {
    const [silent] = this.all.toSorted((a, b) => (a.series.lastAt ?? 0) - (b.series.lastAt ?? 0));
    if (silent) this.#limits.delete(silent.about.id);
  }
}
