import { waitAfter } from '../causes/waitAfter.ts';
import type { KeptTime } from '../keptTime.ts';
import { accountId } from '../model/account.ts';
import type { Failure } from '../model/failure.ts';
import { type LimitId, MINUTE, type Reading, type Unit } from '../model/limit.ts';
import type { LimitsTold, NamedExchange, NamedRequest, UsageTold } from '../model/observation.ts';
import type { LimitShape, LimitSnapshot } from '../model/snapshot.ts';
import { type Crossing, crossings, type Thresholds } from './alarms.ts';
import { type Crossed, worthTelling } from './episodes.ts';
import type { SavedLimit } from './savedLimit.ts';
import { TrackedLimit } from './trackedLimit.ts';
import { addLimit, findLimit, hasRoom, placeOf, withFreeWindow } from './whichLimit.ts';

/** A threshold just crossed by a limit. */
export interface CrossedLimit {
  readonly id: LimitId;
  readonly crossing: Crossing;
  /** Worth a notification: it begins an episode that no other limit of the key is in, or all of them are ready again. */
  readonly isNews: boolean;
  /** Seconds since its episode began; 0 for one that is over. */
  readonly lasted: number;
}

/** A limit that an exchange was about. */
export interface TouchedLimit {
  readonly limit: Pick<TrackedLimit, 'id' | 'keyId' | 'model' | 'unit' | 'pool' | 'window' | 'capacity'>;
  /** The fraction of its capacity that the response showed; `null` where it showed none. */
  readonly left: number | null;
  /** Whether the request was refused because of it. */
  readonly hasRefused: boolean;
}

/** The most requests of the user's that are remembered until their exchange ends; more are hardly ever under way. */
const mostUnderWay = 64;

/** All buckets of all accounts and models: observations go in, snapshots and crossings come out. */
export class Ledger {
  /** By account and model. A bucket that several models share is listed under each of them. */
  readonly #accounts = new Map<string, Map<string, TrackedLimit[]>>();
  readonly #underWay = new Map<string, NamedRequest>();
  readonly #thresholds: (unit: Unit) => Thresholds;
  /** When the user's requests began to be heard; monotonic ms, `null` while they are not. */
  #heardSince: number | null = null;

  constructor(thresholds: (unit: Unit) => Thresholds) {
    this.#thresholds = thresholds;
  }

  /**
   * Takes in what a source tells about limits. The next `look` returns the crossings. Returns the limits that an exchange
   * was about.
   */
  take(observation: NamedRequest | NamedExchange | LimitsTold | UsageTold): readonly TouchedLimit[] {
    switch (observation.kind) {
      case 'request':
        this.#leave(observation);
        return [];
      case 'exchange':
        return this.#record(observation);
      case 'limits':
        this.#learnLimits(observation);
        return [];
      case 'usage':
        // Use an hour ago says nothing about what is left now.
        return [];
    }
  }

