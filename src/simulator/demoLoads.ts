import type { Load } from './load.ts';
import type { Allowances } from './models.ts';

/** The budgets check a model with few requests a minute so rarely that a demo would show nothing. */
export const demoLimits: Readonly<Record<string, Allowances>> = {
  'gpt-5': { requests: 500, tokens: 500_000 },
  'claude-sonnet-5': { requests: 2_000, 'input-tokens': 30_000 },
};

/** Whether it is a load on one of Anthropic's models. */
export function isOfAnthropic(load: Load): boolean {
  return load.kind !== 'idle' && load.model.startsWith('claude');
}

/**
 * The demo's load on `gpt-5` and `claude-sonnet-5` with their default limits. A coding agent works, the level sinks
 * within about a minute, some requests are refused; while somebody reads, the level recovers, and it all begins again.
 */
export const demoLoads: readonly Load[] = [
  {
    kind: 'agent',
    model: 'gpt-5',
    habits: {
      firstContext: [50_000, 70_000],
      growth: [2_000, 14_000],
      longestContext: 170_000,
      output: [60, 400],
      pause: [4, 7],
      thinking: [55, 80],
      requestsPerTask: [13, 18],
      tasksPerSession: [1, 2],
    },
  },
  {
    kind: 'agent',
    model: 'claude-sonnet-5',
    speed: 2,
    habits: {
      firstContext: [12_000, 18_000],
      growth: [1_500, 8_000],
      longestContext: 150_000,
      output: [200, 1_200],
      pause: [6, 10],
      thinking: [110, 150],
      requestsPerTask: [13, 17],
      tasksPerSession: [1, 2],
    },
  },
];
