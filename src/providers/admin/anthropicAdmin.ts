import type { Access } from '../provider.ts';
import type { AdminClient, AdminPage, AdminQuestion, BucketWidth, TimeRange } from './adminClient.ts';
import {
  readCostReport,
  readKeys,
  readMembersSpend,
  readMessagesUsage,
  readRateLimits,
  readSpendLimits,
  readWorkspaces,
} from './anthropicAnswers.ts';
import { askAdmin } from './askAdmin.ts';
import type { AllowedRequest } from './readOnly.ts';

/** All that an admin key of Anthropic is ever sent with. */
export const anthropicAdminRequests: readonly AllowedRequest[] = [
  { method: 'GET', path: '/v1/organizations/workspaces' },
  { method: 'GET', path: '/v1/organizations/workspaces/*/rate_limits' },
  { method: 'GET', path: '/v1/organizations/rate_limits' },
  { method: 'GET', path: '/v1/organizations/api_keys' },
  { method: 'GET', path: '/v1/organizations/spend_limits' },
  { method: 'GET', path: '/v1/organizations/spend_limits/effective' },
  { method: 'GET', path: '/v1/organizations/usage_report/messages' },
  { method: 'GET', path: '/v1/organizations/cost_report' },
];

/** The SDK sends this too; stated here because the environment could change it (`boundFetch`). */
const headers = { 'anthropic-version': '2026-10-21' };

/** The most buckets of a page (docs/providers.md, Anthropic: admin API). */
const mostBuckets: Readonly<Record<BucketWidth, number>> = { '1m': 1440, '1h': 168, '1d': 31 };
const perPage = { limit: 1000 };

/** The SDK has no method for these three; it sends what it is told. */
const raw = (path: string, query: Readonly<Record<string, unknown>>) =>
  ((client, page, options) =>
    client.get(path, { query: { ...query, ...(page && { page }) }, ...options })) satisfies Send;

export const anthropicAdmin: AdminClient = {
  id: 'anthropic',
  keyPage: 'https://platform.claude.com/settings/admin-keys',
  offersReadOnly: false,
  divisionScope: 'workspace',
  divisions: question(readWorkspaces, ({ organization }, after, options) =>
    organization.workspaces.list({ ...perPage, ...(after && { after_id: after }) }, options),
  ),
  limits: (workspace) =>
    question(readRateLimits, ({ organization: { rateLimits, workspaces } }, page, options) => {
      const query = { group_type: 'model_group', ...(page && { page }) } as const;
      return workspace ? workspaces.rateLimits.list(workspace.id, query, options) : rateLimits.list(query, options);
    }),
  keys: (workspace) =>
    workspace
      ? null
      : question(readKeys, ({ organization }, after, options) =>
          organization.apiKeys.list({ ...perPage, ...(after && { after_id: after }) }, options),
        ),
  spendLimits: (workspace) =>
    workspace
      ? []
      : [
          question(readSpendLimits, raw('/v1/organizations/spend_limits', perPage)),
          question(readMembersSpend, ({ organization }, page, options) =>
            organization.spendLimits.effective.list({ ...perPage, ...(page && { page }) }, options),
          ),
        ],
  usage: (range, width) =>
    question(
      readMessagesUsage,
      raw('/v1/organizations/usage_report/messages', {
        ...timesOf(range),
        bucket_width: width,
        limit: mostBuckets[width],
        group_by: ['api_key_id', 'model'],
      }),
    ),
  costs: (range) =>
    question(
      readCostReport,
      raw('/v1/organizations/cost_report', {
        ...timesOf(range),
        limit: mostBuckets['1d'],
        group_by: ['workspace_id'],
      }),
    ),
};

type Send = (
  client: Awaited<ReturnType<typeof connect>>,
  cursor: string | null,
  options: { signal: AbortSignal },
) => { asResponse(): Promise<Response> };

/** One question, asked through the SDK; only its raw response is used. */
function question<T>(read: (body: unknown) => AdminPage<T>, send: Send): AdminQuestion<T> {
  return (access, cursor, signal) =>
    askAdmin({
      access,
      signal,
      headers,
      allowed: anthropicAdminRequests,
      send: async (fetch, abort) => send(await connect(access, fetch), cursor, { signal: abort }).asResponse(),
      read,
    });
}

async function connect({ apiKey, baseUrl }: Access, fetch: typeof globalThis.fetch) {
  const { Anthropic } = await import('@anthropic-ai/sdk');
  // Set everything that the SDK would otherwise take from the environment (docs/providers.md, SDKs).
  return new Anthropic({ apiKey, baseURL: baseUrl, webhookKey: null, maxRetries: 0, logLevel: 'off', fetch });
}

/** Whole seconds, the end rounded up: the bucket that has begun counts too. */
function timesOf({ from, to }: TimeRange) {
  const text = (ms: number) => new Date(ms).toISOString().replace('.000', '');
  return {
    starting_at: text(Math.floor(from / 1000) * 1000),
    ending_at: text(Math.ceil(to / 1000) * 1000),
  };
}
