import { demoLoads } from './demoLoads.ts';
import type { Load } from './load.ts';
import type { LoadRequest } from './loadRequest.ts';

/** Seconds between looks at the replay, and until the last one: what checks the key by itself would come too late. */
export const replayLooks = { every: 2, until: 20 };

/**
 * A coding agent that writes long answers, over the first 90 s: it uses up the output tokens per minute of
 * `claude-sonnet-5` with its default limits, is refused, waits, and goes on. Then the demo's own agents begin.
 */
export const replayLoads: readonly Load[] = [
  {
    kind: 'script',
    model: 'claude-sonnet-5',
    requests: [
      answer(0.5, 2_200),
      answer(3, 2_200),
      answer(5.5, 2_000),
      answer(7.5, 1_700),
      answer(10.5, 500),
      // Two answers at once: what has begun is charged to its end, so that more is used than there is.
      answer(13, 1_800),
      answer(13.5, 1_800),
      answer(16.5, 700),
      answer(19, 700),
      answer(42, 500),
      answer(50, 500),
    ],
  },
  ...demoLoads.map((load) => ({ ...load, after: 90 })),
];

/** Most of the prompt comes from the cache, so that the answers alone count. `output` in tokens, `at` in seconds. */
function answer(at: number, output: number): LoadRequest {
  return { at, input: 24_000, cached: 22_500, output, took: 2.5 };
}
