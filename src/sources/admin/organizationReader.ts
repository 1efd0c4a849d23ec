import { ownFault } from '../../core/causes/ownFault.ts';
import { inUsualOrder } from '../../core/codingModels.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { AccountPart, LimitScope, NamedKey, Observation } from '../../core/model/observation.ts';
import type { OrganizationIdentity } from '../../core/model/snapshot.ts';
import type {
  AdminClient,
  AdminQuestion,
  DividedLimits,
  Division,
  SpendCap,
} from '../../providers/admin/adminClient.ts';
import { AdminDesk, AdminFailure, type AdminParts, type FirstAnswer } from './adminDesk.ts';
import { Attempts } from './attempts.ts';
import { rangeOf } from './spans.ts';
import { CostSum, capsTold, type SpendContext } from './spendTold.ts';
import { UsageReport } from './usageReport.ts';

/** Something that is asked for again and again. */
interface Errand {
  /** The part that is missing when it fails; `null` where that only leaves names unknown. */
  readonly part: AccountPart | null;
  /** Seconds from an answer to the next question. */
  readonly every: number;
  /** `rank` is its place among those that wait for a turn. */
  run(client: AdminClient, rank: number): Promise<void>;
}

/** Seconds after which what was refused, or could not be read, is asked for again: rights may have been given. */
const afterRefusal = 3600;
/** Seconds after trouble, doubled each time, up to the longest. */
const troubleGap = 300;
const longestTroubleGap = 900;
/** Bounds on what one organization takes in memory and in every snapshot. */
const mostDivisions = 20;
const mostEntries = 2000;
const mostModels = 40;
/** What members have spent is summed, so that all of them are needed. */
const mostMembers = 20_000;

/** Asks, with one admin key, for all that its provider tells of the organization, each part at its own pace. */
export class OrganizationReader {
  readonly #identity: OrganizationIdentity;
  readonly #parts: AdminParts;
  readonly #desk: AdminDesk;
  readonly #emit: (observation: Observation) => void;
  readonly #usage: UsageReport;
  #divisions: readonly Division[] = [];
  #keys: ReadonlyMap<string, NamedKey> = new Map();

