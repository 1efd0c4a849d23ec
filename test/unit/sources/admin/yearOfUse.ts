/* A thread of its own: in that of all tests, what others leave behind would be counted as well. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import { readCompletionsUsage } from '../../../../src/providers/admin/openaiAnswers.ts';
import { pagesOf } from '../../../../src/sources/admin/pages.ts';
import { UsageSum } from '../../../../src/sources/admin/usageSum.ts';

/** What came of a year of minute buckets. */
export interface YearOfUse {
  readonly pages: number;
  readonly minutes: number;
  readonly uses: readonly { readonly requests: number | null; readonly tokens: object }[];
  /** Bytes that the heap had more, at the most, than after a month. */
  readonly growth: number;
}

const perPage = 1440;
const minutes = 365 * perPage;
const start = Date.UTC(2025, 10, 18, 0, 0, 30) / 1000;
const year = { from: start * 1000, to: (start + minutes * 60) * 1000 };

/** A page of a year's use, as OpenAI sends it; the first bucket and the last are cut. */
function pageFrom(first: number): object {
  const floor = Math.floor(start / 60) * 60;
  const row = { input_tokens: 1000, output_tokens: 10, num_model_requests: 1, api_key_id: 'key_1', model: 'gpt-5' };
  const data = Array.from({ length: Math.min(perPage, minutes + 1 - first) }, (_, index) => {
    const at = floor + (first + index) * 60;
    return {
      start_time: Math.max(at, start),
      end_time: Math.min(at + 60, start + minutes * 60),
      results: [{ ...row }],
    };
  });
  const next = first + data.length;
  const has_more = next < minutes + 1;
  return { object: 'page', data, has_more, next_page: has_more ? String(next) : null };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heaps: number[] = [];
let pages = 0;
const ask = async (cursor: string | null) => {
  if (pages++ % 30 === 0) {
    collect();
    heaps.push(process.memoryUsage().heapUsed);
  }
  return readCompletionsUsage(pageFrom(Number(cursor ?? 0)));
};
const sum = new UsageSum(year);
for await (const buckets of pagesOf(ask, 400)) for (const one of buckets) sum.add(one);
const uses = sum.uses(new Map()).map(({ requests, tokens }) => ({ requests, tokens }));
const result: YearOfUse = { pages, minutes, uses, growth: Math.max(...heaps) - (heaps[1] ?? 0) };
parentPort?.postMessage(result);
