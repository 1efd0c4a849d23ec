import { parseRfc3339 } from '../../core/dialects/providerTime.ts';
import { DAY, MINUTE, type Pool, type Unit } from '../../core/model/limit.ts';
import type { MoneyPeriod } from '../../core/model/money.ts';
import type { NamedKey } from '../../core/model/observation.ts';
import type {
  AdminPage,
  CostBucket,
  DividedLimits,
  Division,
  SpendCap,
  TimeRange,
  UsageBucket,
} from './adminClient.ts';
import { costOf, minorMoneyOf } from './amounts.ts';
import {
  amountIfAny,
  amountOf,
  endingOf,
  type Fields,
  listOf,
  nameOf,
  nextPage,
  objectOf,
  pageOf,
  unexpected,
} from './answerFields.ts';

/* How Anthropic's admin API answers (docs/providers.md, Anthropic: admin API). */

export function readWorkspaces(body: unknown): AdminPage<Division> {
  return pageOf(body, lastId(body), ({ id, name, archived_at }) => {
    const known = nameOf(id);
    return known === null || typeof archived_at === 'string' ? null : { id: known, name: nameOf(name) ?? known };
  });
}

const limiters: Readonly<Record<string, { readonly unit: Unit; readonly pool: Pool; readonly window: number }>> = {
  requests_per_minute: { unit: 'requests', pool: 'standard', window: MINUTE },
  input_tokens_per_minute: { unit: 'input-tokens', pool: 'standard', window: MINUTE },
  input_tokens_per_minute_cache_aware: { unit: 'input-tokens', pool: 'uncached', window: MINUTE },
  output_tokens_per_minute: { unit: 'output-tokens', pool: 'standard', window: MINUTE },
  tokens_per_minute: { unit: 'tokens', pool: 'standard', window: MINUTE },
  tokens_per_day: { unit: 'tokens', pool: 'standard', window: DAY },
  fast_itpmca: { unit: 'input-tokens', pool: 'fast', window: MINUTE },
  fast_otpm: { unit: 'output-tokens', pool: 'fast', window: MINUTE },
};

/** The most names of one group of models: it lists aliases and dated snapshots as well. */
const mostNames = 50;

/** Limits of groups of models; those of files, batches and the like are none of a model's, nor are new limiters known. */
export function readRateLimits(body: unknown): AdminPage<DividedLimits> {
  return pageOf(body, objectOf(body).next_page, (entry) => {
    if (groupTypeOf(entry) !== 'model_group') return null;
    const models = listOf(entry.models).flatMap((model) => nameOf(model) ?? []);
    const limits = listOf(entry.limits)
      .map(objectOf)
      .flatMap(({ type, value }) => {
        const known = Object.hasOwn(limiters, String(type)) ? limiters[String(type)] : undefined;
        return known ? [{ ...known, capacity: amountOf(value) }] : [];
      });
    return models.length === 0 || limits.length === 0 ? null : { models: models.slice(0, mostNames), limits };
  });
}

/** A group was named by `group_type` until version 2026-10-21, and by an object since. */
function groupTypeOf({ group, group_type }: Fields): unknown {
  return group === undefined ? group_type : objectOf(group).type;
}

export function readKeys(body: unknown): AdminPage<NamedKey> {
  return pageOf(body, lastId(body), ({ id, name, partial_key_hint }) => {
    const known = nameOf(id);
    return known === null ? null : { id: known, name: nameOf(name), ending: endingOf(partial_key_hint) };
  });
}

export function readMessagesUsage(body: unknown): AdminPage<UsageBucket> {
  return pageOf(body, nextPage(body), (bucket) => ({
    ...rangeOf(bucket),
    uses: listOf(bucket.results)
      .map(objectOf)
      .map((row) => ({
        keyId: nameOf(row.api_key_id),
        model: nameOf(row.model),
        requests: null,
        input:
          amountOf(row.uncached_input_tokens) + amountIfAny(row.cache_read_input_tokens) + created(row.cache_creation),
        output: amountOf(row.output_tokens),
      })),
  }));
}

function created(found: unknown): number {
  if (found === undefined || found === null) return 0;
  const { ephemeral_1h_input_tokens, ephemeral_5m_input_tokens } = objectOf(found);
  return amountIfAny(ephemeral_1h_input_tokens) + amountIfAny(ephemeral_5m_input_tokens);
}

/** Amounts are cents with fractions, as text. */
export function readCostReport(body: unknown): AdminPage<CostBucket> {
  return pageOf(body, nextPage(body), (bucket) => ({
    ...rangeOf(bucket),
    costs: listOf(bucket.results)
      .map(objectOf)
      .map(({ amount, currency, workspace_id }) => ({
        divisionId: nameOf(workspace_id),
        money: costOf(minorMoneyOf, amount, currency ?? 'USD'),
      })),
  }));
}

const periods: Readonly<Record<string, MoneyPeriod>> = { daily: 'day', weekly: 'week', monthly: 'month' };

/** Caps of the organization, its usage tier and its workspaces; those of members and their groups are not ours to show. */
export function readSpendLimits(body: unknown): AdminPage<SpendCap> {
  return pageOf(body, objectOf(body).next_page, ({ scope, period, amount, currency, is_enabled }) => {
    const { type, workspace_id } = objectOf(scope);
    const isOfAll = type === 'organization' || type === 'usage_tier';
    const divisionId = type === 'workspace' ? nameOf(workspace_id) : null;
    const known = periodOf(period);
    if ((!isOfAll && divisionId === null) || amount === null || is_enabled === false) return null;
    return { divisionId, period: known, spent: null, limit: minorMoneyOf(amount, currency), isEnforced: true };
  });
}

/** What members have spent so far, each with a period; of whom it is, is not looked at. */
export function readMembersSpend(body: unknown): AdminPage<SpendCap> {
  return pageOf(body, objectOf(body).next_page, ({ period, period_to_date_spend, currency }) => {
    const spent = minorMoneyOf(period_to_date_spend, currency);
    return { divisionId: null, period: periodOf(period), spent, limit: null, isEnforced: false };
  });
}

function periodOf(period: unknown): MoneyPeriod {
  const known = Object.hasOwn(periods, String(period)) ? periods[String(period)] : undefined;
  if (known === undefined) throw unexpected('periods');
  return known;
}

function rangeOf({ starting_at, ending_at }: Fields): TimeRange {
  const [from, to] = [parseRfc3339(String(starting_at)), parseRfc3339(String(ending_at))];
  if (from === null || to === null || to < from) throw unexpected('times');
  return { from, to };
}

function lastId(body: unknown): unknown {
  const { has_more, last_id } = objectOf(body);
  return has_more === true ? last_id : null;
}
