import assert from 'node:assert/strict';
import type { Failure } from '../../../../src/core/model/failure.ts';
import type { Observation, UsageTold } from '../../../../src/core/model/observation.ts';
import { AdminSource } from '../../../../src/sources/admin/adminSource.ts';
import { memoryTimes } from '../../../support/memoryTimes.ts';
import { DrivenClock } from '../../engine/drivenClock.ts';

export const team = {
  id: 'team',
  label: 'Acme',
  provider: 'cursor',
  origin: 'https://api.cursor.com',
  fingerprint: '…',
} as const;
export const hour = 3_600_000;
export const start = Date.UTC(2026, 10, 26, 14, 45);
export const cycle = Date.UTC(2026, 10, 3);

export const spendPage = {
  teamMemberSpend: [
    {
      email: 'a@acme.test',
      spendCents: 1250,
      overallSpendCents: 5250,
      effectivePerUserLimitDollars: 50,
      fastPremiumRequests: 340,
    },
    { email: 'b@acme.test', spendCents: 0, includedSpendCents: 300, effectivePerUserLimitDollars: 50 },
  ],
  subscriptionCycleStart: cycle,
  totalPages: 1,
};

interface Event {
  readonly at: number;
  readonly kind?: string;
  readonly model?: string;
}

/** Pages of events as the API serves them, of those within the time that is asked for. */
export function eventsPage(events: readonly Event[], { startDate = 0, endDate = 0, page = 1, pageSize = 10 }) {
  const found = events.filter(({ at }) => at >= startDate && at <= endDate);
  const shown = found.slice((page - 1) * pageSize, page * pageSize);
  return {
    totalUsageEventsCount: found.length,
    pagination: { currentPage: page, pageSize, hasNextPage: page * pageSize < found.length },
    usageEvents: shown.map(({ at, kind = 'Usage-based', model = 'gpt-5' }) => {
      const tokenUsage = { inputTokens: 100, cacheReadTokens: 900, outputTokens: 10, totalCents: 2 };
      return { timestamp: String(at), model, kind, tokenUsage };
    }),
  };
}

type Asked = { readonly path: string; readonly at: number } & Readonly<Record<string, number | string>>;
export type Script = (path: string, question: Readonly<Record<string, number>>) => unknown;

/** The source of admin keys with one team's key, in a driven time; `script` is what Cursor answers. */
export function stage(script: Script) {
  const clock = new DrivenClock();
  const asked: Asked[] = [];
  const told: Observation[] = [];
  const source = new AdminSource({
    clock,
    wall: () => start + clock.now(),
    access: async () => ({ apiKey: 'crsr_example', baseUrl: team.origin }),
    random: () => 0.5,
    asked: memoryTimes(),
    clientOf: async (id) => assert.fail(`a team needs no client of ${id}`),
    askCursor: async (_access, path, question) => {
      asked.push({ path, at: clock.now() / 1000, ...question });
      const result = script(path, question);
      const failure = typeof result === 'object' && result !== null && 'cause' in result ? (result as Failure) : null;
      return { result: failure ? null : result, failure, headers: {}, served: true };
    },
  });
  source.start((observation) => told.push(observation));
  const usage = (span: string) => told.findLast((one): one is UsageTold => one.kind === 'usage' && one.span === span);
  const missing = () => told.flatMap((one) => (one.kind === 'missing' ? [[one.part, one.retryIn]] : []));
  return { clock, source, asked, told, usage, missing };
}

export const healthy =
  (events: readonly Event[] = []): Script =>
  (path, question) =>
    path === '/teams/spend' ? spendPage : eventsPage(events, question);
