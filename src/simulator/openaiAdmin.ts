import { DAY, MINUTE } from '../core/model/limit.ts';
import type { Backend, Call } from './call.ts';
import type { LoadKey } from './load.ts';
import type { SimulatedModel } from './models.ts';
import { openaiBadRequest, openaiError, openaiUnknownUrl } from './openaiErrors.ts';
import { openaiHeaders } from './openaiHeaders.ts';
import { jsonReply, type Reply, type ReplyHeaders } from './reply.ts';
import { bucketPage, dollarsOf, grouped, mostBuckets } from './usageBuckets.ts';

const projects = [
  { id: 'proj_default', name: 'Default project', key: 'own' },
  { id: 'proj_team', name: 'Team', key: 'colleague' },
] as const;
const keyIds: Readonly<Record<LoadKey, string>> = { own: 'key_own', colleague: 'key_colleague' };
/** The hard limit of the organization and of its first project; cents. */
const spendLimits = { organization: 50_000, proj_default: 20_000 } as const;

/** Answers as OpenAI's admin API does to an admin key (docs/providers.md, OpenAI: admin APIs). */
export function openaiAdminReply(call: Call, backend: Backend): Reply {
  const headers = openaiHeaders(call.serial, backend.latency);
  const path = call.path.slice('/v1/organization/'.length);
  const [, id, part] = /^projects\/([^/]+)\/(rate_limits|api_keys|spend_limit)$/.exec(path) ?? [];
  const project = projects.find((one) => one.id === id);
  if (call.method !== 'GET') return openaiUnknownUrl(headers, call);
  if (project && part === 'rate_limits') return listed(call, headers, rateLimits(backend.account.models));
  if (project && part === 'api_keys') return listed(call, headers, [keyOf(project, backend)]);
  if (project && part === 'spend_limit') return spendLimit(headers, 'project', project.id);
  switch (path) {
    case 'projects':
      return listed(
        call,
        headers,
        projects.map(({ id, name }) => ({ id, object: 'organization.project', name, status: 'active' })),
      );
    case 'spend_limit':
      return spendLimit(headers, 'organization', 'organization');
    case 'usage/completions':
      return usage(call, backend, headers);
    case 'costs':
      return costs(call, backend, headers);
  }
  return openaiUnknownUrl(headers, call);
}

function rateLimits(models: readonly SimulatedModel[]): object[] {
  return models
    .filter(({ provider }) => provider === 'openai')
    .map(({ id, limits }) => {
      const capacity = (unit: string, window: number) =>
        limits.find((limit) => limit.unit === unit && limit.window === window)?.capacity;
      const perDay = capacity('requests', DAY);
      return {
        id: `rl-${id}`,
        object: 'project.rate_limit',
        model: id,
        max_requests_per_1_minute: capacity('requests', MINUTE) ?? 0,
        max_tokens_per_1_minute: capacity('tokens', MINUTE) ?? 0,
        ...(perDay === undefined ? {} : { max_requests_per_1_day: perDay }),
      };
    });
}

function keyOf({ key }: (typeof projects)[number], { endings }: Backend): object {
  const [name, ending] = key === 'own' ? ['Own key', endings.openai] : ['Colleague', 'c0de'];
  return { id: keyIds[key], object: 'organization.project.api_key', name, redacted_value: `sk-proj-****${ending}` };
}

function spendLimit(headers: ReplyHeaders, kind: string, id: string): Reply {
  const amount = Object.hasOwn(spendLimits, id) ? spendLimits[id as keyof typeof spendLimits] : null;
  if (amount === null) {
    const message = 'No spend limit is set for this project.';
    return openaiError(404, headers, { message, type: 'invalid_request_error', code: 'not_found' });
  }
  const enforcement = { status: 'inactive' };
  const limit = { threshold_amount: amount, currency: 'USD', interval: 'month', enforcement };
  return jsonReply(200, headers, { object: `${kind}.spend_limit`, ...limit });
}

/** A page of a list, from the item after `after` on. */
function listed({ query }: Call, headers: ReplyHeaders, items: readonly object[]): Reply {
  const limit = Math.min(100, Number(query.get('limit') ?? 20));
  const ids = items.map((item) => (item as { id: string }).id);
  const start = query.get('after') === null ? 0 : ids.indexOf(query.get('after') ?? '') + 1;
  const data = items.slice(start, start + limit);
  const [first_id = null, last_id = null] = [ids[start], ids[start + data.length - 1]];
  return jsonReply(200, headers, { object: 'list', data, first_id, last_id, has_more: start + limit < items.length });
}

function usage(call: Call, backend: Backend, headers: ReplyHeaders): Reply {
  const width = call.query.get('bucket_width') ?? '1d';
  return report(call, backend, headers, width, mostBuckets[width] ?? 31, (requests) =>
    grouped(requests).map(({ key, model, requests, input, cached, output }) => ({
      object: 'organization.usage.completions.result',
      input_tokens: input,
      output_tokens: output,
      num_model_requests: requests,
      input_cached_tokens: cached,
      project_id: null,
      user_id: null,
      api_key_id: keyIds[key],
      model,
      batch: null,
      service_tier: null,
    })),
  );
}

function costs(call: Call, backend: Backend, headers: ReplyHeaders): Reply {
  return report(call, backend, headers, '1d', 180, (requests) =>
    projects.flatMap(({ id, key }) => {
      const value = dollarsOf(requests.filter((one) => one.key === key));
      const amount = { value, currency: 'usd' };
      return value === 0 ? [] : [{ object: 'organization.costs.result', amount, line_item: null, project_id: id }];
    }),
  );
}

function report(
  call: Call,
  backend: Backend,
  headers: ReplyHeaders,
  width: string,
  longest: number,
  results: (requests: Parameters<typeof grouped>[0]) => readonly object[],
): Reply {
  const from = Number(call.query.get('start_time') ?? Number.NaN) * 1000;
  const to = Number(call.query.get('end_time') ?? call.wall / 1000) * 1000;
  if (!(from < to)) return openaiBadRequest(headers, "'start_time' must be before 'end_time'.", 'start_time');
  const { buckets, next } = bucketPage(call, backend, { from, to }, width, longest);
  const data = buckets.map((bucket) => ({
    object: 'bucket',
    start_time: bucket.from / 1000,
    end_time: bucket.to / 1000,
    results: results(bucket.requests),
  }));
  return jsonReply(200, headers, { object: 'page', data, has_more: next !== null, next_page: next });
}
