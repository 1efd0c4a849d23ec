import type { NamedLimit } from './model/failure.ts';
import { MINUTE, type Unit } from './model/limit.ts';
import type { Requester } from './model/observation.ts';
import type { KeySnapshot, LimitSnapshot, ModelSnapshot, Snapshot } from './model/snapshot.ts';
import { probeUsage } from './prices.ts';
import { type ModelUsers, usersOf } from './use/modelUsers.ts';

export const findingKinds = ['sliced', 'shared-use', 'low-tier'] as const;

/** A fact that no single response shows, but a snapshot's levels and refusals together do, with its evidence. */
export type Finding =
  /**
   * A request was refused although enough was left: the limit is enforced in slices. `wait`: seconds, as in the
   * failure.
   */
  | { readonly kind: 'sliced'; readonly key: KeySnapshot; readonly model: string; readonly limit: RefusedLimit }
  /** Others use `share`, a fraction of the limit's refill; it may be more than 1. */
  | {
      readonly kind: 'shared-use';
      readonly key: KeySnapshot;
      readonly limit: LimitSnapshot;
      readonly share: number;
      /** Who used the model lately, as the key's organization tells; `null` where it does not. */
      readonly users: ModelUsers | null;
    }
  /** The limit is small compared to `typical`: the units of one agent request, or an agent's requests in a minute. */
  | { readonly kind: 'low-tier'; readonly key: KeySnapshot; readonly limit: LimitSnapshot; readonly typical: number };

export interface RefusedLimit extends NamedLimit {
  readonly left: number;
  /** Seconds left of the wait; `null` if none was named. */
  readonly wait: number | null;
}

/** The most findings given at once; more would be a list, not an observation. */
const mostFindings = 2;
/** Use by others below this fraction of the refill is not worth mentioning. */
const noticeableShare = 0.1;

/**
 * The demand of one coding agent, measured on 25,226 requests of 350 sessions (the traces of the forecast's benchmark):
 * half of the requests have 100,802 input tokens or more, and in nine of ten minutes with any there are at most four.
 */
const agent = { requestTokens: 100_000, requestsPerMinute: 4 } as const;
/** A limit on tokens that holds fewer of an agent's requests than this stops its loop again and again. */
const fewRequests = 2;

/** The findings of a snapshot, one of each kind with the strongest evidence; what explains a refusal comes first. */
export function findingsIn(snapshot: Snapshot): Finding[] {
  const { keys } = snapshot;
  // The demo's limits and use are made up.
  const real = keys.filter(({ storage }) => storage !== 'demo');
  const limits = real.flatMap((key) => limitsOf(key).map((limit) => ({ key, limit })));
  const sliced = real.flatMap((key) => key.models.flatMap((model) => slicedIn(key, model)));
  const shared = limits.flatMap(({ key, limit }) => sharedUse(key, limit, snapshot)).sort((a, b) => b.share - a.share);
  const low = limits.flatMap(({ key, limit }) => lowTier(key, limit)).sort((a, b) => roomIn(a) - roomIn(b));
  return [sliced[0], shared[0], low[0]].filter((finding) => finding !== undefined).slice(0, mostFindings);
}

function limitsOf(key: KeySnapshot): LimitSnapshot[] {
  return key.models.flatMap((model) => model.limits.filter(({ muted }) => !muted));
}

function slicedIn(key: KeySnapshot, { model, failure }: ModelSnapshot): (Finding & { kind: 'sliced' })[] {
  const limit = failure?.failure.limit;
  if (!failure || !limit || failure.failure.cause !== 'rate' || limit.left === null) return [];
  if (limit.left < (limit.requested ?? askedFor(limit.unit, failure.by))) return [];
  return [{ kind: 'sliced', key, model, limit: { ...limit, left: limit.left, wait: failure.wait } }];
}

/** The most units that a refused request can have asked for, where the provider does not say. */
function askedFor(unit: Unit, by: Requester): number {
  if (unit === 'requests') return 1;
  if (by === 'user') return Infinity;
  return unit === 'images' ? 1 : probeUsage.input + probeUsage.output;
}

function sharedUse(key: KeySnapshot, limit: LimitSnapshot, snapshot: Snapshot): (Finding & { kind: 'shared-use' })[] {
  const { burnRate, capacity, window } = limit;
  if (burnRate === null || !capacity || window === null) return [];
  const share = (burnRate * window) / capacity;
  if (share < noticeableShare) return [];
  return [{ kind: 'shared-use', key, limit, share, users: usersOf(key, limit.model, snapshot) }];
}

/**
 * Tiers have changed their names and numbers (docs/causes.md, Tiers change), so the limit is compared to an agent's
 * needs.
 */
function lowTier(key: KeySnapshot, limit: LimitSnapshot): (Finding & { kind: 'low-tier' })[] {
  const { unit, window, capacity } = limit;
  if (window !== MINUTE || !capacity) return [];
  const found = (typical: number) => [{ kind: 'low-tier', key, limit, typical } as const];
  switch (unit) {
    case 'tokens':
    case 'input-tokens':
      return capacity < fewRequests * agent.requestTokens ? found(agent.requestTokens) : [];
    case 'requests':
      return capacity < agent.requestsPerMinute ? found(agent.requestsPerMinute) : [];
    default:
      return [];
  }
}

function roomIn({ limit, typical }: Finding & { kind: 'low-tier' }): number {
  return (limit.capacity ?? 0) / typical;
}
