import type { Call } from './call.ts';
import { jsonReply, type Reply } from './reply.ts';
import { positiveOf } from './requestBody.ts';

/** A team of Cursor's, as its admin API tells of it. */
export interface SimulatedTeam {
  /** The only key that is accepted. */
  readonly key: string;
  /** Milliseconds since 1970 at which the billing cycle began. */
  readonly cycle: number;
  readonly members: readonly SimulatedMember[];
  readonly events: readonly SimulatedEvent[];
}

/** US cents that a member has spent within the plan and beyond it, and the dollars that it may spend beyond. */
export interface SimulatedMember {
  readonly plan: number;
  readonly onDemand: number;
  readonly limit: number | null;
  readonly fastRequests?: number;
}

export interface SimulatedEvent {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly model: string;
  readonly kind: 'User API Key' | 'Usage-based' | 'Included in Business';
  readonly input: number;
  readonly output: number;
  readonly cents: number;
}

const hour = 3_600_000;
/** Requests a minute to one path. */
const allowed = 20;

/** Answers as Cursor's admin API does, with its pages, its lag of an hour and its limit of requests. */
export class CursorApi {
  readonly #team: SimulatedTeam | null;
  readonly #asked = new Map<string, number[]>();

  constructor(team: SimulatedTeam | null) {
    this.#team = team;
  }

  /** `null` for paths that are not Cursor's. */
  reply(call: Call): Reply | null {
    if (!this.#team || !call.path.startsWith('/teams/')) return null;
    if (call.key !== this.#team.key) return refusal(401, 'Unauthorized', 'Invalid API key');
    const recent = (this.#asked.get(call.path) ?? []).filter((at) => call.at - at < 60_000);
    if (recent.length >= allowed)
      return refusal(429, 'Too Many Requests', 'Rate limit exceeded', { 'retry-after': '60' });
    this.#asked.set(call.path, [...recent, call.at]);
    if (call.method !== 'POST') return refusal(405, 'Method Not Allowed', 'Only POST');
    switch (call.path) {
      case '/teams/spend':
        return jsonReply(200, {}, spendOf(this.#team, call));
      case '/teams/filtered-usage-events':
        return jsonReply(200, {}, eventsOf(this.#team, call));
      default:
        return refusal(404, 'Not Found', 'No such endpoint');
    }
  }
}

function refusal(status: number, error: string, message: string, headers = {}): Reply {
  return jsonReply(status, headers, { error, message });
}

function spendOf({ members, cycle }: SimulatedTeam, call: Call): object {
  const { shown, pages } = paged(members, call, 10);
  return {
    teamMemberSpend: shown.map(({ plan, onDemand, limit, fastRequests = 0 }, index) => ({
      ...{ userId: index + 1, name: `Member ${index + 1}`, email: `member${index + 1}@acme.test`, role: 'member' },
      ...{ spendCents: onDemand, includedSpendCents: plan, overallSpendCents: plan + onDemand },
      fastPremiumRequests: fastRequests,
      ...{ hardLimitOverrideDollars: 0, effectivePerUserLimitDollars: limit },
    })),
    subscriptionCycleStart: cycle,
    totalMembers: members.length,
    totalPages: pages,
  };
}

function eventsOf({ events, cycle }: SimulatedTeam, call: Call): object {
  const [from, to] = [positiveOf(call.body?.startDate) ?? cycle, positiveOf(call.body?.endDate) ?? call.wall];
  // Added up by the hour: the one that runs is not there yet.
  const whole = Math.floor(call.wall / hour) * hour;
  const found = events.filter(({ at }) => at >= from && at <= to && at < whole);
  const { shown, page, pageSize, pages } = paged(found, call, 10);
  return {
    totalUsageEventsCount: found.length,
    pagination: { numPages: pages, currentPage: page, pageSize, hasNextPage: page < pages, hasPreviousPage: page > 1 },
    usageEvents: shown.map(({ at, model, kind, input, output, cents }) => ({
      ...{ timestamp: String(at), model, kind, maxMode: false, requestsCosts: 1, isTokenBasedCall: true },
      tokenUsage: {
        inputTokens: input,
        outputTokens: output,
        cacheWriteTokens: 0,
        cacheReadTokens: 0,
        totalCents: cents,
      },
      ...{ chargedCents: kind === 'User API Key' ? 0 : cents, userEmail: 'member1@acme.test' },
    })),
    period: { startDate: from, endDate: to },
  };
}

function paged<T>(all: readonly T[], { body }: Call, usual: number) {
  const page = positiveOf(body?.page) ?? 1;
  const pageSize = Math.min(positiveOf(body?.pageSize) ?? usual, 1000);
  const pages = Math.max(1, Math.ceil(all.length / pageSize));
  return { shown: all.slice((page - 1) * pageSize, page * pageSize), page, pageSize, pages };
}
