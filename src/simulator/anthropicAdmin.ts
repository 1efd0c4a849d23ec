import { MINUTE } from '../core/model/limit.ts';
import { anthropicBadRequest, anthropicError, anthropicUnknownPath } from './anthropicErrors.ts';
import { anthropicHeaders } from './anthropicHeaders.ts';
import type { Backend, Call } from './call.ts';
import type { LoadKey } from './load.ts';
import type { SimulatedModel } from './models.ts';
import { jsonReply, type Reply, type ReplyHeaders } from './reply.ts';
import { bucketPage, dollarsOf, grouped, mostBuckets } from './usageBuckets.ts';

const keyIds: Readonly<Record<LoadKey, string>> = { own: 'apikey_own', colleague: 'apikey_colleague' };
const workspaceIds: Readonly<Record<LoadKey, string>> = { own: 'wrkspc_own', colleague: 'wrkspc_team' };
const workspaces = [
  { id: workspaceIds.own, name: 'Own' },
  { id: workspaceIds.colleague, name: 'Team' },
];
/** Shares of the organization's limits that the second workspace is held to. */
const teamShare = 0.5;

/** Answers as Anthropic's admin API does to an admin key (docs/providers.md, Anthropic: admin API). */
export function anthropicAdminReply(call: Call, backend: Backend): Reply {
  const headers = anthropicHeaders(call.serial);
  if (call.method !== 'GET') return anthropicUnknownPath(headers, call.serial);
  const path = call.path.slice('/v1/organizations/'.length);
  const [, workspace] = /^workspaces\/([^/]+)\/rate_limits$/.exec(path) ?? [];
  const models = backend.account.models.filter(({ provider }) => provider === 'anthropic');
  if (workspace === workspaceIds.colleague)
    return paged(
      headers,
      models.map((model) => rateLimit(model, workspace)),
    );
  if (workspace === workspaceIds.own) return paged(headers, []);
  switch (path) {
    case 'workspaces':
      return listed(
        call,
        headers,
        workspaces.map((one) => ({ type: 'workspace', ...one, archived_at: null })),
      );
    case 'rate_limits':
      return paged(headers, [...models.map((model) => rateLimit(model, null)), batches]);
    case 'api_keys':
      return listed(call, headers, keys(backend));
    case 'spend_limits':
      return paged(headers, spendLimits);
    case 'spend_limits/effective':
      return anthropicError(400, headers, call.serial, {
        type: 'invalid_request_error',
        message: 'This endpoint is not supported for this type of organization.',
        details: { error_code: 'organization_type_not_supported' },
      });
    case 'usage_report/messages':
      return usage(call, backend, headers);
    case 'cost_report':
      return costs(call, backend, headers);
  }
  return anthropicUnknownPath(headers, call.serial);
}

const batches = {
  type: 'rate_limit',
  id: 'rl_batch',
  group: { id: 'rlg_batch', type: 'batch' },
  models: null,
  limits: [{ type: 'enqueued_batch_requests', value: 200_000 }],
};

function rateLimit({ id, limits }: SimulatedModel, workspace: string | null): object {
  const share = workspace === null ? 1 : teamShare;
  const values = limits
    .filter(({ window }) => window === MINUTE)
    .map(({ unit, capacity }) => ({
      type: `${unit.replace('-', '_')}_per_minute${unit === 'input-tokens' ? '_cache_aware' : ''}`,
      value: Math.floor(capacity * share),
      ...(workspace === null ? {} : { org_limit: capacity, source: { type: 'workspace' } }),
    }));
  const group = { id: `rlg_${id}`, type: 'model_group', display_name: id };
  const own =
    workspace === null
      ? { type: 'rate_limit', id: `rl_${id}` }
      : { type: 'workspace_rate_limit', workspace_id: workspace };
  return { ...own, group, models: [id], limits: values };
}

function keys({ endings }: Backend): object[] {
  const key = (of: LoadKey, name: string, ending: string) => ({
    type: 'api_key',
    id: keyIds[of],
    name,
    partial_key_hint: `sk-ant-api03-...${ending}`,
    status: 'active',
  });
  return [key('own', 'Own key', endings.anthropic), key('colleague', 'Colleague', 'c0de')];
}

const spendLimits = [
  { scope: { type: 'usage_tier' }, amount: '100000' },
  { scope: { type: 'organization' }, amount: '50000' },
  { scope: { type: 'workspace', workspace_id: workspaceIds.colleague }, amount: '20000' },
].map((limit, index) => ({
  type: 'spend_limit',
  id: `spl_${index}`,
  period: 'monthly',
  currency: 'USD',
  is_enabled: true,
  ...limit,
}));

function paged(headers: ReplyHeaders, data: readonly object[]): Reply {
  return jsonReply(200, headers, { data, next_page: null });
}

/** A page of a list, from the item after `after_id` on. */
function listed({ query }: Call, headers: ReplyHeaders, items: readonly object[]): Reply {
  const limit = Math.min(1000, Number(query.get('limit') ?? 20));
  const ids = items.map((item) => (item as { id: string }).id);
  const start = query.get('after_id') === null ? 0 : ids.indexOf(query.get('after_id') ?? '') + 1;
  const data = items.slice(start, start + limit);
  const [first_id = null, last_id = null] = [ids[start], ids[start + data.length - 1]];
  return jsonReply(200, headers, { data, first_id, last_id, has_more: start + limit < items.length });
}

function usage(call: Call, backend: Backend, headers: ReplyHeaders): Reply {
  const width = call.query.get('bucket_width') ?? '1d';
  return report(call, backend, headers, width, mostBuckets[width] ?? 31, (requests) =>
    grouped(requests).map(({ key, model, input, cached, output }) => ({
      uncached_input_tokens: input - cached,
      cache_read_input_tokens: cached,
      cache_creation: { ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: 0 },
      output_tokens: output,
      server_tool_use: { web_search_requests: 0 },
      api_key_id: keyIds[key],
      model,
      workspace_id: null,
      service_tier: null,
      context_window: null,
    })),
  );
}

function costs(call: Call, backend: Backend, headers: ReplyHeaders): Reply {
  return report(call, backend, headers, '1d', 31, (requests) =>
    (['own', 'colleague'] as const).flatMap((key) => {
      const cents = dollarsOf(requests.filter((one) => one.key === key)) * 100;
      return cents === 0 ? [] : [{ amount: cents.toFixed(5), currency: 'USD', workspace_id: workspaceIds[key] }];
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
  const from = Date.parse(call.query.get('starting_at') ?? '');
  const to = call.query.get('ending_at') === null ? call.wall : Date.parse(call.query.get('ending_at') ?? '');
  if (!(from < to)) return anthropicBadRequest(headers, call.serial, 'ending_at: must be after starting_at');
  const { buckets, next } = bucketPage(call, backend, { from, to }, width, longest);
  const data = buckets.map((bucket) => ({
    starting_at: new Date(bucket.from).toISOString(),
    ending_at: new Date(bucket.to).toISOString(),
    results: results(bucket.requests),
  }));
  return jsonReply(200, headers, { data, has_more: next !== null, next_page: next });
}
