import { DAY, MINUTE, type Unit } from '../../core/model/limit.ts';
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
import { costOf, minorMoneyOf, moneyOf } from './amounts.ts';
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

/* How OpenAI's admin APIs answer (docs/providers.md, OpenAI: admin APIs). */

export function readProjects(body: unknown): AdminPage<Division> {
  return pageOf(body, lastId(body), ({ id, name, status }) => {
    const known = nameOf(id);
    return known === null || status === 'archived' ? null : { id: known, name: nameOf(name) ?? known };
  });
}

const limitFields: readonly { readonly field: string; readonly unit: Unit; readonly window: number }[] = [
  { field: 'max_requests_per_1_minute', unit: 'requests', window: MINUTE },
  { field: 'max_tokens_per_1_minute', unit: 'tokens', window: MINUTE },
  { field: 'max_images_per_1_minute', unit: 'images', window: MINUTE },
  { field: 'max_requests_per_1_day', unit: 'requests', window: DAY },
];

export function readProjectLimits(body: unknown): AdminPage<DividedLimits> {
  return pageOf(body, lastId(body), (entry) => {
    const model = nameOf(entry.model);
    const limits = limitFields.flatMap(({ field, unit, window }) => {
      const capacity = amountIfAny(entry[field]);
      // A model that counts no tokens or images has 0 of them.
      return capacity > 0 ? [{ unit, pool: 'standard' as const, window, capacity }] : [];
    });
    return model === null || limits.length === 0 ? null : { models: [model], limits };
  });
}

export function readProjectKeys(body: unknown): AdminPage<NamedKey> {
  return pageOf(body, lastId(body), ({ id, name, redacted_value }) => {
    const known = nameOf(id);
    return known === null ? null : { id: known, name: nameOf(name), ending: endingOf(redacted_value) };
  });
}

export function readCompletionsUsage(body: unknown): AdminPage<UsageBucket> {
  return pageOf(body, nextPage(body), (bucket) => ({
    ...rangeOf(bucket),
    uses: listOf(bucket.results)
      .map(objectOf)
      .map((row) => ({
        keyId: nameOf(row.api_key_id),
        model: nameOf(row.model),
        requests: amountOf(row.num_model_requests),
        input: amountOf(row.input_tokens),
        output: amountOf(row.output_tokens),
      })),
  }));
}

export function readCosts(body: unknown): AdminPage<CostBucket> {
  return pageOf(body, nextPage(body), (bucket) => ({
    ...rangeOf(bucket),
    costs: listOf(bucket.results)
      .map(objectOf)
      .map(({ amount, project_id }) => {
        const { value, currency } = objectOf(amount);
        return { divisionId: nameOf(project_id), money: costOf(moneyOf, value, currency) };
      }),
  }));
}

/** The hard limit of an organization or a project: beyond it, requests are refused. */
export function readSpendLimit(body: unknown, divisionId: string | null): AdminPage<SpendCap> {
  const { threshold_amount, currency, interval } = objectOf(body);
  if (interval !== 'month') throw unexpected('a spend limit');
  const limit = minorMoneyOf(threshold_amount, currency);
  return { items: [{ divisionId, period: 'month', spent: null, limit, isEnforced: true }], next: null };
}

function rangeOf({ start_time, end_time }: Fields): TimeRange {
  const [from, to] = [amountOf(start_time) * 1000, amountOf(end_time) * 1000];
  if (to < from) throw unexpected('times');
  return { from, to };
}

function lastId(body: unknown): unknown {
  const { has_more, last_id, data } = objectOf(body);
  return has_more === true ? (last_id ?? objectOf(listOf(data).at(-1)).id) : null;
}
