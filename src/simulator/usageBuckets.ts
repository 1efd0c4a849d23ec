import type { Backend, Call } from './call.ts';
import type { UsedRequest } from './useRecord.ts';

const widths: Readonly<Record<string, number>> = { '1m': 60_000, '1h': 3_600_000, '1d': 86_400_000 };
/** The most buckets of each width that a page of a report of use holds. */
export const mostBuckets: Readonly<Record<string, number>> = { '1m': 1440, '1h': 168, '1d': 31 };

/** A bucket of a report; epoch milliseconds. The first and the last are cut to what was asked for. */
export interface SimulatedBucket {
  readonly from: number;
  readonly to: number;
  readonly requests: readonly UsedRequest[];
}

export interface BucketPage {
  readonly buckets: readonly SimulatedBucket[];
  /** `null` on the last page. */
  readonly next: string | null;
}

/** A page of buckets between two times; what arrived within the lag is not counted yet. Epoch milliseconds. */
export function bucketPage(
  { at, wall, query, provider }: Call,
  { account, lag }: Backend,
  range: { readonly from: number; readonly to: number },
  width: string,
  longest: number,
): BucketPage {
  const step = widths[width] ?? 86_400_000;
  const ahead = wall - at;
  const limit = Math.min(longest, Math.max(1, Number(query.get('limit') ?? longest)));
  const skipped = Number(/^page_(\d{1,9})$/.exec(query.get('page') ?? '')?.[1] ?? 0);
  const buckets: { from: number; to: number; requests: UsedRequest[] }[] = [];
  let from = skipped === 0 ? range.from : Math.floor(range.from / step) * step + skipped * step;
  const begin = from;
  while (from < range.to && buckets.length < limit) {
    const to = Math.min(range.to, Math.floor(from / step) * step + step);
    buckets.push({ from, to, requests: [] });
    from = to;
  }
  const counted = Math.min(from, wall - lag);
  for (const request of account.usedUntil(at).between(provider, begin - ahead, counted - ahead)) {
    const place = Math.floor((request.at + ahead) / step) - Math.floor(begin / step);
    buckets[place]?.requests.push(request);
  }
  return { buckets, next: from < range.to ? `page_${skipped + buckets.length}` : null };
}

export interface GroupedUse {
  readonly key: UsedRequest['key'];
  readonly model: string;
  readonly requests: number;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

/** By key and model, as reports group them. */
export function grouped(requests: readonly UsedRequest[]): GroupedUse[] {
  const groups = Map.groupBy(requests, ({ key, model }) => `${key} ${model}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const sum = (of: (one: UsedRequest) => number) => group.reduce((total, one) => total + of(one), 0);
    const { key, model } = first;
    const counted = {
      input: sum((one) => one.input),
      cached: sum((one) => one.cached),
      output: sum((one) => one.output),
    };
    return [{ key, model, requests: group.length, ...counted }];
  });
}

/** US dollars: a made-up price, the same for every model. */
export function dollarsOf(requests: readonly UsedRequest[]): number {
  return requests.reduce((sum, { input, output }) => sum + (input + 8 * output) / 1e6, 0);
}
