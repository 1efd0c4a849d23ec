import { type NamedKey, type UsageSpan, type UsageTold, usageSpans } from '../../core/model/observation.ts';
import type { AdminClient } from '../../providers/admin/adminClient.ts';
import type { AdminDesk } from './adminDesk.ts';
import { rangeOf } from './spans.ts';
import { UsageSum } from './usageSum.ts';

/** Providers count use within a few minutes; what is older than this is taken for counted. Milliseconds. */
const longestLag = 15 * 60_000;

/** Reads the use of an organization, span by span, and tells of it with the names that its keys have. */
export class UsageReport {
  readonly #desk: AdminDesk;
  readonly #tell: (told: Pick<UsageTold, 'span' | 'from' | 'to' | 'uses'>) => void;
  readonly #read = new Map<UsageSpan, { readonly from: number; readonly to: number; readonly sum: UsageSum }>();
  #names: ReadonlyMap<string, NamedKey> = new Map();
  /** The time to which the provider has surely counted, by its clock. */
  #counted = 0;

  constructor(desk: AdminDesk, tell: (told: Pick<UsageTold, 'span' | 'from' | 'to' | 'uses'>) => void) {
    this.#desk = desk;
    this.#tell = tell;
  }

  async read(span: UsageSpan, client: AdminClient, rank: number): Promise<void> {
    const begin = () => {
      const range = rangeOf(span, this.#desk.now);
      return { range, sum: new UsageSum(range) };
    };
    let report = begin();
    // Begun when its turn has come, which may be a night later.
    const pages = this.#desk.pages(rank, (access, cursor, signal) => {
      if (cursor === null) report = begin();
      return client.usage(report.range, report.range.width)(access, cursor, signal);
    });
    for await (const buckets of pages) for (const bucket of buckets) report.sum.add(bucket);
    // Only minutes show how far the counting has come: an hour that holds any use may be counted halfway.
    if (span === 'hour') this.#counted = Math.max(this.#counted, report.sum.lastUsed ?? 0);
    const { range, sum } = report;
    const counted = Math.max(range.from, this.#counted, range.to - longestLag);
    this.#read.set(span, { from: range.from, to: Math.min(range.to, counted), sum });
    this.#tellOf(span);
  }

  /** Tells again of what was read, with these names. */
  name(names: ReadonlyMap<string, NamedKey>): void {
    this.#names = names;
    for (const span of usageSpans) this.#tellOf(span);
  }

  /** Whether use was told of a key whose name nobody has told. */
  get lacksNames(): boolean {
    return [...this.#read.values()].some(({ sum }) => sum.lacksNames(this.#names));
  }

  #tellOf(span: UsageSpan): void {
    const read = this.#read.get(span);
    if (!read) return;
    const { from, to, sum } = read;
    this.#tell({ span, from: this.#desk.local(from), to: this.#desk.local(to), uses: sum.uses(this.#names) });
  }
}