  /** What is asked for first comes first. */
  readonly #errands: readonly Errand[] = [
    { part: 'usage', every: 180, run: (client, rank) => this.#usage.read('hour', client, rank) },
    // Use says little before it is known whose it is.
    { part: null, every: 6 * 3600, run: (client, rank) => this.#readKeys(client, rank) },
    { part: 'costs', every: 900, run: (client, rank) => this.#readCosts(client, rank) },
    { part: 'spend-limits', every: 3600, run: (client, rank) => this.#readSpendLimits(client, rank) },
    { part: 'usage', every: 600, run: (client, rank) => this.#usage.read('day', client, rank) },
    { part: 'usage', every: 1800, run: (client, rank) => this.#usage.read('month', client, rank) },
    { part: 'limits', every: 6 * 3600, run: (client, rank) => this.#readLimits(client, rank) },
  ];

  constructor(
    identity: OrganizationIdentity,
    parts: AdminParts,
    emit: (observation: Observation) => void,
    first: FirstAnswer | null = null,
  ) {
    this.#identity = identity;
    this.#parts = parts;
    this.#emit = emit;
    this.#desk = new AdminDesk(identity, parts);
    this.#usage = new UsageReport(this.#desk, (told) => this.#tell({ kind: 'usage', ...told }));
    void this.#start(first);
  }

  setInUse(inUse: boolean): void {
    this.#desk.setInUse(inUse);
  }

  dispose(): void {
    this.#desk.end();
  }

  /** Looks at the divisions first: their names belong to much of the rest, and the answer says what time it is there. */
  async #start(first: FirstAnswer | null): Promise<void> {
    try {
      const { page = null, date = null } = first?.divisions ?? {};
      if (first && page?.next === null) {
        this.#desk.heed(date, first.at);
        this.#divisions = page.items.slice(0, mostDivisions);
      } else await this.#readDivisions(await this.#desk.client(), 0);
    } catch (thrown) {
      if (this.#missed({ part: null, every: 0 }, thrown, 0) === null) return;
    }
    for (const [index, errand] of this.#errands.entries()) void this.#keepAsking(errand, index + 1);
  }

  async #keepAsking(errand: Errand, rank: number): Promise<void> {
    for (let failed = 0; !this.#desk.signal.aborted; ) {
      let wait: number | null = errand.every;
      try {
        await errand.run(await this.#desk.client(), rank);
        failed = 0;
      } catch (thrown) {
        wait = this.#missed(errand, thrown, failed++);
      }
      if (wait === null) return;
      await this.#desk.rest(wait);
    }
  }

  /**
   * Tells that a part is missing. Returns the seconds until it is asked for again, so rarely that the other parts get
   * their turns; `null` for never.
   */
  #missed({ part, every }: Pick<Errand, 'part' | 'every'>, thrown: unknown, failed: number): number | null {
    if (this.#desk.signal.aborted) return null;
    const failure = failureOf(thrown);
    if (failure.cause === 'key-invalid') {
      this.#tellRefusal(failure);
      return null;
    }
    const { isOfOneQuestion, wait } = thrown instanceof AdminFailure ? thrown : { isOfOneQuestion: true, wait: 0 };
    const least = isOfOneQuestion
      ? Math.max(every, afterRefusal)
      : Math.min(longestTroubleGap, troubleGap * 2 ** failed);
    const retryIn = Math.max(wait, least);
    if (part !== null) this.#tell({ kind: 'missing', part, failure, retryIn });
    return retryIn;
  }

  /** A key that is refused is asked with once, until somebody adds it anew. */
  #tellRefusal(failure: Failure): void {
    for (const part of new Set(this.#errands.map((errand) => errand.part)))
      if (part !== null) this.#tell({ kind: 'missing', part, failure, retryIn: null });
    this.#desk.end();
  }

  async #readDivisions(client: AdminClient, rank: number): Promise<void> {
    this.#divisions = await this.#entries(rank, client.divisions, mostDivisions);
  }

  /** The first entries of a list, over as many pages as it takes. */
  async #entries<T>(rank: number, question: AdminQuestion<T>, most = mostEntries): Promise<readonly T[]> {
    const found: T[] = [];
    for await (const page of this.#desk.pages(rank, question)) {
      for (const entry of page) found.push(entry);
      if (found.length >= most) break;
    }
    return found.slice(0, most);
  }

  async #readLimits(client: AdminClient, rank: number): Promise<void> {
    const attempts = new Attempts();
    const read = (division: Division | null) =>
      attempts.make(async () => {
        const question = client.limits(division);
        if (question === null) return;
        const scope = division ? client.divisionScope : 'organization';
        this.#tellLimits(scope, division?.name ?? null, await this.#entries(rank, question));
      });
    await read(null);
    await attempts.make(() => this.#readDivisions(client, rank));
    for (const division of this.#divisions) await read(division);
    attempts.end();
  }

  #tellLimits(scope: LimitScope, name: string | null, found: readonly DividedLimits[]): void {
    const byModel = new Map(found.map((one) => [one.models[0] ?? '', one]));
    for (const model of inUsualOrder([...byModel.keys()]).slice(0, mostModels)) {
      const { models, limits } = byModel.get(model) ?? { models: [], limits: [] };
      this.#tell({ kind: 'limits', scope, name, models, limits, toldAt: this.#parts.clock.now() });
    }
  }

  /** Names the keys that the usage speaks of, as they come; once all of those have names, the others wait for the rest. */
  async #readKeys(client: AdminClient, first: number): Promise<void> {
    const attempts = new Attempts();
    const found = new Map<string, NamedKey>();
    let rank = first;
    // The first look at them may have come to nothing.
    if (this.#divisions.length === 0) await attempts.make(() => this.#readDivisions(client, rank));
    for (const division of [null, ...this.#divisions]) {
      const question = client.keys(division);
      if (question === null) continue;
      await attempts.make(async () => {
        for (const key of await this.#entries(rank, question)) found.set(key.id, key);
        this.#usage.name(new Map([...this.#keys, ...found]));
      });
      rank = this.#usage.lacksNames ? first : this.#errands.length + 1;
    }
    this.#keys = found;
    this.#usage.name(found);
    attempts.end();
  }

  async #readCosts(client: AdminClient, rank: number): Promise<void> {
    const begin = () => {
      const range = rangeOf('month', this.#desk.now);
      return { range, sum: new CostSum(range) };
    };
    let report = begin();
    // Begun when its turn has come, which may be a night later.
    const pages = this.#desk.pages(rank, (access, cursor, signal) => {
      if (cursor === null) report = begin();
      return client.costs(report.range)(access, cursor, signal);
    });
    for await (const buckets of pages) for (const bucket of buckets) report.sum.add(bucket, this.#divisionNames);
    this.#tell({
      kind: 'money',
      part: 'costs',
      toldAt: this.#parts.wall(),
      money: report.sum.told(this.#money(client)),
    });
  }

  async #readSpendLimits(client: AdminClient, rank: number): Promise<void> {
    const attempts = new Attempts();
    const caps: SpendCap[] = [];
    for (const division of [null, ...this.#divisions]) {
      for (const [index, question] of client.spendLimits(division).entries()) {
        await attempts.make(
          async () => {
            for (const cap of await this.#entries(rank, question, mostMembers)) caps.push(cap);
          },
          { isOptional: index > 0 },
        );
      }
    }
    if (attempts.succeeded > 0)
      this.#tell({
        kind: 'money',
        part: 'spend-limits',
        toldAt: this.#parts.wall(),
        money: capsTold(caps, this.#money(client)),
      });
    attempts.end();
  }

  get #divisionNames(): ReadonlyMap<string, string> {
    return new Map(this.#divisions.map(({ id, name }) => [id, name]));
  }

  #money({ divisionScope }: AdminClient): SpendContext {
    const desk = this.#desk;
    return { divisionScope, divisions: this.#divisionNames, now: desk.now, local: (at) => desk.local(at) };
  }

  #tell(told: Told): void {
    if (this.#desk.signal.aborted) return;
    const { id, provider } = this.#identity;
    this.#emit({ source: 'admin', account: { kind: 'organization', provider, id }, ...told } as Observation);
  }
}

/** An observation without its sender. */
type Told = Observation extends infer One
  ? One extends { account: unknown }
    ? Omit<One, 'source' | 'account'>
    : never
  : never;

function failureOf(thrown: unknown): Failure {
  if (thrown instanceof AdminFailure) return thrown.failure;
  return ownFault(thrown);
}