  #leave(request: NamedRequest): void {
    this.#underWay.set(request.id, request);
    const [oldest] = this.#underWay.keys();
    if (this.#underWay.size > mostUnderWay && oldest !== undefined) this.#underWay.delete(oldest);
    for (const limit of this.#limitsOf(accountId(request.account), request.model)) limit.sent(request);
  }

  #record(exchange: NamedExchange): TouchedLimit[] {
    const { account, model, readings, failure, receivedAt, requestId } = exchange;
    const owner = accountId(account);
    const limits = this.#limitsOf(owner, model);
    const request = (requestId !== null && this.#underWay.get(requestId)) || null;
    if (request) this.#underWay.delete(request.id);
    const told: TrackedLimit[] = [];
    const tell = (reading: Reading, taken: readonly TrackedLimit[]) => {
      const limit = findLimit(limits, reading, taken) ?? addLimit(limits, owner, model, reading);
      // A refusal's text that repeats the headers is the same observation again.
      if (limit && !told.includes(limit)) limit.record(withFreeWindow(limits, limit, reading), exchange, request);
      if (limit && reading.level !== null && !told.includes(limit)) told.push(limit);
      return limit;
    };
    // Two readings of one response are never of the same bucket.
    for (const reading of readings) tell(reading, told);
    const named = failure && refusal(failure);
    const refusing =
      named && tell({ ...named, capacity: named.capacity ?? findLimit(limits, named)?.capacity ?? null }, []);
    for (const limit of limits) {
      if (!told.includes(limit)) limit.passed(exchange, request);
      if (failure === null) limit.admitted(exchange.sentAt);
    }
    refusing?.refused(receivedAt, receivedAt + ((failure && waitAfter(failure)) ?? MINUTE) * 1000);
    return limits.map((limit) => {
      return { limit, left: told.includes(limit) ? limit.lastLeft : null, hasRefused: limit === refusing };
    });
  }

  /** Keeps one bucket for all models that share it, whichever of them was seen with it first. */
  #learnLimits({ account, models, limits, source, toldAt }: LimitsTold): void {
    const owner = accountId(account);
    const lists = models.map((model) => ({ model, known: this.#limitsOf(owner, model) }));
    for (const told of limits) {
      const reading = { ...told, level: null, timeToFull: null };
      const found = lists.map(({ known }) => findLimit(known, reading));
      const [first] = lists;
      if (!first || told.capacity === null) continue;
      const shared = found.find((limit) => limit !== null) ?? addLimit(first.known, owner, first.model, reading);
      if (shared === null) continue;
      shared.told(told.capacity, source, toldAt);
      lists.forEach(({ known }, index) => {
        const own = found[index];
        if (own) known[known.indexOf(own)] = shared;
        else if (!known.includes(shared) && hasRoom(known, reading)) known.push(shared);
      });
    }
  }

  /**
   * Looks at every limit's alarm, because levels move between readings as well. Returns what was crossed, the worst
   * first; muted limits cross silently.
   */
  look(now: number, muted: ReadonlySet<LimitId>): CrossedLimit[] {
    const crossed: Crossed<TrackedLimit>[] = [];
    for (const limit of this.#all()) {
      const crossing = limit.look(now, this.#thresholds(limit.unit));
      if (crossing === null || muted.has(limit.id)) continue;
      crossed.push({ limit, crossing, begins: !limit.isTold && crossing !== 'over' && crossing !== 'ready' });
    }
    if (crossed.length === 0) return [];
    const lasted = ({ limit }: Crossed<TrackedLimit>) => limit.lasted(now);
    crossed.sort((a, b) => crossings.indexOf(b.crossing) - crossings.indexOf(a.crossing) || lasted(b) - lasted(a));
    const audible = [...this.#all()].filter(({ id }) => !muted.has(id));
    const news = worthTelling(crossed, audible);
    for (const { limit, begins } of crossed) if (begins) limit.announced();
    return crossed.map((one) => ({
      id: one.limit.id,
      crossing: one.crossing,
      isNews: news.has(one),
      lasted: lasted(one),
    }));
  }

  /** Seconds from the last reading of a model until the next is worth its price; `null` before the first. */
  nextLook(owner: string, model: string, now: number): number | null {
    const gaps = this.#known(owner, model).flatMap((limit) => limit.nextLook(now) ?? []);
    return gaps.length === 0 ? null : Math.min(...gaps);
  }

  /** Milliseconds until some level looks different, at least 1,000; `null` while none moves. */
  movesIn(now: number): number | null {
    const times = [...this.#all()].flatMap((limit) => limit.movesIn(now) ?? []);
    return times.length === 0 ? null : Math.max(1000, Math.min(...times));
  }

  /**
   * Monotonic ms at which the next level becomes unknown because its reading grows too old; `null` when none is known.
   */
  nextExpiry(now: number): number | null {
    const times = [...this.#all()].flatMap((limit) => limit.expiresAt(now) ?? []);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** What is counted of a model's use, without the levels. */
  shapes(owner: string, model: string): LimitShape[] {
    return this.#known(owner, model).map(({ unit, window, capacity }) => ({ unit, window, capacity }));
  }

  /** Whether some source hears the user's requests, so that who used a limit can be told. */
  hears(isHeard: boolean, now: number): void {
    this.#heardSince = isHeard ? (this.#heardSince ?? now) : null;
  }

  limits(owner: string, model: string, now: number, muted: ReadonlySet<LimitId>): LimitSnapshot[] {
    return this.#known(owner, model).map((limit) => limit.snapshot(now, muted.has(limit.id), this.#heardSince));
  }

  /** All limits of an account as they are kept, a shared one once. */
  save(owner: string, time: KeptTime): SavedLimit[] {
    const models = new Map<TrackedLimit, string[]>();
    for (const [model, limits] of this.#accounts.get(owner) ?? []) {
      for (const limit of limits) models.set(limit, [...(models.get(limit) ?? []), model]);
    }
    return [...models].map(([limit, listed]) => limit.save(listed, time));
  }

  /** Goes on with what was kept of an account of which nothing is known yet; leaves out what does not belong to it. */
  restore(owner: string, saved: readonly SavedLimit[], time: KeptTime): void {
    for (const one of saved) {
      const [first] = one.models;
      if (first === undefined || !one.id.startsWith(placeOf(owner, ''))) continue;
      const limit = new TrackedLimit(one.id, owner, first, one.unit, one.pool);
      limit.restore(one, time);
      for (const model of one.models) {
        const known = this.#limitsOf(owner, model);
        if (hasRoom(known, limit) && !known.some(({ id }) => id === one.id)) known.push(limit);
      }
    }
  }

  /** Forgets everything but the given accounts and models. */
  keepOnly(kept: Iterable<{ readonly owner: string; readonly model: string }>): void {
    const places = new Set([...kept].map(({ owner, model }) => placeOf(owner, model)));
    for (const [owner, models] of this.#accounts) {
      for (const model of models.keys()) if (!places.has(placeOf(owner, model))) models.delete(model);
      if (models.size === 0) this.#accounts.delete(owner);
    }
  }

  /** Forgets all of one account, or one model of it. */
  forget(owner: string, model: string | null = null): void {
    if (model === null) this.#accounts.delete(owner);
    else this.#accounts.get(owner)?.delete(model);
  }

  #all(): Set<TrackedLimit> {
    return new Set([...this.#accounts.values()].flatMap((models) => [...models.values()].flat()));
  }

  #known(owner: string, model: string): readonly TrackedLimit[] {
    return this.#accounts.get(owner)?.get(model) ?? [];
  }

  /** The same as a list that what is new can be added to. */
  #limitsOf(owner: string, model: string): TrackedLimit[] {
    const models = this.#accounts.get(owner) ?? new Map<string, TrackedLimit[]>();
    if (models.size === 0) this.#accounts.set(owner, models);
    const limits = models.get(model) ?? [];
    if (limits.length === 0) models.set(model, limits);
    return limits;
  }
}

/** Turns a refusal into a reading of the limit that refused; `null` where it names none. */
function refusal(failure: Failure): Reading | null {
  const { limit, cause } = failure;
  if (cause !== 'rate' || limit === null) return null;
  const { unit, window } = limit;
  // A limit of zero could not be shown.
  const capacity = limit.capacity || null;
  // A refusal's text counts in whole units.
  const left = limit.left ?? 0;
  const level = { low: Math.min(left, capacity ?? left), high: Math.min(left + 1, capacity ?? left + 1) };
  return { unit, pool: 'standard', window, capacity, level, timeToFull: null };
}
